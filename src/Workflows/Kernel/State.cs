using System.Collections.Immutable;

namespace Doorstep.Workflows.Kernel;

/// <summary>A place where a case waits.</summary>
/// <param name="Name">Its name, unique in its machine.</param>
/// <param name="Entry">Runs whenever the state is entered.</param>
/// <param name="Exit">Runs whenever the state is left.</param>
/// <param name="Own">Transitions that leave this state, in declaration order.</param>
/// <param name="Anywhere">Transitions of <c>*</c> that leave it too, in declaration order; none for a final state, and none that lead to where it stands.</param>
public sealed record State(string Name, Activity? Entry, Activity? Exit, ImmutableArray<Transition> Own, ImmutableArray<Transition> Anywhere)
{
    /// <summary>The stage of a loan that its definition says it is (domain.md b.2), <c>PLAN_ACTIVE</c>; null where it says none.</summary>
    public string? Stage { get; init; }

    /// <summary>Its definition says that it is meant to have no way out.</summary>
    public bool IsMeantFinal { get; init; }

    /// <summary>No way of its own leads out (semantics 5).</summary>
    public bool IsFinal => Own.IsEmpty;

    /// <summary>All ways out, in the order in which they are tried: its own first (semantics 6).</summary>
    public ImmutableArray<Transition> Outbound { get; } = Own.IsEmpty ? [] : Own.AddRange(Anywhere);

    /// <summary>The submachine that runs while the case waits here, if any.</summary>
    public string? Submachine { get; } = Own.Select(way => way.Trigger).OfType<Trigger.Submachine>().FirstOrDefault()?.DefinitionId;
}
