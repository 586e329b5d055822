using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Plans;

/// <summary>One payment of a plan. Minor units.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Due">The day.</param>
/// <param name="Amount">What is due.</param>
/// <param name="Principal">Part of it.</param>
/// <param name="Charges">The rest of it: interest, penalty and fees.</param>
public sealed record Instalment(int Number, DateOnly Due, long Amount, long Principal, long Charges);

/// <summary>
/// When what is due under a plan. Equal monthly instalments; the last takes what is left and is never more than the others, so that the first says what
/// a customer has to be able to pay. The sums add up to the fen. A day that a month does not have is its last day.
/// </summary>
/// <param name="Instalments">In order of their days; one at least.</param>
public sealed record InstalmentSchedule(ImmutableArray<Instalment> Instalments)
{
    /// <summary>The most months that any plan has ([CARD] art. 70: five years; for loans a default of the house).</summary>
    public const int MonthsMax = 60;

    /// <summary>All of it.</summary>
    public long Total => Instalments.Sum(instalment => instalment.Amount);

    /// <summary>The largest instalment, which must fit the capacity (G10).</summary>
    public long Largest => Instalments.Max(instalment => instalment.Amount);

    /// <summary>
    /// Makes one, or says why not. Costs, interest and penalty come before principal (Civil Code art. 561). Where the amount is so small that the
    /// instalments round up past it, the schedule has fewer months.
    /// </summary>
    /// <param name="principal">Minor units, from 0.</param>
    /// <param name="charges">Interest, penalty and fees; minor units, from 0.</param>
    /// <param name="months">1 to 60.</param>
    /// <param name="firstDue">The day of the first; the others follow monthly.</param>
    /// <param name="refusal">Why there is none.</param>
    /// <param name="monthsMax">The pack's <c>plan.maxMonths</c>, where it is less than 60.</param>
    public static InstalmentSchedule? Create(long principal, long charges, int months, DateOnly firstDue, out string? refusal, int monthsMax = MonthsMax)
    {
        refusal = Refusal(principal, charges, months, firstDue, Math.Min(monthsMax, MonthsMax));
        if (refusal is not null) return null;
        var total = principal + charges;
        return Of(principal, charges, total / months + (total % months > 0 ? 1 : 0), firstDue);
    }

    /// <summary>The schedule of an agreed plan, as the running machine keeps it; null without a plan or where its total was never said.</summary>
    public static InstalmentSchedule? Of(Plan plan) =>
        plan is { Months: > 0, Instalment: > 0, Total: > 0, FirstDue: { } firstDue } && (Int128)plan.Instalment * plan.Months >= plan.Total ? Of(plan.Total, 0, plan.Instalment, firstDue) : null;

    /// <summary>What is still to be paid of an agreed plan, never more than is owed; null where nothing is, or without a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="owed">What the ledger says is owed, in minor units.</param>
    public static InstalmentSchedule? Open(Plan plan, long owed)
    {
        if (plan.IsComplete || Of(plan) is not { } whole) return null;
        var (list, paid, left) = (ImmutableArray.CreateBuilder<Instalment>(), plan.Paid, owed);
        foreach (var instalment in whole.Instalments)
        {
            var settled = Math.Min(paid, instalment.Amount);
            var amount = Math.Min(instalment.Amount - settled, left);
            (paid, left) = (paid - settled, left - amount);
            if (amount > 0) list.Add(instalment with { Amount = amount, Principal = amount, Charges = 0 });
        }

        return list.Count == 0 ? null : new(list.ToImmutable());
    }

    /// <summary>What is due in all up to and with a day.</summary>
    public long DueBy(DateOnly day) => Instalments.Where(instalment => instalment.Due <= day).Sum(instalment => instalment.Amount);

    private static InstalmentSchedule Of(long principal, long charges, long instalment, DateOnly firstDue)
    {
        var (list, left, leftCharges) = (ImmutableArray.CreateBuilder<Instalment>(), principal + charges, charges);
        while (left > 0)
        {
            var amount = Math.Min(instalment, left);
            var toCharges = Math.Min(amount, leftCharges);
            list.Add(new(list.Count + 1, firstDue.AddMonths(list.Count), amount, amount - toCharges, toCharges));
            (left, leftCharges) = (left - amount, leftCharges - toCharges);
        }

        return new(list.ToImmutable());
    }

    private static string? Refusal(long principal, long charges, int months, DateOnly firstDue, int monthsMax) =>
        principal < 0 || charges < 0 ? $"A plan needs amounts from 0; {Math.Min(principal, charges)} is less."
        : (Int128)principal + charges is var total && total == 0 ? "Nothing is owed, so there is nothing to plan."
        : total > long.MaxValue ? "The amounts are larger than any ledger keeps."
        : months < 1 ? $"{months} months are no plan; 1 to {monthsMax} are."
        : months > monthsMax ? $"{months} months are more than a plan may have; the most is {monthsMax}. Offer relief instead of a longer plan."
        : firstDue.Year >= 9990 ? $"A plan cannot begin in the year {firstDue.Year}."
        : null;
}
