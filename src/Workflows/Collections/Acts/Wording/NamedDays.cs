using System.Collections.Frozen;
using Doorstep.Workflows.Collections.Legal;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>
/// The days that a message names (S4). A day until which something lasts is the last whole one before the case's own clock for it comes due, counted by the policy pack and moved by holds as that clock is; where
/// no clock runs, it is counted from today by the same rules. So the words of a letter and the armed deadline never disagree.
/// </summary>
/// <param name="armed">The armed deadlines of the case, fresh.</param>
/// <param name="clocks">What its clocks are counted by.</param>
/// <param name="zone">The customer's time zone.</param>
/// <param name="now">The moment (UTC).</param>
/// <param name="here">Those of them that belong to the state in which the case is; null: not known.</param>
internal sealed class NamedDays(IEnumerable<ArmedDeadline> armed, CaseClocks clocks, TimeZoneInfo zone, DateTimeOffset now, IEnumerable<ArmedDeadline>? here = null)
{
    /// <summary>The parameter of the pack for each named day, and the length of domain.md b.2 for a case whose pack does not set it. <c>replyBy</c> means another one in every class.</summary>
    private static readonly FrozenDictionary<string, (string Parameter, string Otherwise)> Named = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["appointmentInvitation.replyBy"] = ("clock.appointmentReplyDays", "P7D"),
        ["evasionReply.replyBy"] = (Evasion.ReplyParameter, Evasion.ReplyOtherwise),
        ["preAction.replyBy"] = (ReplyDays, "P30D"),
        ["creditReportNotice.replyBy"] = ("creditReport.preNoticeDays", "P10D"),
        // A letter counts as received five business days after it was sent (12 CFR 1006.34(b)(5)), and the time begins then.
        ["disputeBy"] = ("dispute.windowDays", "P30D served P5B"),
        ["documentsBy"] = (Papers, "P20D"),
        ["offerEnds"] = ("clock.planOfferedDays", "P14D"),
        ["missedInstalment.reviewOn"] = ("clock.planReviewDays", "P10B"),
        ["reviewOn"] = ("clock.escalatedDays", "P10B"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The day of a field in a class of message; null where the field means none there.</summary>
    public DateOnly? Of(string @class, string field) => Named.TryGetValue($"{@class}.{field}", out var own) || Named.TryGetValue(field, out own) ? Until(own.Parameter, own.Otherwise) : null;

    private const string ReplyDays = "preAction.replyDays";

    /// <summary>Time to answer a letter before action, or a suspicion, begins when the letter leaves, however late that is: nobody is taken to court (G12) or judged (T50) before its day is over.</summary>
    private static readonly FrozenSet<string> FromTheLetter = FrozenSet.ToFrozenSet([ReplyDays, Evasion.ReplyParameter], StringComparer.Ordinal);

    /// <summary>Papers are read in the state that asks for them, so they are not asked for by a day on which it is over (T32, T38).</summary>
    private const string Papers = "hardship.docsDays";

    /// <summary>Until when an offer can be taken as things stand (UTC): the end that the letter names, and the second one only once the first is over (T36); null where no clock runs for it.</summary>
    public static DateTimeOffset? OfferEnds(IEnumerable<ArmedDeadline> armed, DateTimeOffset now) => Running(armed, Named["offerEnds"].Parameter, now);

    private DateOnly Until(string parameter, string otherwise)
    {
        var due = (FromTheLetter.Contains(parameter) ? null : Running(armed, parameter, now)) ?? Counted(parameter, otherwise);
        return LocalTime.DayOf(due.AddTicks(-1), zone);
    }

    private DateTimeOffset Counted(string parameter, string otherwise)
    {
        var counted = clocks.Reckon(otherwise, parameter, now).Until;
        return parameter == Papers && (here ?? []).Where(clock => clock is { IsDue: false, By: not null }).Select(clock => DueOf(clock, now)).DefaultIfEmpty(counted).Max() is var over && over < counted ? over : counted;
    }

    private static DateTimeOffset? Running(IEnumerable<ArmedDeadline> armed, string parameter, DateTimeOffset now) =>
        armed.Where(clock => !clock.IsDue && clock.By?.Parameter == parameter).Select(clock => (DateTimeOffset?)DueOf(clock, now)).Min();

    private static DateTimeOffset DueOf(ArmedDeadline clock, DateTimeOffset now) => clock.Left is { } left ? now + left : clock.DueAt;
}
