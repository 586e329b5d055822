using Doorstep.Workflows.Collections.Communication.Phrases;

namespace Doorstep.Workflows.Tests.Collections.Communication;

/// <summary>S4, S21: threats in whatever words, and true sentences that stay allowed.</summary>
public sealed class PhraseBookTests
{
    public static TheoryData<string, string> Refused => [.. PhraseSentences.Refused];

    public static TheoryData<string> Lawful => [.. PhraseSentences.Lawful];

    private static PhraseBook Book => Letters.Catalogue.Phrases;

    [Theory]
    [MemberData(nameof(Refused))]
    public void S4_a_threat_is_refused_with_its_kind(string kind, string sentence) => Book.Find(sentence).Select(found => found.Kind.Kind).ShouldContain(kind);

    [Theory]
    [MemberData(nameof(Lawful))]
    public void S4_a_true_sentence_is_allowed(string sentence) => Book.Wrong(sentence).ShouldBeEmpty();

    [Fact]
    public void The_tables_have_sentences_for_every_kind_that_is_refused_everywhere()
    {
        PhraseSentences.Refused.Count().ShouldBeGreaterThanOrEqualTo(40);
        PhraseSentences.Lawful.Count().ShouldBeGreaterThanOrEqualTo(30);
        PhraseSentences.Refused.Select(row => row.Kind).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(Book.Kinds.Where(kind => kind.Classes.IsEmpty && kind.Profiles.IsEmpty && kind.Kind != "extraFees").Select(kind => kind.Kind).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("We will never tell your employer.", "We will not hesitate to tell your employer.")]
    [InlineData("Nobody is arrested for this.", "If you do not pay you will be arrested.")]
    [InlineData("我们不会通知您的单位。", "我们不得不通知您的单位。")]
    [InlineData("我们不会通知您的单位。", "您再不还款，我们就通知您的单位。")]
    [InlineData("如您同意，我们可以到您的单位见面。", "我们可以到您的单位见面。")]
    public void A_denial_or_a_consent_counts_only_where_it_belongs_to_what_is_said(string lawful, string threat)
    {
        Book.Wrong(lawful).ShouldBeEmpty();
        Book.Wrong(threat).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("You will be arresтed.")]
    [InlineData("You will be arrєsted.")]
    [InlineData("You will be ᴀʀʀᴇsᴛᴇᴅ.")]
    [InlineData("You will be Ꭺrrested.")]
    [InlineData("You will be 🇦🇷🇷🇪🇸🇹🇪🇩.")]
    [InlineData("You will be arr<b></b>ested.")]
    [InlineData("You will be &#97;rrested.")]
    [InlineData("You will be \u202Edetserra now.")]
    [InlineData("The constables will come for you.")]
    [InlineData("Your passport will be cancelled.")]
    [InlineData("Your children may be taken away.")]
    [InlineData("Our men will visit you.")]
    [InlineData("否则让你蹲号子。")]
    [InlineData("我们的人每天都会在你家楼下。")]
    [InlineData("您会被拘畱。")]
    [InlineData("把房子卖了还钱。")]
    public void S4_A_threat_is_found_however_it_is_written(string threat) => Book.Wrong(threat).ShouldNotBeEmpty();

    [Theory]
    [InlineData("APP用户Zhāng的账户，请拨打95000。")]
    [InlineData("Your account at Société Générale, № 12, is settled: a < b & c > d.")]
    [InlineData("您可以随时联系我们，我们每天9点到18点都在。")]
    public void S4_What_is_written_as_people_write_is_no_disguise(string text) => Book.Wrong(text).ShouldBeEmpty();

    [Fact]
    public void A_threat_behind_a_denied_one_is_found() => Book.Find("We never call your boss, but we will tell your boss and you will be arrested.").Select(found => found.Kind.Kind).ShouldBe(["arrest", "thirdPartyPressure"], ignoreOrder: true);

    [Fact]
    public void A_word_that_a_class_forbids_is_wrong_there_even_where_it_is_denied() => Book.Wrong("It is not about a loan.", "thirdPartyLocate").ShouldHaveSingleItem().ShouldStartWith("says 'loan' (debtFact).");

    [Fact]
    public void What_is_wrong_says_what_was_said_why_and_what_to_write_instead() => Book.Wrong("We WILL tell your Employer!").ShouldBe(
        ["says 'we will tell your employer' (thirdPartyPressure). Family, friends and employers owe nothing and are told nothing (S28). Leave it out; only the customer is asked."]);

    [Fact]
    public void Nothing_said_is_nothing_wrong() => (Book.Wrong(null).Length, Book.Wrong(" ").Length).ShouldBe((0, 0));
}
