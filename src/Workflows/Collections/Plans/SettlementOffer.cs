namespace Doorstep.Workflows.Collections.Plans;

/// <summary>A part of what is owed that settles the whole, if it comes in full and in time (T59). Minor units.</summary>
/// <param name="Owed">What was owed when it was agreed.</param>
/// <param name="Sum">What is to be paid.</param>
/// <param name="PayBy">The last day.</param>
/// <param name="Number">From 1 within the case, in the order in which settlements were asked for.</param>
public sealed record SettlementOffer(long Owed, long Sum, DateOnly PayBy, int Number = 1)
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
}
