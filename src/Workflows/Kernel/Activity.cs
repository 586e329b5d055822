using System.Collections.Immutable;

namespace Doorstep.Workflows.Kernel;

/// <summary>Something a slot does inside a step (semantics 1): it runs to its end, takes no time and touches nothing but the step.</summary>
public abstract class Activity
{
    /// <summary>Where it stands in its definition, for messages: <c>states[2].entry</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Names of the events that it publishes whenever it runs, as far as they do not depend on the case. The publish-time lint reads them.</summary>
    public virtual ImmutableArray<string> Publishes => [];

    /// <summary>Names of the events that it may send out of the house, in whichever branch; null stands for a name that depends on the case. Events to this case or
    /// another are none. The publish-time lint reads them.</summary>
    public virtual ImmutableArray<string?> SendsOut => [];

    /// <summary>Names of the events that it may tell another case, in whichever branch; null stands for a name that depends on the case. What that case does with it no guard of this one sees. The publish-time lint reads them.</summary>
    public virtual ImmutableArray<string?> TellsCases => [];

    /// <summary>Templates of the acts that it plans whenever it runs, as far as they do not depend on the case. The publish-time lint reads them.</summary>
    public virtual ImmutableArray<string> Plans => [];

    /// <summary>Acts that it may plan, in whichever branch. The publish-time lint reads them.</summary>
    public virtual ImmutableArray<PlannedWords> MayPlan => [];

    /// <summary>Names of the events that it may raise on this case or another, in whichever branch; null stands for a name that depends on the case. The publish-time lint reads them.</summary>
    public virtual ImmutableArray<string?> MayRaise => [];

    /// <summary>Names of the variables that it sets whenever it runs. The publish-time lint reads them.</summary>
    public virtual ImmutableArray<string> Sets => [];

    /// <summary>Variables that it sets to a value that is always the same: the text of that value.</summary>
    public virtual ImmutableArray<(string Name, string Text)> Fixes => [];

    /// <summary>Variables that it may set, in whichever branch, with what they are set to, as it is written. The publish-time lint reads them.</summary>
    public virtual ImmutableArray<(string Name, string Text)> Writes => [];

    /// <summary>Does it. Throws <see cref="StepFaultException"/> when it cannot. Called by <see cref="Step.Run"/>, which counts.</summary>
    public abstract void Execute(Step step);
}

/// <summary>An act as a definition writes it.</summary>
/// <param name="Kind">What kind of act: <c>VISIT</c>; null where that depends on the case.</param>
/// <param name="Purpose">What for: <c>DEMAND</c>; null where that depends on the case.</param>
/// <param name="Template">Its template; null where it has none or that depends on the case.</param>
public sealed record PlannedWords(string? Kind, string? Purpose, string? Template = null)
{
    /// <summary>Whether it may be of a kind: what depends on the case may be of any.</summary>
    public bool MayBe(string kind) => Kind is null || Kind == kind;
}
