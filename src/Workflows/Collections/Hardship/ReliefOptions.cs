using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Hardship;

/// <summary>Bounds of what may be proposed.</summary>
/// <param name="MonthsMax">The pack's <c>plan.maxMonths</c>.</param>
/// <param name="MonthsLeft">Months that the contract has left; up to there smaller instalments do without a longer term.</param>
public sealed record ReliefBounds(int MonthsMax = 60, int MonthsLeft = 12);

/// <summary>Regular payments that are proposed. Minor units.</summary>
/// <param name="Months">How many.</param>
/// <param name="Instalment">Each; the last may be less. Never above the capacity (G10).</param>
public sealed record InstalmentTerms(int Months, long Instalment);

/// <summary>An option that fits, and why.</summary>
/// <param name="Option">Which.</param>
/// <param name="Terms">Regular payments; null for an option without any.</param>
/// <param name="Waived">What the bank gives up, in minor units; G11 says who may.</param>
/// <param name="Reason">Why it fits.</param>
public sealed record ReliefProposal(ReliefOption Option, InstalmentTerms? Terms, long Waived, Bilingual Reason);

/// <summary>Ranks what fits a household's capacity, from least to most relief. Without a surplus nothing that asks for regular payments is among them (S55, T33).</summary>
public static class ReliefOptions
{
    private const int GraceMonths = 1;
    private const int DeferralMonthsMax = 3;

    /// <summary>The options that fit, the one with the least relief first. Never empty while something is owed, and never a visit or a court: that is no relief.</summary>
    public static ImmutableArray<ReliefProposal> For(Affordability affordability, Debt debt, ReliefBounds bounds)
    {
        if (debt.Total <= 0) return [];
        if (affordability.Capacity <= 0) return [.. WithoutSurplus(debt)];
        var capacity = affordability.Capacity;
        return Months(debt.Total, capacity) <= Math.Min(bounds.MonthsLeft, bounds.MonthsMax)
            ? [.. Soon(debt, capacity), .. InTime(debt, capacity)]
            : [.. Longer(debt, capacity, bounds), .. Most(debt, capacity, bounds)];
    }

    /// <summary>Months that a balance takes at this much a month; both in minor units.</summary>
    public static long Months(long balance, long monthly) => monthly <= 0 ? long.MaxValue : balance / monthly + (balance % monthly > 0 ? 1 : 0);

    private static IEnumerable<ReliefProposal> WithoutSurplus(Debt debt)
    {
        yield return Without(ReliefOption.Deferral, 0, "Nothing is left to pay with now; payments pause for up to three months, and then we look again.", "目前无结余,可暂停还款最长三个月,届时再评估。");
        if (Waivable(debt) > 0) yield return Without(ReliefOption.InterestWaiver, Waivable(debt), "Interest and fees stop, so that the debt does not grow meanwhile.", "停计或减免利息费用,避免欠款继续增加。");
        yield return Without(ReliefOption.TokenPayment, 0, "A nominal amount of the customer's own choice, if the customer wants to; not paying it is no default.", "自愿象征性还款,金额由客户自定;未还不视为违约。");
        yield return Without(ReliefOption.WriteOffReview, 0, "Two people look at whether the debt should be given up.", "由两名人员审查是否核销。");
    }

    private static IEnumerable<ReliefProposal> Soon(Debt debt, long capacity)
    {
        var months = Months(debt.Total, capacity);
        if (months <= GraceMonths)
        {
            yield return Without(ReliefOption.DueDateChange, 0, "One month's surplus pays what is owed; the due date comes after the money.", "一个月结余即可还清,将还款日调至收入到账之后。");
            yield return Without(ReliefOption.ShortGrace, 0, "One month's surplus pays what is owed; it needs that month.", "一个月结余即可还清,给予一个月宽限。");
        }

        if (months <= DeferralMonthsMax) yield return Without(ReliefOption.Deferral, 0, $"The surplus of {months} months pays what is owed.", $"{months} 个月结余即可还清,可延期还款。");
    }

    private static IEnumerable<ReliefProposal> InTime(Debt debt, long capacity)
    {
        yield return With(ReliefOption.ReducedInstalment, debt.Total, capacity, 0, "Instalments within the capacity pay it in the time that the contract has left.", "按还款能力分期,可在原剩余期限内还清。");
    }

    private static IEnumerable<ReliefProposal> Longer(Debt debt, long capacity, ReliefBounds bounds)
    {
        var core = debt.Total - Waivable(debt);
        if (Months(debt.Total, capacity) <= bounds.MonthsMax)
            yield return With(ReliefOption.TermExtension, debt.Total, capacity, 0, "Instalments within the capacity need more months than the contract has left.", "按还款能力分期,需延长还款期限。");
        if (core == 0)
            yield return Without(ReliefOption.InterestWaiver, debt.Total, "Only interest and fees are left of the debt.", "仅余利息费用,可减免。");
        else if (core < debt.Total && Months(core, capacity) <= bounds.MonthsMax)
            yield return With(ReliefOption.InterestWaiver, core, capacity, Waivable(debt), "Without interest and fees the principal is paid within the capacity.", "减免利息费用后,可在还款能力内还清本金。");
    }

    private static IEnumerable<ReliefProposal> Most(Debt debt, long capacity, ReliefBounds bounds)
    {
        if (Months(debt.Total - Waivable(debt), capacity) <= bounds.MonthsMax) yield break;
        yield return Without(ReliefOption.TokenPayment, 0, $"Even without interest it would take more than {bounds.MonthsMax} months; a nominal amount until things change.", $"即使免除利息,仍需超过 {bounds.MonthsMax} 个月,情况好转前可象征性还款。");
        var sum = capacity * bounds.MonthsMax;
        yield return With(ReliefOption.Settlement, sum, capacity, debt.Total - sum, $"What {bounds.MonthsMax} months of the capacity can pay settles the whole.", $"以 {bounds.MonthsMax} 个月还款能力可付之和结清全部欠款。");
        yield return Without(ReliefOption.WriteOffReview, 0, "Two people look at whether the rest should be given up.", "由两名人员审查余额是否核销。");
    }

    private static long Waivable(Debt debt) => debt.Interest + debt.Penalty + debt.Fees;

    private static ReliefProposal Without(ReliefOption option, long waived, string english, string chinese) => new(option, null, waived, new(english, chinese));

    private static ReliefProposal With(ReliefOption option, long balance, long capacity, long waived, string english, string chinese)
    {
        var months = Months(balance, capacity);
        return new(option, new((int)months, Months(balance, months)), waived, new(english, chinese));
    }
}
