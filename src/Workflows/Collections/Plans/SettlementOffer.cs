using System.Text.Json.Serialization;

namespace Doorstep.Workflows.Collections.Plans;

/// <summary>A part of what is owed that settles the whole, if it comes in full and in time (T59). Minor units.</summary>
/// <param name="Owed">What was owed when it was agreed.</param>
/// <param name="Sum">What is to be paid.</param>
/// <param name="PayBy">The last day.</param>
public sealed record SettlementOffer(long Owed, long Sum, DateOnly PayBy)
{
    /// <summary>What the bank gives up; G11 says who may.</summary>
    public long Waived => Owed - Sum;

    /// <summary>Makes one, or says why not.</summary>
    public static SettlementOffer? Create(Debt debt, long sum, DateOnly payBy, DateOnly today, out string? refusal)
    {
        refusal = sum <= 0 ? "A settlement needs a sum above zero; giving up everything is a write-off."
            : sum > debt.Total ? $"{Fen.Text(sum)} is more than the {Fen.Text(debt.Total)} that is owed."
            : payBy < today ? "The day by which to pay has passed."
            : null;
        return refusal is null ? new(debt.Total, sum, payBy) : null;
    }

    /// <summary>Whether so much, all of it in hand on that day, settles the debt.</summary>
    public bool IsMet(long paid, DateOnly on) => paid >= Sum && on <= PayBy;

    /// <summary>What is still owed after that payment: nothing once it is met, else the whole less the payment. The letter says so in clear terms (CONC 7.4).</summary>
    public long Remaining(long paid, DateOnly on) => IsMet(paid, on) ? 0 : Math.Max(0, Owed - paid);
}

/// <summary>Something that came of an agreed settlement.</summary>
/// <param name="Ref">The ledger's name of it; null where it gave none.</param>
/// <param name="Amount">How much, in minor units.</param>
/// <param name="Reversed">How much of it went back.</param>
public sealed record SettlementPart(string? Ref, long Amount, long Reversed = 0)
{
    /// <summary>What has not gone back.</summary>
    [JsonIgnore]
    public long Left => Amount - Reversed;
}
