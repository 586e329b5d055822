using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Difference;

/// <summary>Which states of a definition are a visit or a legal procedure, and from where they can be reached. A state is one by its name or its stage (see <see cref="StateMark"/>),
/// by the events that it waits for (see <see cref="Stages"/>), by the definition that runs inside it, or because a step on the way into it plans such an act. Going back with
/// <c>^</c> opens no way that was not there.</summary>
internal sealed class ProtectedWays
{
    private readonly ImmutableHashSet<string> _toVisit;
    private readonly ImmutableHashSet<string> _toLegal;

    private ProtectedWays(ImmutableHashSet<string> toVisit, ImmutableHashSet<string> toLegal) => (_toVisit, _toLegal) = (toVisit, toLegal);

    /// <summary>Reads a definition; null has no ways.</summary>
    public static ProtectedWays Of(AuthoredDefinition? definition, IReadOnlyDictionary<string, ActivityDescriptor> known) => definition is null
        ? new([], [])
        : new(Reaching(definition, Marked(definition, known, IsVisit)), Reaching(definition, Marked(definition, known, IsLegal)));

    /// <summary>What can be reached from a state, itself included.</summary>
    public IEnumerable<Concern> From(string state)
    {
        if (_toVisit.Contains(state)) yield return Concern.Visit;
        if (_toLegal.Contains(state)) yield return Concern.Legal;
    }

    /// <summary>Whether a name of a state, a definition or a kind of act means a visit.</summary>
    public static bool IsVisit(string name) => StateMark.Of(name).StartsWith("VISIT", StringComparison.Ordinal) || name.Contains("上门", StringComparison.Ordinal);

    /// <summary>Whether a name of a state, a definition or a kind of act means a legal procedure.</summary>
    public static bool IsLegal(string name) => StateMark.Of(name).StartsWith("LEGAL", StringComparison.Ordinal) || name.Contains("法律", StringComparison.Ordinal) || name.Contains("诉讼", StringComparison.Ordinal);

    private static ImmutableHashSet<string> Marked(AuthoredDefinition definition, IReadOnlyDictionary<string, ActivityDescriptor> known, Func<string, bool> isMarked)
    {
        bool Plans(JsonElement slot) => SlotStep.Of(slot, known).Any(step => known.GetValueOrDefault(step.Type)?.IsOutbound == true && step.Inputs.GetValueOrDefault("kind") is { } kind && isMarked(kind.Text));
        bool Runs(JsonElement trigger) => SlotStep.Of(trigger, known).Any(step => step.Inputs.GetValueOrDefault("definitionId") is { } id && isMarked(id.Text));
        var waits = definition.Transitions.ToLookup(way => way.From, way => SlotStep.Of(way.Trigger, known).FirstOrDefault()?.Inputs.GetValueOrDefault("eventName")?.Text, StringComparer.Ordinal);
        bool Waits(string state) => Stages.ThatWaitFor(waits[state].OfType<string>()).Any(isMarked);
        return
        [
            .. definition.States.Where(state => isMarked(state.Name) || isMarked(state.Stage ?? "") || Waits(state.Name) || Plans(state.Entry)).Select(state => state.Name),
            .. definition.Transitions.Where(way => Runs(way.Trigger)).Select(way => way.From), .. definition.Transitions.Where(way => Plans(way.Action)).Select(way => way.To),
        ];
    }

    private static ImmutableHashSet<string> Reaching(AuthoredDefinition definition, ImmutableHashSet<string> targets)
    {
        var reaching = targets;
        for (var known = -1; known != reaching.Count;)
        {
            known = reaching.Count;
            var sources = definition.Transitions.Where(way => reaching.Contains(way.To)).Select(way => way.From).ToHashSet(StringComparer.Ordinal);
            reaching = reaching.Union(sources.Contains(Transition.Anywhere) ? Waiting(definition).Union(sources, StringComparer.Ordinal) : sources);
        }

        return reaching;
    }

    /// <summary>States with a way out of their own; those are left through <c>*</c> too.</summary>
    private static IEnumerable<string> Waiting(AuthoredDefinition definition) => definition.Transitions.Select(way => way.From).Distinct(StringComparer.Ordinal);
}
