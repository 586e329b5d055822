namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>What a supervisor may skip is no decision of a person and no yes of the guards, and it does not lead into what stands behind them (b.1 rule 8).</summary>
internal static class OptionalRule
{
    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, LivenessRules rules) =>
        from passage in graph.Passings.Where(passage => passage.Way.IsOptional).DistinctBy(passage => passage.Way)
        let reason = Reason(passage, rules)
        where reason is not null
        select new DefinitionFault($"{graph.PathTo(passage.From)} → {passage.To?.Path ?? Kernel.Transition.Back}", $"'{passage.Way.Key}' cannot be optional: {reason}");

    private static string? Reason(Passage passage, LivenessRules rules) =>
        passage.EventName is { } name && rules.Decisions.Contains(name) ? $"'{name}' is a person's decision, and nobody skips that."
        : passage.EventName == Milestone.Confirmed ? $"'{Milestone.Confirmed}' is the customer's word, and nobody skips that."
        : passage.EventName == RulingRule.Decided ? $"'{RulingRule.Decided}' is what the guards say, and nobody skips that."
        : rules.Rulings.FirstOrDefault(ruling => passage.Enters(ruling.Target)) is { } ruling ? $"it leads into '{ruling.Target}' ({ruling.Basis})."
        : null;
}
