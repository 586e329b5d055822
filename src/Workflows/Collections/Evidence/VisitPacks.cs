using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Evidence;

/// <summary>Makes the pack of a visit from a case file: what is owed, what is still to come of a plan, and the options that fit (S10, S11). Pure.</summary>
public static class VisitPacks
{
    private static readonly ImmutableArray<ReliefProposal> Unassessed =
    [
        .. new[] { ReliefOption.Deferral, ReliefOption.ReducedInstalment, ReliefOption.InterestWaiver }
            .Select(option => new ReliefProposal(option, null, 0, new("To talk about; nothing is assessed yet.", "可以谈,尚未评估。"))),
    ];

    /// <summary>The pack as a case has it at a moment.</summary>
    public static VisitPack Of(CaseFile file, DateTimeOffset now)
    {
        var isHardship = file.Hold.Has(Hold.Hardship);
        var debt = file.Debt with { DaysPastDue = file.Debt.DaysPastDueOn(LocalTime.DayOf(now, file.Zone)) };
        return VisitPack.Prepare(debt, InstalmentSchedule.Open(file.Plan, file.Debt.Total), Options(file, isHardship), isHardship, now);
    }

    /// <summary>The fact that a pack was made.</summary>
    public static JsonElement Fact(VisitPack pack) => Values.FromObject([new("hash", Values.Of(pack.Hash)), new("pack", pack.Content)]);

    /// <summary>What the assessment's capacity allows. In hardship that nobody has assessed yet the visit has something to listen for all the same.</summary>
    private static ImmutableArray<ReliefProposal> Options(CaseFile file, bool isHardship)
    {
        if (file.Plan is { Months: > 0, IsComplete: false }) return [];
        if (file.Relief.Capacity is not { } surplus) return isHardship ? Unassessed : [];
        var affordability = new Affordability([], surplus, file.Debt.Total, Math.Max(0, surplus), new("As assessed.", "按评估结果。"), "case");
        return ReliefOptions.For(affordability, file.Debt, new ReliefBounds());
    }
}
