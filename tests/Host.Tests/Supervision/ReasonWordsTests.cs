using System.Text.RegularExpressions;
using Doorstep.Host.Supervision;
using Doorstep.Host.Tests.Documentation;

namespace Doorstep.Host.Tests.Supervision;

/// <summary>A supervisor who reads Chinese reads in Chinese why an act did not go out.</summary>
public sealed partial class ReasonWordsTests
{
    [Fact]
    public void Every_event_of_the_catalogue_has_a_Chinese_name() => Workflows.Collections.Facts.FactCatalogue.Names.Where(name => !EventWords.Has(name)).ShouldBeEmpty();

    [Theory]
    [InlineData("联系/远程联系", "Contact/RemoteContact")]
    [InlineData("Contact", "Contact")]
    [InlineData("无人知道", "无人知道")]
    public void A_state_is_found_by_the_name_that_the_reader_sees(string said, string state) => StateWords.Named(said).ShouldBe(state);

    [Fact]
    public void A_state_in_a_Chinese_sentence_is_named_in_Chinese_and_what_is_no_state_stays() =>
        StateWords.InSentence("案件由“Contact/RemoteContact”转到“UnknownOne”。").ShouldBe("案件由“联系/远程联系”转到“UnknownOne”。");

    [Theory]
    [InlineData("It is 22:00:00 where the customer is; the hours are 08:00-22:00.", "客户所在地现为 22:00:00，可联系时段为 08:00-22:00。")]
    [InlineData("It is 22:30:00 in Asia/Tokyo, where another case of the person says that the customer is; the hours are 08:00-22:00.", "该客户另一案件登记的所在地 Asia/Tokyo 现为 22:30:00，可联系时段为 08:00-22:00。")]
    [InlineData("3 answered calls today; at most 3 are allowed.", "今日已接通 3 次，上限为 3 次。")]
    [InlineData("'ag. 1' is suspended. The training of 'ag. 1' has run out.", "“ag. 1”已被停用。“ag. 1”的培训已过期。")]
    [InlineData("A lawyer speaks for the customer; contact the lawyer.", "客户已由律师代理，请联系律师。")]
    [InlineData("Hold DISPUTE, COMPLAINT stands in the way.", "存在中止事项 DISPUTE, COMPLAINT。")]
    [InlineData("A sentence that nobody knows.", "A sentence that nobody knows.")]
    [InlineData("\"x\" is not a day from 1900 to 2199, such as \"2031-03-01\".", "\"x\" 不是日期，例如“2031-03-01”。")]
    [InlineData("is missing: text of 1 to 4000 characters.", "未填写：1 到 4000 个字符的文字。")]
    [InlineData("'-3' is not a number from 0 to 36500.", "“-3”不是 0 到 36500 之间的整数。")]
    [InlineData("'reson' is not known here; did you mean 'reason'?", "“reson”不是此处的字段，是否指“reason”？")]
    [InlineData("守卫拒绝 CALL callOpening：G3 RightParty: No number of the customer's own is known.", "守卫拒绝 CALL callOpening：G3 RightParty: 没有客户本人的号码。")]
    [InlineData("'PaymentReceived' took 'RemoteContact' to 'ClosedPaid'.", "“PaymentReceived”使案件由“RemoteContact”转入“ClosedPaid”。")]
    [InlineData("Message '1/2' is held back: The customer has opted out of SMS.", "消息“1/2”暂缓：客户已退订 SMS。")]
    [InlineData("Something new. The case is not suspended.", "Something new. 案件未被暂停。")]
    public void What_a_guard_has_said_is_said_in_Chinese(string english, string chinese) => (ReasonWords.Of(english, isChinese: true), ReasonWords.Of(english, isChinese: false)).ShouldBe((chinese, english));

    [Fact]
    public void Every_sentence_of_a_guard_has_a_Chinese_one()
    {
        var said = Directory.GetFiles(Path.Combine(Page.Root, "src/Workflows/Collections/Acts/Guards"), "*.cs").SelectMany(File.ReadLines)
            .Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal)).SelectMany(line => Sentence().Matches(line).Select(found => Hole().Replace(found.Groups[1].Value, "x"))).Distinct().ToArray();

        said.Length.ShouldBeGreaterThan(80);
        said.Where(sentence => ReasonWords.Of(sentence, isChinese: true).Any(char.IsAsciiLetterLower) && ReasonWords.Of(sentence, isChinese: true) == sentence)
            .ShouldBe(["It is x x; the hours are x.", "x x; at most x are allowed."], ignoreOrder: true, "they are put together; each of their forms is asked for here and above");
        var caps = Caps().Matches(File.ReadAllText(Path.Combine(Page.Root, "src/Workflows/Collections/Acts/Guards/Frequency.cs"))).Select(found => $"3 {found.Groups[1].Value}; at most 3 are allowed.").ToArray();
        caps.Length.ShouldBeGreaterThan(6);
        caps.Where(sentence => ReasonWords.Of(sentence, isChinese: true) == sentence).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Kernel/StateMachineTransition.cs")]
    [InlineData("Kernel/StateMachineInterventions.cs")]
    [InlineData("Kernel/StepInterventions.cs")]
    [InlineData("Kernel/StepDeadlines.cs")]
    [InlineData("Kernel/StepClocks.cs")]
    [InlineData("Kernel/JournalEntry.cs")]
    [InlineData("Collections/Overrides/CaseOverrideDesk.cs")]
    [InlineData("Collections/Overrides/OverrideLimits.cs")]
    public void Every_sentence_of_the_record_and_of_overrides_has_a_Chinese_one(string file)
    {
        var said = File.ReadLines(Path.Combine(Page.Root, "src/Workflows", file)).Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal) && !line.Contains("throw new", StringComparison.Ordinal))
            .SelectMany(line => Sentence().Matches(line).Select(found => Hole().Replace(found.Groups[1].Value, "x").Replace("x The", "The", StringComparison.Ordinal).Trim())).Where(sentence => sentence.Contains(' ', StringComparison.Ordinal) && sentence != "'x' x, for x." && !sentence.Any(letter => letter > 0x2fff)).Distinct();

        said.Where(sentence => ReasonWords.Of(sentence, isChinese: true) == sentence).ShouldBeEmpty();
    }

    [Fact]
    public void Both_languages_have_what_a_guard_fills_in() =>
        GuardReasons.Sentences.Concat(RecordReasons.Sentences).Concat(FieldReasons.Sentences).Where(sentence => Hole().Count(sentence.En) != Hole().Count(sentence.Zh)).ShouldBeEmpty();

    [GeneratedRegex("""\$?"((?:[^"{]|\{(?:[^{}"]|"[^"]*")*\})+\.)"[,)\s:;]""")]
    private static partial Regex Sentence();

    [GeneratedRegex("""most, "([^"]+)",""")]
    private static partial Regex Caps();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();
}
