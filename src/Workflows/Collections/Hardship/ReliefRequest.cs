using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Hardship;

/// <summary>A customer's own request for instalments or more time (S57; Civil Code art. 678). From its receipt until its answer nothing is demanded.</summary>
/// <param name="Case">Which case it came in for; part of the receipt's number.</param>
/// <param name="Kind">A word of <see cref="Facts.ReliefKind"/>.</param>
/// <param name="Words">What the customer wrote; may be empty.</param>
/// <param name="ReceivedAt">When it came in (UTC).</param>
/// <param name="AnsweredAt">When it was answered; null while it is open.</param>
public sealed record ReliefRequest(string Case, string Kind, string? Words, DateTimeOffset ReceivedAt, DateTimeOffset? AnsweredAt = null)
{
    /// <summary>Days in which the house answers; default of the house.</summary>
    public const int AnswerDaysMax = 10;

    /// <summary>The number on the receipt: the same request has the same number, whoever computes it.</summary>
    public string Receipt => $"R-{Convert.ToHexStringLower(CanonicalJson.Hash(ToJson()))[..16]}";

    /// <summary>By when an answer is due.</summary>
    public DateTimeOffset AnswerBy => ReceivedAt.AddDays(AnswerDaysMax);

    /// <summary>Whether demands rest at that moment. They also rest when the house answers late: its delay is not the customer's.</summary>
    public bool PausesDemands(DateTimeOffset now) => now >= ReceivedAt && (AnsweredAt is null || now < AnsweredAt);

    /// <summary>Whether the house is late with its answer.</summary>
    public bool IsLate(DateTimeOffset now) => (AnsweredAt ?? now) > AnswerBy;

    private JsonElement ToJson() => Values.FromObject(
    [
        new("case", Values.Of(Case)), new("kind", Values.Of(Kind)), new("words", Values.Of(Words)), new("receivedAt", Values.Of(Instants.Text(ReceivedAt))),
    ]);
}
