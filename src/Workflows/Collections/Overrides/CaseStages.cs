using System.Collections.Immutable;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>The stages of domain.md b.2 in which a case stands, or to which something leads: what its states are called, what they say they are, and what they do (<see cref="Stages"/>).</summary>
internal static class CaseStages
{
    /// <summary>Where a case stands, by <see cref="StateMark"/>.</summary>
    public static ImmutableArray<string> Of(StateMachine machine, Snapshot snapshot) =>
        [.. snapshot.Frames.SelectMany(frame => Of(machine, frame.DefinitionId, frame.State)).Distinct(StringComparer.Ordinal)];

    /// <summary>Of every state on a path like <c>Visit/VisitInProgress</c>.</summary>
    public static ImmutableArray<string> On(StateMachine machine, string path)
    {
        var stages = ImmutableArray.CreateBuilder<string>();
        var id = machine.Id;
        foreach (var part in path.Split('/'))
        {
            stages.AddRange(Of(machine, id, part));
            id = Find(machine, id, part)?.Submachine ?? "";
        }

        return [.. stages.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Of one state.</summary>
    public static ImmutableArray<string> Of(StateMachine machine, string definitionId, string state) => Find(machine, definitionId, state) is { } found ? Stages.Of(found) : [StateMark.Of(state)];

    /// <summary>Whether a stage is among them.</summary>
    public static bool Has(this ImmutableArray<string> stages, string stage) => stages.Contains(StateMark.Of(stage), StringComparer.Ordinal);

    private static State? Find(StateMachine machine, string definitionId, string state) => machine.Family.FirstOrDefault(member => member.Id == definitionId)?.States.GetValueOrDefault(state);
}
