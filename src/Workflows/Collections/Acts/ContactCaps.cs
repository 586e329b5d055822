using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Acts.Guards;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Acts;

/// <summary>How much of a cap is used (G2).</summary>
/// <param name="Parameter">The parameter of the policy pack that sets it: <c>calls.per7Days</c>.</param>
/// <param name="Used">Acts that count at the moment, over all cases of the person and with what other systems have counted.</param>
/// <param name="Allowed">How many are allowed.</param>
public sealed record ContactCap(string Parameter, int Used, long Allowed);

/// <summary>The caps of a person as they are used now, counted as the guard counts them. Pure.</summary>
internal static class ContactCaps
{
    /// <summary>Those that the pack sets.</summary>
    public static ImmutableArray<ContactCap> Of(CaseFile file, ContactBudget budget, PackInForce pack, DateTimeOffset now)
    {
        int In(int days, Func<Spent, bool> counts) => budget.Since(now.AddDays(-days), counts);
        (string Parameter, int Used)[] used =
        [
            ("calls.per7Days", In(7, Frequency.IsCall) + budget.ImportedCalls(now)), ("calls.connectedPerDay", budget.ConnectedOn(LocalTime.DayOf(now, file.Zone))), ("digital.perWeek", In(7, Frequency.IsDigital)),
            ("letters.perWeek", In(7, Frequency.IsPost)), ("visits.perMonth", In(30, spent => spent.Kind == ActKind.Visit) + budget.ImportedVisits(now)),
        ];
        return [.. from cap in used where pack.Number(cap.Parameter) is Reading<long>.Given select new ContactCap(cap.Parameter, cap.Used, ((Reading<long>.Given)pack.Number(cap.Parameter)).Value)];
    }
}
