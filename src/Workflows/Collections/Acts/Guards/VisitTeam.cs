namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G8: enough different agents, each trained, rested, with a card, free of conflicts and named in an authorisation that counts ([CBA] art. 22, S17, S37, S49).</summary>
internal sealed class VisitTeam : Guard
{
    public override string Number => "G8";

    public override string Name => nameof(VisitTeam);

    public override bool AppliesTo(PlannedAct act) => act.Kind == ActKind.Visit;

    public override Verdict Judge(GuardContext context) => context.Number("visit.minAgents", least =>
    {
        var team = (context.Act.Team ?? []).Distinct(StringComparer.Ordinal).ToArray();
        if (team.Length < least) return Verdict.Refuse($"{team.Length} agents; {least} different ones are needed.");
        foreach (var token in team)
            if (Against(token, context) is { } reason) return Verdict.Refuse(reason);
        return Authorised(team, context);
    });

    private static string? Against(string token, GuardContext context)
    {
        if (context.Registers.Agents.FirstOrDefault(agent => agent.Token == token) is not { } agent) return $"'{token}' is not in the register of agents.";
        if (agent.IsSuspended) return $"'{token}' is suspended.";
        if (agent.TrainedUntil is not { } until || until <= context.Today) return $"The training of '{token}' has run out.";
        if (!agent.HasIdCard) return $"'{token}' has no identity card to show.";
        if (agent.RestUntil > context.Now) return $"'{token}' rests after an incident.";
        if (context.File.Assignment.IsRemoved(token)) return $"'{token}' is off this case.";
        return agent.Conflicts is { IsDefault: false } conflicts && context.File.Customer.Token is { } customer && conflicts.Contains(customer) ? $"'{token}' has to do with the customer in private." : null;
    }

    private static Verdict Authorised(string[] team, GuardContext context)
    {
        var id = context.Act.AuthorisationId ?? context.File.Visits.Approval?.AuthorisationId;
        if (context.Registers.Authorisations.FirstOrDefault(known => known.Id == id) is not { } authorisation) return Verdict.Refuse("There is no authorisation for this visit.");
        if (authorisation.IsRevoked) return Verdict.Refuse($"Authorisation '{id}' is revoked.");
        if (authorisation.CaseId != context.CaseId) return Verdict.Refuse($"Authorisation '{id}' is for another case.");
        if (context.Today < authorisation.From || context.Today > authorisation.Until) return Verdict.Refuse($"Authorisation '{id}' counts from {authorisation.From:yyyy-MM-dd} to {authorisation.Until:yyyy-MM-dd}.");
        return team.FirstOrDefault(agent => !authorisation.Agents.Contains(agent)) is { } other ? Verdict.Refuse($"Authorisation '{id}' does not name '{other}'.") : Verdict.Pass;
    }
}
