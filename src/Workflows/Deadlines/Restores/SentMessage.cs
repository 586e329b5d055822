namespace Doorstep.Workflows.Deadlines.Restores;

/// <summary>A message that left, or may have left, after the copy was made that the database was restored from.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Sequence">The step that asked for it.</param>
/// <param name="Type">The event's name.</param>
/// <param name="Destination">Who got it.</param>
/// <param name="Hash">Tells whether another message says the same; see <c>DispatchLine.HashOf</c>.</param>
/// <param name="SentAt">When it left (UTC).</param>
/// <param name="IsCertain">The receiver took it; otherwise it was on its way, or the ledger is lost.</param>
public sealed record SentMessage(string Key, long Sequence, string Type, string Destination, string Hash, DateTimeOffset SentAt, bool IsCertain)
{
    /// <summary>What a person decided; null: nobody has.</summary>
    public SentRuling? Ruling { get; init; }

    /// <summary>The message that would repeat it and was held back for that; one message holds back one.</summary>
    public string? Held { get; init; }
}

/// <summary>What a person decided of a message that was sent before a restore.</summary>
/// <param name="As">What it counts as.</param>
/// <param name="By">Who.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Reason">Why.</param>
public sealed record SentRuling(SentAs As, string By, DateTimeOffset At, string Reason);

/// <summary>What a message counts as that was sent before a restore.</summary>
public enum SentAs
{
    /// <summary>It was sent: it does not leave again, and what would repeat it is looked at first.</summary>
    Sent,

    /// <summary>It goes out again.</summary>
    Again,
}

/// <summary>Whether a message may leave.</summary>
public abstract record SentVerdict
{
    private SentVerdict()
    {
    }

    /// <summary>It may, under a key.</summary>
    public sealed record Free(string Key) : SentVerdict;

    /// <summary>The same was sent already.</summary>
    public sealed record Same(string Reason) : SentVerdict;

    /// <summary>One like it was sent: a person looks at it.</summary>
    public sealed record Alike(string Reason) : SentVerdict;
}
