using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Holds;

/// <summary>One thing that a hold rests on: this lawyer, that moratorium, an objection.</summary>
/// <param name="Id">Id of the event that said so.</param>
/// <param name="Name">What the fact calls it: the adviser's token, the notice's number; null where it gives none.</param>
/// <param name="Since">Since when (UTC).</param>
/// <param name="IsPlaced">A supervisor has put the hold there.</param>
public sealed record HoldGround(string Id, string? Name, DateTimeOffset Since, bool IsPlaced = false)
{
    /// <summary>How people call it.</summary>
    internal string Said => Name ?? Id;

    /// <summary>Whether a name means this one.</summary>
    internal bool Is(string name) => string.Equals(Id, name.Trim(), StringComparison.Ordinal) || string.Equals(Name?.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a hold rests on. It is over when the last of its grounds is gone, and an end says which one it ends (b.4).</summary>
/// <param name="All">The grounds that are there, in the order in which they came.</param>
public sealed record HoldGrounds(ImmutableArray<HoldGround> All)
{
    /// <summary>None.</summary>
    public static HoldGrounds None { get; } = new([]);

    /// <summary>With one more. One that is there already under the same name is the same.</summary>
    public HoldGrounds With(HoldGround ground) => new([.. All.Where(known => ground.Name is not { } name || known.Name is null || !known.Is(name)), ground]);

    /// <summary>Without the one that an end names; null where it ends none: it names another, or none where several are there.</summary>
    /// <param name="name">What the end names; null: nothing.</param>
    /// <param name="at">When it ended (UTC): what began later it does not mean.</param>
    /// <param name="isAllUnnamed">An end without a name ends all of them.</param>
    public HoldGrounds? Without(string? name, DateTimeOffset at, bool isAllUnnamed)
    {
        HoldGround[] before = [.. All.Where(ground => ground.Since <= at)];
        HoldGround[] ended = name is null ? isAllUnnamed || before.Length == 1 ? before : [] : Array.FindAll(before, ground => ground.Is(name));
        // A ground that was never named is what an end means that names something, where there is no other.
        if (ended.Length == 0 && name is not null && before is [{ Name: null } only]) ended = [only];
        return ended.Length == 0 ? null : new HoldGrounds([.. All.Except(ended)]);
    }

    /// <inheritdoc />
    public bool Equals(HoldGrounds? other) => other is not null && All.SequenceEqual(other.All);

    /// <inheritdoc />
    public override int GetHashCode() => All.Length;
}
