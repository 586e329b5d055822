using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Hardship;

/// <summary>One line of an explanation: the lines of an assessment add up to its surplus. Minor units.</summary>
/// <param name="Code">Which step: <c>INCOME</c>, <c>EXPENDITURE</c>, <c>LIVING_FLOOR</c>, <c>COMMITMENT</c>, <c>BUFFER</c>.</param>
/// <param name="Label">What it is.</param>
/// <param name="Amount">Above zero comes in, below goes out.</param>
/// <param name="Reason">Why it counts, and why with this amount.</param>
public sealed record AffordabilityLine(string Code, Bilingual Label, long Amount, Bilingual Reason);

/// <summary>
/// What a household can pay a month, and why (S55; domain.md h): income less essential expenditure, less other commitments that come first, less a buffer.
/// It is computed from the statement, the debt's balance and the guideline. Nothing else can change it: not the customer's age or sex, not what happened
/// at a visit (S60), not the score of a model.
/// </summary>
/// <param name="Lines">The explanation; the amounts add up to <paramref name="Surplus"/>.</param>
/// <param name="Surplus">What is left a month, in minor units; may be below zero.</param>
/// <param name="Balance">The debt that was looked at.</param>
/// <param name="Capacity">This debt's share of the surplus, by balances; 0 where there is no surplus. No instalment may be more (G10).</param>
/// <param name="ShareReason">How the share came about.</param>
/// <param name="Guideline">Version of the guideline that was used.</param>
public sealed record Affordability(ImmutableArray<AffordabilityLine> Lines, long Surplus, long Balance, long Capacity, Bilingual ShareReason, string Guideline)
{
    /// <summary>Computes it. <paramref name="balance"/> is what is owed on this debt, in minor units.</summary>
    public static Affordability Of(IncomeStatement statement, long balance, ExpenditureGuideline guideline)
    {
        ImmutableArray<AffordabilityLine> before =
        [
            .. statement.Income.Select(AffordabilityLines.Income),
            .. AffordabilityLines.Living(statement, guideline),
            .. statement.Commitments.Where(commitment => commitment.IsPriority).Select(AffordabilityLines.Commitment),
        ];
        var left = before.Sum(line => line.Amount);
        var lines = left > 0 ? before.Add(AffordabilityLines.Buffer(left, guideline)) : before;
        var surplus = lines.Sum(line => line.Amount);
        var others = statement.Commitments.Where(commitment => !commitment.IsPriority).Sum(commitment => commitment.Balance);
        var capacity = surplus > 0 && balance > 0 ? (long)((Int128)surplus * balance / ((Int128)balance + others)) : 0;
        return new(lines, surplus, balance, capacity, AffordabilityLines.Share(surplus, balance, others, capacity), guideline.Version);
    }
}
