using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Acts.Desk;

/// <summary>What counts against a person beside allowed acts: what other systems have counted before, what happened outside (G2), and holds that are about the person (G4). Pure.</summary>
internal static class BudgetBook
{
    private static readonly string[] Counted =
    [
        nameof(ContactOutcome), nameof(CustomerReply), nameof(ContactAttempted),
        nameof(CustomerDeceased), nameof(DeathReportWithdrawn), nameof(IncapacityNotified), nameof(GuardianVerified), nameof(InsolvencyOpened), nameof(InsolvencyClosed), nameof(HoldReleased),
    ];

    /// <summary>The budget with the counters of a start body in it.</summary>
    public static ContactBudget Open(string caseId, CaseFile file, ContactBudget budget, DateTimeOffset now)
    {
        var history = file.Sections.TryGetValue("history", out var section) && section.ValueKind == JsonValueKind.Object ? section.Deserialize<HistoryStart>(FactJson.Options)! : null;
        budget = budget.Told(file.Reference, file.Hold);
        if (history is null) return budget;
        var counters = new ImportedCounters(
            now, LocalTime.DayOf(now, file.Zone), history.Attempts7d ?? 0, history.ConnectedToday ?? 0, history.Visits30d ?? 0, history.AttemptsToday ?? 0);
        return budget.Import(caseId, counters, history.LastConversationAt);
    }

    /// <summary>Whether a fact of this type may count.</summary>
    public static bool MayCount(string type) => Counted.Contains(type, StringComparer.Ordinal);

    /// <summary>The budget with a fact counted in; null where it counts nothing. An attempt that names its act was counted when the act was allowed; that somebody answered
    /// is only known now, and counts whoever it was.</summary>
    public static ContactBudget? Count(CaseFile file, WorkflowEvent.Raised raised, ContactBudget budget)
    {
        var moment = FactMoment.Of(raised, file.Zone);
        var counted = Fact.Of(raised) switch
        {
            ContactOutcome outcome => budget.Named(file.Reference, moment.At, moment.Day, outcome.Result == Party.RightParty),
            CustomerReply { Channel: Channel.Call } => budget.Spoke(moment.At, moment.Day),
            ContactAttempted attempt => Attempted(file, attempt, raised.Id, moment, budget),
            _ => budget,
        };
        var told = counted.Told(file.Reference, file.Hold);
        return ReferenceEquals(told, budget) ? null : told;
    }

    private static ContactBudget Attempted(CaseFile file, ContactAttempted attempt, string eventId, FactMoment moment, ContactBudget budget)
    {
        var made = Kind(attempt.Channel) is { } kind ? new Spent(eventId, kind, moment.At, attempt.NumberToken, IsDialled: true) : null;
        var spent = made is null ? budget : attempt.Channel == Channel.Call ? budget.Dial(made, attempt.ActId) : attempt.ActId is null ? budget.Spend(made) : budget;
        return attempt is { Channel: Channel.Call, Result: AttemptResult.Answered } ? spent.Answered(file.Reference, moment.Day) : spent;
    }

    private static ActKind? Kind(Channel channel) => channel switch
    {
        Channel.Call => ActKind.Call,
        Channel.Sms => ActKind.Sms,
        Channel.Email => ActKind.Email,
        Channel.Im => ActKind.Im,
        Channel.Letter => ActKind.Letter,
        _ => null,
    };
}
