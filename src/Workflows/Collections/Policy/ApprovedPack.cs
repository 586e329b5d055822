using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>A version of a pack that people have approved.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="ApprovedAt">When (UTC).</param>
public sealed record ApprovedPack(PolicyPack Pack, DateTimeOffset ApprovedAt)
{
    /// <summary>Whether the version holds at a moment: approved, and its day has come.</summary>
    public bool HoldsAt(DateTimeOffset at) => ApprovedAt <= at && Pack.EffectiveFrom <= at;

    /// <summary>Whether an act was planned under this version: after the approval, and not before it took effect.</summary>
    public bool Precedes(DateTimeOffset plannedAt) => ApprovedAt < plannedAt && Pack.EffectiveFrom <= plannedAt;
}

/// <summary>A value that counted in a decision; stored with it.</summary>
/// <param name="Pack">Id of the pack, <c>CN</c>.</param>
/// <param name="Version">Its version.</param>
/// <param name="Value">What that version says.</param>
public sealed record ValueSource(string Pack, PackVersion Version, PolicyValue Value)
{
    /// <inheritdoc />
    public override string ToString() => $"{Pack}-{Version} says {Value}";
}

/// <summary>What a parameter is for one act at one moment.</summary>
/// <param name="Type">The parameter.</param>
/// <param name="Value">What is in force.</param>
/// <param name="Sources">The versions that it comes from; more than one where only together they say it.</param>
public sealed record EffectiveParameter(ParameterType Type, PolicyValue Value, ImmutableArray<ValueSource> Sources);
