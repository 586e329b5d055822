using System.Text;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Inbox;
using Doorstep.Workflows.Collections.Rights;

namespace Doorstep.Workflows.Collections.Emergencies;

/// <summary>Finds words of somebody who may harm himself in what people say or write, in Chinese and English (S39). Also where they are denied: a call that nobody needed costs a minute.</summary>
internal static partial class SelfHarmWords
{
    private static readonly string[] Words =
    [
        "想死", "不想活", "活不下去", "活着没意思", "活着没有意义", "自杀", "自殺", "轻生", "輕生", "寻死", "跳楼", "跳河", "割腕", "结束生命", "结束自己", "了结自己", "了断自己", "死了算了", "一死了之", "自残", "自伤", "喝农药",
        "killmyself", "endmylife", "endmyownlife", "endingmylife", "takemylife", "takemyownlife", "suicid", "wanttodie", "betteroffdead", "harmmyself", "hurtmyself", "selfharm", "noreasontolive", "notwanttolive", "don'twanttolive",
    ];

    /// <summary>Whether a message, a statement, the note of a call or the report of a visit has them.</summary>
    public static bool In(Fact fact) => fact switch
    {
        InboundMessage message => In(message.Text) || fact.Says(MessageMeaning.SelfHarm),
        CustomerReply reply => In(reply.Text) || fact.Says(MessageMeaning.SelfHarm),
        FeedbackGiven given => In(given.Text),
        ContactOutcome call => In(call.Note) || fact.Says(MessageMeaning.SelfHarm),
        MessageAnswered => fact.Says(MessageMeaning.SelfHarm),
        StatementMade made => In(made.Text),
        VisitReportFiled report => In(report.CustomerStatement) || In(report.Conversation) || In(report.Capacity.Summary),
        _ => In(SaidWords.Heard(fact)),
    };

    private static bool In(string? text) => text is not null && Blanks().Replace(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace('’', '\''), "") is var dense
        && Words.Any(word => dense.Contains(word, StringComparison.Ordinal));

    [GeneratedRegex(@"[\s·*_\-、]")]
    private static partial Regex Blanks();
}
