using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Doorstep.Workflows.Storage.Dispatches;

/// <summary>A line of the ledger: a message is about to leave, or it is settled in the database what became of that. It names no person, and says nothing of what the message says but a hash.</summary>
public abstract record DispatchLine
{
    private const char Between = '\t';
    private const string Leaves = "L";
    private const string Settles = "S";

    private DispatchLine()
    {
    }

    /// <summary>The line as it is written, without its end.</summary>
    public abstract string Text { get; }

    /// <summary>A message is about to leave.</summary>
    /// <param name="Generation">The database that asked for it.</param>
    /// <param name="At">When (UTC).</param>
    /// <param name="Attempts">Attempts before this one.</param>
    /// <param name="Key">Its key.</param>
    /// <param name="CaseId">Its case.</param>
    /// <param name="Sequence">The step that asked for it.</param>
    /// <param name="Type">The event's name.</param>
    /// <param name="Destination">Who gets it.</param>
    /// <param name="Hash">What <see cref="HashOf"/> says of it.</param>
    public sealed record Leaving(string Generation, DateTimeOffset At, int Attempts, string Key, string CaseId, long Sequence, string Type, string Destination, string Hash) : DispatchLine
    {
        /// <summary>The line of a message.</summary>
        public static Leaving Of(OutboxRecord message, string generation, DateTimeOffset now) =>
            new(generation, now, message.Attempts, message.Key, message.CaseId, message.Sequence, message.Type, message.Destination, HashOf(message));

        /// <inheritdoc />
        public override string Text => Join(Leaves, Generation, Number(At.ToUnixTimeMilliseconds()), Number(Attempts), Key, CaseId, Number(Sequence), Type, Destination, Hash);
    }

    /// <summary>The database has what became of an attempt.</summary>
    /// <param name="At">When (UTC).</param>
    /// <param name="Key">The message.</param>
    /// <param name="Attempts">Attempts before that one.</param>
    /// <param name="Outcome">Whether the receiver took it.</param>
    public sealed record Settled(DateTimeOffset At, string Key, int Attempts, DispatchOutcome Outcome) : DispatchLine
    {
        /// <inheritdoc />
        public override string Text => Join(Settles, Number(At.ToUnixTimeMilliseconds()), Key, Number(Attempts), Outcome.ToString());
    }

    /// <summary>A line that was read; null for one that was cut off while it was written.</summary>
    public static DispatchLine? Read(string text) => text.Split(Between) switch
    {
        [Leaves, var generation, var at, var attempts, var key, var caseId, var sequence, var type, var destination, { Length: HashLength } hash]
            when Whole(at) is { } ms && Whole(attempts) is { } tried && Whole(sequence) is { } step =>
            new Leaving(Plain(generation), DateTimeOffset.FromUnixTimeMilliseconds(ms), (int)tried, Plain(key), Plain(caseId), step, Plain(type), Plain(destination), hash),
        [Settles, var at, var key, var attempts, var outcome] when Whole(at) is { } ms && Whole(attempts) is { } tried && Enum.TryParse<DispatchOutcome>(outcome, out var became) =>
            new Settled(DateTimeOffset.FromUnixTimeMilliseconds(ms), Plain(key), (int)tried, became),
        _ => null,
    };

    private const int HashLength = 32;

    /// <summary>What tells two messages of a case apart: half of a SHA-256 over case, receiver, name and data.</summary>
    public static string HashOf(OutboxRecord message) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{message.CaseId}\n{message.Destination}\n{message.Type}\n{message.Payload}")))[..HashLength];

    private static string Join(params ReadOnlySpan<string> parts)
    {
        var line = new StringBuilder();
        foreach (var part in parts) (line.Length == 0 ? line : line.Append(Between)).Append(Uri.EscapeDataString(part));
        return line.ToString();
    }

    private static string Plain(string part) => Uri.UnescapeDataString(part);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long? Whole(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What became of an attempt to deliver a message.</summary>
public enum DispatchOutcome
{
    /// <summary>The receiver took it, and the database knows.</summary>
    Delivered,

    /// <summary>The receiver did not say that it took it; a later attempt goes out by itself.</summary>
    Failed,

    /// <summary>It did not leave after all.</summary>
    Stayed,
}
