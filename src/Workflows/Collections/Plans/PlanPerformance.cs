namespace Doorstep.Workflows.Collections.Plans;

/// <summary>A payment under a plan.</summary>
/// <param name="On">The day it came, where the customer lives.</param>
/// <param name="Amount">Minor units; below zero when it went back.</param>
public sealed record PlanPayment(DateOnly On, long Amount);

/// <summary>How a plan is going.</summary>
public enum PlanStanding
{
    /// <summary>All that is due is paid.</summary>
    Current,

    /// <summary>Something is due and unpaid, and its grace is running.</summary>
    InGrace,

    /// <summary>Something is unpaid after its grace (T38).</summary>
    Missed,

    /// <summary>Enough instalments in a row were paid in time, and nothing is missing (S43).</summary>
    Cured,

    /// <summary>Everything is paid (T41).</summary>
    Completed,
}

/// <summary>When a plan counts as missed and when as cured.</summary>
/// <param name="GraceDays">Days after a due day (b.2 PLAN_REVIEW).</param>
/// <param name="CurePeriods">Instalments in a row that have to be met; default of the house.</param>
public sealed record PlanRule(int GraceDays = Plan.GraceDays, int CurePeriods = 3);

/// <summary>How a plan is performed, seen on one day (S43). Paying ahead pays instalments, but an instalment only counts as met once its own day has come.</summary>
/// <param name="Standing">How it is going.</param>
/// <param name="MetInRow">Instalments met in time, counted back from the last that was due.</param>
/// <param name="Arrears">Due and unpaid, in minor units.</param>
/// <param name="MissedSince">The oldest day whose grace is over and which is not paid; null without one.</param>
public sealed record PlanPerformance(PlanStanding Standing, int MetInRow, long Arrears, DateOnly? MissedSince)
{
    /// <summary>Looks at a plan on a day. Payments of later days do not count.</summary>
    public static PlanPerformance On(DateOnly today, InstalmentSchedule schedule, IReadOnlyCollection<PlanPayment> payments, PlanRule? rule = null)
    {
        rule ??= new();
        var paid = PaidBy(today, payments);
        var arrears = Math.Max(0, schedule.DueBy(today) - paid);
        var missed = schedule.Instalments.FirstOrDefault(due => due.Due.AddDays(rule.GraceDays) < today && paid < schedule.DueBy(due.Due))?.Due;
        var row = schedule.Instalments.Where(due => due.Due <= today).Reverse()
            .SkipWhile(due => due.Due.AddDays(rule.GraceDays) >= today && paid < schedule.DueBy(due.Due))
            .TakeWhile(due => PaidBy(Earlier(due.Due.AddDays(rule.GraceDays), today), payments) >= schedule.DueBy(due.Due)).Count();
        var standing = paid >= schedule.Total ? PlanStanding.Completed
            : missed is not null ? PlanStanding.Missed
            : arrears > 0 ? PlanStanding.InGrace
            : row >= rule.CurePeriods ? PlanStanding.Cured
            : PlanStanding.Current;
        return new(standing, missed is null ? row : 0, arrears, missed);
    }

    private static long PaidBy(DateOnly day, IReadOnlyCollection<PlanPayment> payments) => payments.Where(payment => payment.On <= day).Sum(payment => payment.Amount);

    private static DateOnly Earlier(DateOnly left, DateOnly right) => left < right ? left : right;
}
