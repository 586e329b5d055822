using Doorstep.Workflows.Collections.People;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G8: enough different agents, each trained, rested, with a card, at no other door, free of conflicts and named in an authorisation that counts, and as many as the check-in says ([CBA] art. 22, S17, S37, S49).</summary>
internal sealed class VisitTeam : Guard
{
    public override string Number => "G8";

    public override string Name => nameof(VisitTeam);

    public override bool AppliesTo(PlannedAct act) => act.Kind == ActKind.Visit;

    public override Verdict Judge(GuardContext context) => Said(Faults(context, isAtDoor: true));

    /// <summary>The same when a visit is approved, days before it (T17): whoever rests until tomorrow may be named, and an authorisation may begin later or be issued after the approval.
    /// One that is named has to be there.</summary>
    internal static Verdict JudgeApproval(GuardContext context) => Said(Faults(context, isAtDoor: false));

    private static Verdict Said(string[] faults) => faults.Length == 0 ? Verdict.Pass : Verdict.Refuse(string.Join(" ", faults));

    private static string[] Faults(GuardContext context, bool isAtDoor)
    {
        var team = (context.Act.Team ?? []).Distinct(StringComparer.Ordinal).ToArray();
        var few = context.Number("visit.minAgents", least => team.Length < least ? Verdict.Refuse($"{team.Length} agents; {least} different ones are needed.") : Verdict.Pass) as Verdict.Refused;
        // Evidence that contradicts itself proves nothing.
        var told = isAtDoor && context.File.Visits.CheckIn?.Team is { } said && said != team.Length ? $"The check-in says that {said} are there and names {team.Length}." : null;
        // The invitation has named them (S4): the customer opens the door to nobody else.
        var strange = isAtDoor && context.File.Visits.Approval?.Agents is { IsDefaultOrEmpty: false } named ? team.FirstOrDefault(agent => !named.Contains(agent)) : null;
        var unknown = context.File.Assignment.Unknown is { } words ? $"The customer complains about '{words}', and nobody has said yet who that is (AccusedIdentified)." : null;
        return [.. ((string?[])[few?.Reason, told, unknown, strange is null ? null : $"'{strange}' was not approved for this visit, and the customer was told of others. Another team takes an approval of its own (T17).", .. team.Select(token => Against(token, context, isAtDoor)), Authorised(team, context, isAtDoor)]).OfType<string>()];
    }

    private static string? Against(string token, GuardContext context, bool isAtDoor)
    {
        if (context.Registers.Agents.FirstOrDefault(agent => agent.Token == token) is not { } agent) return $"'{token}' is not in the register of agents.";
        if (agent.IsSuspended) return $"'{token}' is suspended.";
        if (agent.TrainedUntil is not { } until || until <= context.Today) return $"The training of '{token}' has run out.";
        if (!agent.HasIdCard) return $"'{token}' has no identity card to show.";
        if (isAtDoor && agent.RestUntil > context.Now) return $"'{token}' rests after an incident.";
        if (isAtDoor && agent.AtDoorUntil > context.Now && agent.AtDoorOf != context.CaseId) return $"'{token}' is at another door. Report how that visit ended first.";
        if (context.File.Assignment.IsRemoved(token)) return $"'{token}' is off this case.";
        return agent.Conflicts is { IsDefault: false } conflicts && conflicts.Any(known => Person.IsSame(known, context.File.Customer.Token)) ? $"'{token}' has to do with the customer in private." : null;
    }

    private static string? Authorised(string[] team, GuardContext context, bool isAtDoor)
    {
        var id = context.Act.AuthorisationId ?? context.File.Visits.Approval?.AuthorisationId;
        if (id is null && !isAtDoor) return null;
        if (context.Registers.Authorisations.FirstOrDefault(known => known.Id == id) is not { } authorisation) return "There is no authorisation for this visit.";
        if (authorisation.IsRevoked) return $"Authorisation '{id}' is revoked.";
        if (authorisation.CaseId != context.CaseId) return $"Authorisation '{id}' is for another case.";
        if ((isAtDoor && context.Today < authorisation.From) || context.Today > authorisation.Until) return $"Authorisation '{id}' counts from {authorisation.From:yyyy-MM-dd} to {authorisation.Until:yyyy-MM-dd}.";
        return team.FirstOrDefault(agent => !authorisation.Agents.Contains(agent)) is { } other ? $"Authorisation '{id}' does not name '{other}'." : null;
    }
}
