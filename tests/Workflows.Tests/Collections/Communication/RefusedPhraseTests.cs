using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Communication.Phrases;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Tests.Collections.Communication;

public sealed class RefusedPhraseTests
{
    public static TheoryData<string, string, string, string, string> Rows => new()
    {
        { "violence", "reminder", "We know where you live.", "否则让你好看。", "STANDARD" },
        { "insult", "reminder", "Do not be a deadbeat.", "不要做老赖。", "STANDARD" },
        { "falseAuthority", "reminder", "The police will visit you.", "公安机关将联系您。", "STANDARD" },
        { "arrest", "reminder", "It means jail.", "您会坐牢。", "STANDARD" },
        { "falseConsequence", "reminder", "You will lose your job.", "您会丢掉工作。", "STANDARD" },
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

            var fault = Letters.Faults(@class, $"{body}\n{sentence}", language, profile).First(message => message.Contains($"({kind})", StringComparison.Ordinal));

            var known = Letters.Catalogue.Phrases.Kinds.Single(one => one.Kind == kind);
            fault.ShouldContain(known.Repair);
            sentence.ToLowerInvariant().ShouldContain(fault.Split('\'')[1], Case.Sensitive, "it is quoted as it was said");
        }
    }

    [Theory]
    [InlineData("他是失信人。")]
    [InlineData("失 信 被 执 行 人")]
    [InlineData("Tell the d3bt0r to call.")]
    [InlineData("Tell the ｄ３ｂｔ０ｒ to call.")]
    [InlineData("Tell the d 3 b t 0 r to call.")]
    [InlineData("It is about a 1oan.")]
    [InlineData("It is about a de8t.")]
    [InlineData("He is a defaulter.")]
    [InlineData("律 师 函")]
    public void S28_Words_for_a_debt_are_found_where_anybody_may_hear_them_however_they_are_written(string said)
    {
        foreach (var @class in (string[])["voicemail", "thirdPartyLocate", "callOpening"]) Letters.Catalogue.Phrases.Wrong(said, @class).ShouldContain(wrong => wrong.Contains("(debtFact)", StringComparison.Ordinal), @class);
    }

    [Theory]
    [InlineData("Please call me at +00 2031 0000 1111, code 4B2-9.")]
    [InlineData("Apartment 2 b, floor 3, at 10 a 12.")]
    [InlineData("请于8点后回电，电话400-000-0000。")]
    public void S28_Numbers_are_no_words(string said) => Letters.Catalogue.Phrases.Wrong(said, "voicemail").ShouldBeEmpty();

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
        Letters.Faults("voicemail", $"{{{{ institution }}}} {{{{ phone }}}} {{{{ verifyPage }}}} {hidden}").ShouldContain(message => message.Contains("(arrest)", StringComparison.Ordinal));

    [Fact]
    public void A_word_that_only_contains_a_phrase_is_none() =>
        Letters.Faults("voicemail", "{{ institution }} {{ phone }} {{ verifyPage }} Billy and the loaner are fine.").ShouldBeEmpty();

    [Fact]
    public void A_book_with_gaps_is_refused_with_every_fault()
    {
        var faults = new List<DefinitionFault>();
        var files = new Dictionary<string, string>
        {
            ["refused-phrases.json"] = """[{"kind":"x","because":"","repair":"r","classes":["remindr"],"profiles":["EASY"]},{"kind":"y","because":"b","repair":"r"}]""",
            ["refused-phrases.en.json"] = """{"words":{"family":"mother|{family}"},"kinds":{"x":{"phrases":["a (b","we {tell} you","{family}","!"]},"xx":{"phrases":["a"]},"y":{"phrases":["a .. b?"]}}}""",
            ["refused-phrases.zh-CN.json"] = """{"kinds":{"y":{"phrases":["抓(你|您)?"]}}}""",
        };

        PhraseBookReader.Read(file => files[file], faults).ShouldBeNull();
        PhraseBookReader.Read(_ => "{", []).ShouldBeNull();

        faults.Select(fault => fault.ToString()).ShouldBe(
        [
            "refused-phrases.json: [0]: 'x' needs 'because': the reader wants to know why.",
            "refused-phrases.json: [0]: 'remindr' of 'x' is not a class; did you mean 'reminder'?",
            "refused-phrases.json: [0]: 'EASY' of 'x' is not a profile. Known are: DIGITAL, EASY_READ, STANDARD.",
            "refused-phrases.en.json: kinds.xx: 'xx' is not a kind of refused-phrases.json; did you mean 'x'?",
            "refused-phrases.en.json: kinds.x: 'a (b' has a bracket that nothing closes.",
            "refused-phrases.en.json: kinds.x: 'we {tell} you' names 'tell', which is not in 'words'.",
            "refused-phrases.en.json: kinds.x: '{family}' names 'family' inside itself.",
            "refused-phrases.en.json: kinds.x: '!' cannot be read at '!'.",
            "refused-phrases.zh-CN.json: kinds: 'x' has no phrases in 'zh-CN'.",
        ], ignoreOrder: true);
    }

    [Theory]
    [InlineData("Hello. Now shut up, you liar, or your family must pay.", 3)]
    [InlineData("你这个老赖，再不还就坐牢！", 3)]
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
