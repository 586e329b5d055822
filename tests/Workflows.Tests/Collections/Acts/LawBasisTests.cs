using Doorstep.Workflows.Collections.Acts.Wording;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Tests.Collections.Policy;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>A demand says why it asks, by the law of the place whose policy pack the case has.</summary>
public sealed class LawBasisTests
{
    [Theory]
    [InlineData("cn", "en", "your contract of 10 May 2024 and Civil Code articles 675 and 676.")]
    [InlineData("cn", "zh-CN", "签订的合同及《民法典》第675、676条。")]
    [InlineData("us-regf", "en", "and 12 CFR 1006.34.")]
    [InlineData("us-regf", "zh-CN", "及《美国联邦法规》第12编第1006.34条。")]
    [InlineData("uk", "en", "and the Consumer Credit Act 1974, sections 86B and 86C.")]
    [InlineData("uk", "zh-CN", "及英国《1974年消费信贷法》第86B、86C条。")]
    public void S4_S19_a_demand_names_the_law_of_its_own_pack(string pack, string language, string basis)
    {
        var worded = Demand(Packs.Shipped($"{pack}-2026.1.json"), language);

        worded.Refusals.ShouldBeEmpty();
        worded.Messages.ShouldHaveSingleItem().Text.ShouldContain(basis);
    }

    [Theory]
    [InlineData("cn", "en", "NFRA 12378, PBOC 12363")]
    [InlineData("cn", "zh-CN", "12378（金融监管）、12363（人民银行）")]
    [InlineData("us-regf", "en", "the Consumer Financial Protection Bureau")]
    [InlineData("uk", "en", "the Financial Ombudsman Service")]
    public void S59_a_demand_says_where_to_complain_by_its_own_pack(string pack, string language, string whom) =>
        Demand(Packs.Shipped($"{pack}-2026.1.json"), language).Messages.ShouldHaveSingleItem().Text.ShouldContain(whom);

    [Fact]
    public void S4_S19_a_demand_under_a_pack_that_names_no_law_is_refused()
    {
        var silent = Packs.Cn with { Parameters = Packs.Cn.Parameters.Remove("notice.lawBasis.en") };

        Demand(silent, "en").Refusals.ShouldHaveSingleItem().ShouldContain("'lawBasis' is missing");
        Demand(silent, "zh-CN").Refusals.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cn", "en", "Free legal help: the legal aid line 12348.")]
    [InlineData("cn", "zh-CN", "免费法律援助：法律援助热线12348。")]
    [InlineData("us-regf", "en", "Free legal help: LawHelp.org, or a legal aid office near you.")]
    [InlineData("uk", "en", "Free legal help: Citizens Advice, or gov.uk/legal-aid.")]
    public void T51_a_letter_before_action_says_where_legal_help_is_free_at_that_place(string pack, string language, string aid) =>
        LetterDesk.Text("preAction", LetterDesk.File(LetterDesk.Pack(pack), language), LetterDesk.Pack(pack)).ShouldContain(aid);

    [Fact]
    public void T51_a_letter_before_action_under_a_pack_that_knows_of_no_legal_aid_is_refused()
    {
        var silent = Packs.Cn with { Parameters = Packs.Cn.Parameters.Remove("notice.legalAid.en") };

        LetterDesk.Letter("preAction", LetterDesk.File(silent, "en"), silent).Refusals.ShouldHaveSingleItem().ShouldContain("'legalAid' is missing");
    }

    private static WordedAct Demand(PolicyPack pack, string language) => LetterDesk.Letter("demand", LetterDesk.File(pack, language), pack);
}
