using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Doorstep.Workflows.Collections.Plans;

/// <summary>An offer with its number.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Move">Who offered what, when and why.</param>
public sealed record PlanOffer(int Version, NegotiationMove.Offered Move);

/// <summary>What a negotiation makes of a move.</summary>
public abstract record NegotiationAnswer
{
    private NegotiationAnswer()
    {
    }

    /// <summary>It goes on.</summary>
    /// <param name="Next">With the move in its history.</param>
    public sealed record Taken(Negotiation Next) : NegotiationAnswer;

    /// <summary>The move is not possible; the history stays as it was.</summary>
    /// <param name="Reason">Why not, and what would work.</param>
    public sealed record Refused(string Reason) : NegotiationAnswer;
}

/// <summary>Offers and counter-offers as a history that only grows (S8, T34–T36). Everything else is read from the moves, so that playing them again gives the same.</summary>
/// <param name="Moves">In order.</param>
public sealed record Negotiation(ImmutableArray<NegotiationMove> Moves)
{
    /// <summary>Days for which an offer stands: fourteen, and fourteen more with the reminder (b.2 PLAN_OFFERED, T36).</summary>
    public const int OpenDays = 28;

    /// <summary>How an agreement is proved ([CARD] art. 70).</summary>
    public static ImmutableArray<string> Consents { get; } = ["SIGNED", "RECORDED"];

    /// <summary>Nothing was offered yet.</summary>
    public static Negotiation None { get; } = new([]);

    /// <summary>Every version, the first one first.</summary>
    [JsonIgnore]
    public ImmutableArray<PlanOffer> Offers => [.. Moves.OfType<NegotiationMove.Offered>().Select((move, index) => new PlanOffer(index + 1, move))];

    /// <summary>The offer that waits for an answer; null without one.</summary>
    public PlanOffer? Open => Moves.LastOrDefault() is NegotiationMove.Offered ? Offers[^1] : null;

    /// <summary>The acceptance that stands; null without one.</summary>
    [JsonIgnore]
    public NegotiationMove.Accepted? Agreement => Moves.OfType<NegotiationMove.Accepted>().LastOrDefault();

    /// <summary>Until when the open offer can be taken, that moment not included; null without one.</summary>
    public DateTimeOffset? OpenUntil => Open?.Move.At.AddDays(OpenDays);

    /// <summary>Plays moves from the beginning. The first that is not possible is named with its number.</summary>
    public static NegotiationAnswer Replay(IEnumerable<NegotiationMove> moves)
    {
        var now = None;
        foreach (var move in moves)
            switch (now.Take(move))
            {
                case NegotiationAnswer.Taken taken: now = taken.Next; break;
                case NegotiationAnswer.Refused refused: return new NegotiationAnswer.Refused($"Move {now.Moves.Length + 1}: {refused.Reason}");
            }

        return new NegotiationAnswer.Taken(now);
    }

    /// <summary>Adds a move, or says why it is not possible.</summary>
    public NegotiationAnswer Take(NegotiationMove move) =>
        (Order(move) ?? move switch
        {
            NegotiationMove.Offered offered => CheckOffer(offered),
            NegotiationMove.Accepted accepted => CheckAcceptance(accepted),
            _ => CheckAnswer(move),
        }) is { } reason ? new NegotiationAnswer.Refused(reason) : new NegotiationAnswer.Taken(new Negotiation(Moves.Add(move)));

    private string? Order(NegotiationMove move) =>
        string.IsNullOrWhiteSpace(move.Who) ? "A move needs a name: who made it."
        : Moves.LastOrDefault() is { } last && move.At < last.At ? "The move is older than the last one of the history."
        : null;

    private static string? CheckOffer(NegotiationMove.Offered offered) =>
        string.IsNullOrWhiteSpace(offered.Reason) ? "An offer needs a reason: why these terms."
        : offered.Terms.Months is < 1 or > InstalmentSchedule.MonthsMax ? $"{offered.Terms.Months} months are no plan; 1 to {InstalmentSchedule.MonthsMax} are."
        : null;

    private string? CheckAnswer(NegotiationMove move) =>
        Open is not { } open ? "There is no open offer to answer."
        : open.Move.By == move.By ? $"The offer is the {Name(move.By)}'s own; the other side answers it."
        : null;

    private string? CheckAcceptance(NegotiationMove.Accepted accepted) =>
        CheckAnswer(accepted)
        ?? (accepted.Version != Open!.Version ? $"Version {accepted.Version} is not open; version {Open.Version} is."
            : accepted.At >= OpenUntil ? "The offer has lapsed. Make it again."
            : !Consents.Contains(accepted.Consent) ? $"'{accepted.Consent}' proves no agreement; one of {string.Join(", ", Consents)} does."
            : accepted.Terms != Open.Move.Terms ? $"What was accepted is not what was offered: {Difference(accepted.Terms, Open.Move.Terms)}."
            : null);

    private static string Difference(PlanTerms accepted, PlanTerms offered) => string.Join(", ", new (string Name, object Accepted, object Offered)[]
    {
        ("months", accepted.Months, offered.Months), ("instalment", accepted.Instalment, offered.Instalment), ("firstDue", Day(accepted.FirstDue), Day(offered.FirstDue)),
        ("total", accepted.Total, offered.Total), ("waived", accepted.Waived, offered.Waived), ("accrues", accepted.Accrues, offered.Accrues),
        ("relief", accepted.Relief ?? "none", offered.Relief ?? "none"),
    }.Where(part => !part.Accepted.Equals(part.Offered)).Select(part => $"{part.Name} {part.Accepted} instead of {part.Offered}"));

    private static string Day(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private static string Name(Side side) => side == Side.Bank ? "bank" : "customer";
}
