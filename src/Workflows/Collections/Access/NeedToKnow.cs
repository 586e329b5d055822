namespace Doorstep.Workflows.Collections.Access;

/// <summary>Which agents have to do with a case, and so may see it (S26). Pure.</summary>
public static class NeedToKnow
{
    /// <summary>Whether an agent is in charge of the case, goes on its visit, or was on the last one, whose report it writes and corrects. One who was taken off it has nothing to do with it any more.</summary>
    /// <param name="file">The case.</param>
    /// <param name="agent">The agent's token; null: nobody's.</param>
    public static bool Has(CaseFile file, string? agent) => agent is not null && !file.Assignment.IsRemoved(agent)
        && (file.Assignment.Agent == agent || (file.Visits.Approval?.Agents ?? []).Contains(agent) || (file.Visits.Appointment?.People ?? []).Contains(agent) || WasThere(file, agent));

    private static bool WasThere(CaseFile file, string agent) => file.Visits.Made is { IsDefaultOrEmpty: false } made && (made[^1].Agents ?? []).Contains(agent);
}
