using Doorstep.Workflows.Collections.Hardship;

namespace Doorstep.Workflows.Collections.Plans;

/// <summary>G10: no instalment is more than what was computed that the customer can pay (S55, b.3).</summary>
public static class Affordable
{
    /// <summary>Every instalment of a schedule against the capacity of an assessment; without an assessment the answer is no.</summary>
    public static Ruling Check(InstalmentSchedule schedule, Affordability? affordability) =>
        affordability is null ? new Ruling.Refused("G10: nobody has assessed what the customer can pay.")
        : affordability.Capacity <= 0 ? new Ruling.Refused("G10: the assessment leaves nothing to pay with, so no instalment is affordable. Offer relief.")
        : schedule.Largest > affordability.Capacity
            ? new Ruling.Refused($"G10: an instalment of {Fen.Text(schedule.Largest)} is more than the {Fen.Text(affordability.Capacity)} a month that the customer can pay.")
            : new Ruling.Allowed($"G10: every instalment, {Fen.Text(schedule.Largest)} at most, is within the {Fen.Text(affordability.Capacity)} a month that the customer can pay.");
}
