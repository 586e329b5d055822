namespace Doorstep.Workflows.Collections.Policy;

/// <summary>How a new value stands to an old one.</summary>
public enum Change
{
    /// <summary>Nothing changed.</summary>
    Same,

    /// <summary>The house may do less.</summary>
    Stricter,

    /// <summary>The house may do more.</summary>
    Looser,

    /// <summary>Less in one way and more in another, such as hours that moved.</summary>
    Both,

    /// <summary>The values cannot be compared.</summary>
    Unlike,
}

/// <summary>Compares values of one parameter, and finds what two of them allow together.</summary>
public static class Strictness
{
    /// <summary>How a new value of a parameter stands to the old one.</summary>
    public static Change Of(ParameterType type, PolicyValue before, PolicyValue after)
    {
        if (before.Equals(after)) return Change.Same;
        if (type.Stricter == Direction.None) return Change.Unlike;
        return (IsWithin(type.Stricter, after, before), IsWithin(type.Stricter, before, after)) switch
        {
            (true, _) => Change.Stricter,
            (_, true) => Change.Looser,
            _ => before.GetType() == after.GetType() ? Change.Both : Change.Unlike,
        };
    }

    /// <summary>
    /// What both values allow: never more than either. For values that cannot be compared it is the first. Null where nothing is allowed by both: hours
    /// that do not meet.
    /// </summary>
    public static PolicyValue? Tighten(ParameterType type, PolicyValue first, PolicyValue second) => (type.Stricter, first, second) switch
    {
        (Direction.Less, PolicyValue.Number a, PolicyValue.Number b) => a.Value <= b.Value ? a : b,
        (Direction.More, PolicyValue.Number a, PolicyValue.Number b) => a.Value >= b.Value ? a : b,
        (Direction.Less, PolicyValue.Flag a, PolicyValue.Flag b) => new PolicyValue.Flag(a.Value && b.Value),
        (Direction.More, PolicyValue.Flag a, PolicyValue.Flag b) => new PolicyValue.Flag(a.Value || b.Value),
        (Direction.Less, PolicyValue.Hours a, PolicyValue.Hours b) => a.Value.Common(b.Value) is { } common ? new PolicyValue.Hours(common) : null,
        (Direction.More, PolicyValue.WordList a, PolicyValue.WordList b) => new PolicyValue.WordList(a.Value.Union(b.Value)),
        _ => first,
    };

    /// <summary>Whether the first value allows nothing that the second does not.</summary>
    private static bool IsWithin(Direction stricter, PolicyValue first, PolicyValue second) => (stricter, first, second) switch
    {
        (Direction.Less, PolicyValue.Number a, PolicyValue.Number b) => a.Value <= b.Value,
        (Direction.More, PolicyValue.Number a, PolicyValue.Number b) => a.Value >= b.Value,
        (Direction.Less, PolicyValue.Flag a, PolicyValue.Flag b) => !a.Value || b.Value,
        (Direction.More, PolicyValue.Flag a, PolicyValue.Flag b) => a.Value || !b.Value,
        (Direction.Less, PolicyValue.Hours a, PolicyValue.Hours b) => b.Value.Covers(a.Value),
        (Direction.More, PolicyValue.WordList a, PolicyValue.WordList b) => a.Value.IsSupersetOf(b.Value),
        _ => false,
    };
}
