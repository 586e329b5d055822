using System.Collections.Frozen;
using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Deadlines.Calendars;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Clocks;

/// <summary>The longest timer of a state as a policy pack says it: so many times its clocks of b.2 together. T55 takes a case to a person at twice its clock, so nothing runs longer.</summary>
public static class StateMaxima
{
    private static readonly ImmutableArray<(string State, int Times, ImmutableArray<string> Parameters)> Table =
    [
        ("INTAKE", 2, ["clock.intakeDays"]), ("REMOTE_CONTACT", 2, ["clock.remoteContactDays"]), ("UNREACHABLE", 2, ["clock.unreachableDays"]), ("ESCALATED", 2, ["clock.escalatedDays"]),
        ("HARDSHIP_ASSESSMENT", 2, ["hardship.docsDays"]), ("PLAN_OFFERED", 2, ["clock.planOfferedDays"]), ("PLAN_ACTIVE", 1, ["plan.maxMonths"]), ("PLAN_REVIEW", 2, ["clock.planReviewDays"]),
        ("PTP_ACTIVE", 1, ["promise.maxDays", "promise.graceDays"]), ("VISIT_REVIEW", 2, ["clock.visitReviewDays"]), ("APPOINTMENT_PENDING", 2, ["clock.appointmentReplyDays"]),
        ("VISIT_IN_PROGRESS", 1, ["clock.visitMinutes"]), ("VISIT_REPORTING", 2, ["clock.visitReportHours", "clock.visitReportReviewDays"]),
        ("EVASION_REVIEW", 2, ["clock.evasionReviewDays"]), ("LEGAL_REVIEW", 2, ["clock.legalReviewDays"]), ("MANUAL_INTERVENTION", 2, ["clock.interventionDays"]),
    ];

    /// <summary>What a pack allows. A state is left out where the pack does not set all of its clocks.</summary>
    public static PackMaxima Of(PolicyPack pack) => new(
        pack.Reference,
        (from row in Table
         let lengths = row.Parameters.Select(name => Length(pack, name, row.Times)).ToArray()
         where lengths.All(length => length is not null)
         select KeyValuePair.Create(StateMark.Of(row.State), (Sum(lengths), Text(row.Times, row.Parameters)))).ToFrozenDictionary(StringComparer.Ordinal),
        (name, times) => Length(pack, name, times));

    private static Duration? Length(PolicyPack pack, string name, int times) => pack.Parameters.TryGetValue(name, out var parameter) && parameter.Value is PolicyValue.Number number
        && RuledClocks.Span(parameter.Type, times * number.Value) is { } span ? DeadlineText.Nominal(span) : null;

    private static Duration Sum(Duration?[] lengths) => lengths.Aggregate(default(Duration), (sum, length) => new Duration(sum.Months + length!.Value.Months, sum.Rest + length.Value.Rest));

    private static string Text(int times, ImmutableArray<string> parameters) => $"{(times == 1 ? "" : $"{times} x ")}{string.Join(" + ", parameters)}";
}
