using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Evidence;

/// <summary>What a report of a visit must keep to beside its shape (S29).</summary>
public static class VisitReport
{
    /// <summary>Roles of those who were there.</summary>
    public static ImmutableArray<string> Roles { get; } = ["AGENT", "CUSTOMER", "COMPANION", "OTHER"];

    /// <summary>Everything that is wrong with it: field and message.</summary>
    public static IEnumerable<(string Path, string Message)> Faults(VisitReportFiled report)
    {
        if (report.EndedAt <= report.StartedAt) yield return ("endedAt", "is not after the start.");
        if (report.Participants.IsEmpty) yield return ("participants", "is empty: everybody who was there.");
    }
}
