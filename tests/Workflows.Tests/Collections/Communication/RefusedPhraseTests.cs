using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Tests.Collections.Communication;

public sealed class RefusedPhraseTests
{
    public static TheoryData<string, string, string, string, string> Rows => new()
    {
        { "violence", "reminder", "We know where you live.", "否则让你好看。", "STANDARD" },
        { "insult", "reminder", "Do not be a deadbeat.", "不要做老赖。", "STANDARD" },
        { "falseAuthority", "reminder", "The police will visit you.", "公安机关将联系您。", "STANDARD" },
        { "falseConsequence", "reminder", "You will go to jail.", "您会坐牢。", "STANDARD" },
        { "publicShaming", "reminder", "Soon everyone will know.", "我们将公开曝光。", "STANDARD" },
        { "thirdPartyPressure", "reminder", "We will call your employer.", "我们将通知单位。", "STANDARD" },
        { "newBorrowing", "reminder", "You could borrow from friends.", "您可以向亲友借。", "STANDARD" },
        { "extraFees", "reminder", "A visit fee is added.", "另收上门费。", "STANDARD" },
        { "falseUrgency", "reminder", "This is your last chance.", "这是最后机会。", "STANDARD" },
        { "forcedVisit", "reminder", "You must open the door.", "我们随时上门。", "STANDARD" },
        { "refusedHelp", "reminder", "No plan is possible.", "不接受分期。", "STANDARD" },
        { "debtFact", "thirdPartyLocate", "It is about a loan.", "关于一笔贷款。", "STANDARD" },
        { "paymentPressure", "feedbackInvite", "A gift waits for you when you repay.", "还款后有红包。", "STANDARD" },
        { "estateDemand", "condolence", "The amount due is yours now.", "请尽快结清。", "STANDARD" },
        { "hardWord", "reminder", "Please remit it.", "请按约履约。", "EASY_READ" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_refused_phrase_is_quoted_with_its_kind_and_a_repair(string kind, string @class, string english, string chinese, string profile)
    {
        foreach (var (language, sentence) in (ReadOnlySpan<(string, string)>)[("en", english), ("zh-CN", chinese)])
        {
            var body = Letters.Catalogue.Find(@class, MessageChannel.Letter, language, Codes.Read<CommunicationProfile>(profile)!.Value) is { } letter ? letter.Body
                : Letters.Catalogue.Find(@class, MessageChannel.Call, language, CommunicationProfile.Standard)!.Body;

            var fault = Letters.Faults(@class, $"{body}\n{sentence}", language, profile).Distinct().First();

            var known = Letters.Catalogue.Phrases.Kinds.Single(one => one.Kind == kind);
            fault.ShouldContain($"({kind})");
            fault.ShouldContain(known.Repair);
            known.Phrases[language].ShouldContain(phrase => fault.Contains($"says '{phrase}'", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_kind_of_the_book_has_its_row() => Rows.Select(row => row.Data.Item1).ShouldBe(Letters.Catalogue.Phrases.Kinds.Select(kind => kind.Kind), ignoreOrder: true);

    [Theory]
    [InlineData("坐 牢")]
    [InlineData("坐·牢")]
    [InlineData("坐{{ institution }}牢")]
    [InlineData("坐\u200b牢")]
    [InlineData("go  to\njail")]
    [InlineData("ＧＯ ＴＯ ＪＡＩＬ")]
    [InlineData("{{ 'go to jail' }}")]
    public void Hiding_a_phrase_does_not_help(string hidden) =>
        Letters.Faults("voicemail", $"{{{{ institution }}}} {{{{ phone }}}} {{{{ verifyPage }}}} {hidden}").ShouldContain(message => message.Contains("(falseConsequence)", StringComparison.Ordinal));

    [Fact]
    public void A_word_that_only_contains_a_phrase_is_none() =>
        Letters.Faults("voicemail", "{{ institution }} {{ phone }} {{ verifyPage }} Billy and the loaner are fine.").ShouldBeEmpty();

    [Fact]
    public void A_book_with_gaps_is_refused_with_every_fault()
    {
        var faults = new List<DefinitionFault>();

        PhraseBook.Read("p.json", """[{"kind":"x","because":"","repair":"r","phrases":{"en":["a"]},"classes":["remindr"],"profiles":["EASY"]}]""", faults).ShouldBeNull();
        PhraseBook.Read("q.json", "{", faults).ShouldBeNull();

        faults.Select(fault => fault.Message.Split('.')[0].Split(';')[0]).Take(4).ShouldBe(
            ["'x' needs 'because': the reader wants to know why", "'x' has no phrases in 'zh-CN'", "'remindr' of 'x' is not a class", "'EASY' of 'x' is not a profile"]);
        faults[^1].Path.ShouldBe("q.json");
    }

    [Theory]
    [InlineData("Hello. Now shut up, you liar, or your family must pay.", 3)]
    [InlineData("你这个老赖，再不还就坐牢！", 2)]
    [InlineData("How are you today? Take your time.", 0)]
    public void S21_an_abusive_phrase_in_spoken_words_is_flagged_and_opens_a_quality_case(string said, int found)
    {
        var findings = ScriptLint.Look(said, Letters.Catalogue.Phrases);

        findings.Found.Length.ShouldBe(found);
        findings.OpensQualityCase.ShouldBe(found > 0);
        findings.Notes.Length.ShouldBe(found);
    }

    [Fact]
    public void S28_a_call_to_a_relative_says_nothing_about_a_debt()
    {
        const string said = "Your brother is overdue with a loan.";

        ScriptLint.Look(said, Letters.Catalogue.Phrases).Found.ShouldBeEmpty();
        ScriptLint.Look(said, Letters.Catalogue.Phrases, "thirdPartyLocate").Found.Select(found => found.Phrase).ShouldBe(["loan", "overdue"], ignoreOrder: true);
    }
}
