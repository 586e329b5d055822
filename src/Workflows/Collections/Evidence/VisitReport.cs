using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;

namespace Doorstep.Workflows.Collections.Evidence;

/// <summary>What a report of a visit must keep to beside its shape (S29).</summary>
public static class VisitReport
{
    /// <summary>Roles of those who were there.</summary>
    public static ImmutableArray<string> Roles { get; } = ["AGENT", "CUSTOMER", "COMPANION", "OTHER"];

    /// <summary>Everything that is wrong with it: field and message.</summary>
    /// <param name="report">The report.</param>
    /// <param name="team">The agents who went, as they checked in; null or empty: nobody has said.</param>
    public static IEnumerable<(string Path, string Message)> Faults(VisitReportFiled report, ImmutableArray<string>? team = null)
    {
        if (report.EndedAt <= report.StartedAt) yield return ("endedAt", "is not after the start.");
        if (report.Participants.IsEmpty) yield return ("participants", "is empty: everybody who was there.");
        else if ((team is { IsDefault: false } went ? went : []).Where(agent => !report.Participants.Any(one => one.Role == "AGENT" && Person.IsSame(one.Name, agent))).ToArray() is { Length: > 0 } missing)
            yield return ("participants", $"does not name {string.Join(" and ", missing.Select(agent => $"'{agent}'"))}, who checked in for this visit (S29). Name everybody who was there, each agent in the role AGENT.");
    }
}
