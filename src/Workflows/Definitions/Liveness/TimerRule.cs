using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>No timer of a state runs longer than the maximum of what the state is, whichever pack a case has pinned. A timer of <c>*</c> belongs to no state and is not asked.</summary>
internal static class TimerRule
{
    private sealed record Timer(Place Place, State State, string Key, Trigger.Timed Trigger);

    private sealed record Limit(Duration Max, string Text, PackMaxima? Pack);

    /// <summary>One fault for a timer: the one under the strictest pack.</summary>
    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, LivenessRules rules) =>
        from timer in Timers(graph)
        let wrong = Limits(timer.State, rules).OrderBy(limit => limit.Max.Nominal).FirstOrDefault(limit => IsLonger(timer.Trigger, limit))
        where wrong is not null
        select new DefinitionFault(
            graph.PathTo(timer.Place),
            $"The timer of '{timer.Key}' runs {Text(Span(timer.Trigger, wrong).GetValueOrDefault())}, longer than '{timer.State.Name}' may wait. Write {Text(wrong.Max)} or less{wrong.Text}.");

    /// <summary>Timers whose length is computed and is longer for some case, and those that wait for one day of all cases, however far away it is.</summary>
    public static IEnumerable<DefinitionFault> Far(PlaceGraph graph, LivenessRules rules) =>
        from timer in Timers(graph)
        where timer.Trigger.IsComputed
        let max = Limits(timer.State, rules).MinBy(limit => limit.Max.Nominal)!
        let wrong = timer.Trigger.IsOneDay ? "waits for one day, the same for every case, so that some wait far too long"
            : rules.Reach(timer.Place.Frames.First(frame => frame.State == timer.State).Machine, timer.State.Name, timer.Trigger) is { } reach && reach > max.Max.Nominal ? $"runs {reach.TotalDays:0} days for a case like any other, longer than '{timer.State.Name}' may wait" : null
        where wrong is not null
        select new DefinitionFault(graph.PathTo(timer.Place), $"The timer of '{timer.Key}' ('{timer.Trigger.Text}') {wrong}. Write {Text(max.Max)} or less{max.Text}.");

    /// <summary>Timers whose length depends on the case.</summary>
    public static IEnumerable<DefinitionFault> Unchecked(PlaceGraph graph, LivenessRules rules) =>
        from timer in Timers(graph)
        where timer.Trigger.IsComputed
        select new DefinitionFault(
            graph.PathTo(timer.Place),
            $"The timer of '{timer.Key}' ('{timer.Trigger.Text}') is computed, so it could not be checked that it runs {Text(Limits(timer.State, rules).MinBy(limit => limit.Max.Nominal)!.Max)} at most.");

    private static bool IsLonger(Trigger.Timed trigger, Limit limit) => !trigger.IsComputed && Span(trigger, limit) is { } span && span.Nominal > limit.Max.Nominal;

    private static Duration? Span(Trigger.Timed trigger, Limit limit) =>
        trigger.Parameter is var (name, times) && limit.Pack?.Length(name, times) is { } length ? trigger.Least is { } least ? Duration.Longer(length, least) : length : trigger.Span;

    /// <summary>Every stage of a state has its say, so that no name and no declaration gives it more time than what it does.</summary>
    private static Limit[] Limits(State state, LivenessRules rules)
    {
        var limits = Stages.Of(state).SelectMany(stage => OfStage(stage, rules)).ToArray();
        return limits.Length > 0 ? limits : [new Limit(rules.TimerMaxElse, ", or say by its \"stage\" what the state is", null)];
    }

    private static Limit[] OfStage(string stage, LivenessRules rules)
    {
        var packs = rules.Packs.Where(pack => pack.States.ContainsKey(stage)).Select(pack => new Limit(pack.States[stage].Span, $" ({pack.States[stage].Text} of {pack.Pack})", pack)).ToArray();
        return packs.Length > 0 ? packs : rules.TimerMax.TryGetValue(stage, out var max) ? [new Limit(max, "", null)] : [];
    }

    private static IEnumerable<Timer> Timers(PlaceGraph graph) =>
        (from place in graph.Places
         from frame in place.Frames
         from way in frame.State.Own
         where way.Trigger is Trigger.Timed
         select new Timer(place, frame.State, way.Key, (Trigger.Timed)way.Trigger!))
        .DistinctBy(timer => (timer.State.Name, timer.Key, timer.Trigger));

    private static string Text(Duration span) => span is { Months: > 0, Rest.Ticks: 0 } ? $"P{span.Months}M" : span.ToString();
}
