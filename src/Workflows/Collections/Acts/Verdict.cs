namespace Doorstep.Workflows.Collections.Acts;

/// <summary>What a guard says of an act at one moment. A closed family.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Nothing against it.</summary>
    public static Verdict Pass { get; } = new Passed();

    /// <summary>It may not be.</summary>
    /// <param name="reason">Why, for a person.</param>
    /// <param name="nextAt">When this guard alone would let it pass (UTC); null: not by waiting.</param>
    public static Verdict Refuse(string reason, DateTimeOffset? nextAt = null) => new Refused(reason, nextAt);

    /// <summary>Nothing against it.</summary>
    public sealed record Passed : Verdict;

    /// <summary>It may not be.</summary>
    /// <param name="Reason">Why, for a person.</param>
    /// <param name="NextAt">When this guard alone would let it pass (UTC); null: not by waiting.</param>
    public sealed record Refused(string Reason, DateTimeOffset? NextAt) : Verdict;
}
