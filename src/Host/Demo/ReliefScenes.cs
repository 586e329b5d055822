using System.Globalization;
using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Collections.Hardship;

namespace Doorstep.Host.Demo;

/// <summary>What people state, prove, offer, agree to and approve.</summary>
internal static class ReliefScenes
{
    private static readonly object[] Expenditure =
    [
        new { category = "HOUSING", amount = 200_000 }, new { category = "FOOD", amount = 120_000 }, new { category = "TRANSPORT", amount = 40_000 },
        new { category = "UTILITIES", amount = 30_000 }, new { category = "CLOTHING", amount = 20_000 },
    ];

    private const string Proof = "TAX_RETURN";

    private static readonly int GoodDays = EvidenceChecklist.Types[Proof];

    /// <summary>What an invented household spends a month, in fen.</summary>
    private const long Spending = 410_000;

    /// <summary>What is affordable of what is left a month: less a tenth that stays with the household, 200 yuan at most.</summary>
    public static long Affordable(long left) => left - Math.Min(20_000, left / 10);

    /// <summary>A statement that leaves so much, and the tax return that proves it where none is good any more; nothing while one is about to run out.</summary>
    public static IEnumerable<Act> State(Story story, DateTimeOffset at, long left)
    {
        var (earned, spent, days) = (Spending + left, Spending, story.ProvedOn is { } day ? DayOf(at).DayNumber - day.DayNumber : int.MaxValue);
        if (days > GoodDays - 20 && days <= GoodDays) yield break;
        yield return Act.Of(at, "IncomeStatementSubmitted", new
        {
            asOf = Day(at), household = 1, income = new[] { new { kind = "SELF_EMPLOYED", amount = earned } }, expenditure = Expenditure, totals = new { income = earned, expenditure = spent },
        });
        if (days > GoodDays) yield return Evidence(at.AddMinutes(10), EvidenceItem.FinancialKind, new { docType = Proof, issued = Day(at) });
    }

    /// <summary>Everything that is owed, in three to nine instalments, or in as many as it takes to stay within what is affordable; above a year a second person agrees.</summary>
    public static IEnumerable<Act> Agree(Story story, DateTimeOffset at)
    {
        var (wanted, days) = (story.Dice.From(3, 9), story.Dice.From(10, 30));
        object Offer()
        {
            var most = Math.Max(1, story.Capacity ?? story.Owed);
            var months = (int)Math.Min(60, Math.Max(wanted, (story.Owed + most - 1) / most));
            var instalment = Math.Max(1, (story.Owed + months - 1) / months);
            months = (int)Math.Max(1, (story.Owed + instalment - 1) / instalment);
            return new
            {
                by = "hardship_syn_1", role = months > 12 ? "SUPERVISOR" : "AGENT", reason = "synthetic", months, instalment, firstDue = Day(at.AddDays(days)), total = story.Owed, accrues = false,
                liabilities = "synthetic",
            };
        }

        if (story.Capacity is null)
            foreach (var act in State(story, at, Math.Max(1, story.Owed / story.Dice.From(4, 9)))) yield return act;
        yield return Act.Then(at.AddMinutes(20), "PlanProposed", Offer);
        foreach (var act in Accept(story, at.AddMinutes(20))) yield return act;
    }

    /// <summary>Payments put off for three months, and then people look again.</summary>
    public static IEnumerable<Act> PutOff(Story story, DateTimeOffset at) =>
    [
        Act.Then(at, "PlanProposed", () => new
        {
            by = "hardship_syn_1", role = "AGENT", reason = "synthetic", months = 3, firstDue = Day(at.AddDays(85)), total = story.Owed, accrues = false, liabilities = "synthetic", relief = "DEFERRAL",
        }),
        .. Accept(story, at),
    ];

    /// <summary>Help is offered once more, and nobody answers.</summary>
    public static Act Offer(Story story, DateTimeOffset at) => PutOff(story, at).First();

    /// <summary>Less than everything, agreed by somebody, approved by somebody else and paid in full then.</summary>
    public static IEnumerable<Act> Settle(Story story, DateTimeOffset now)
    {
        var (tenths, agreed) = (story.Dice.From(5, 8), story.Dice.Later(now, 2, 6));
        return
        [
            Act.Then(agreed, "SettlementAgreed", () => new { amount = Math.Max(1, story.Owed * tenths / 10), until = Day(agreed.AddDays(30)), by = "hardship_syn_1", role = "AGENT" }),
            Approve(story, agreed.AddHours(1), "manager_syn_1"),
            Act.Then(story.Dice.Later(agreed, 1, 7), "SettlementPaid", () => new { amount = Math.Max(1, story.Settlement) }),
        ];
    }

    /// <summary>Two different persons let somebody write a case off.</summary>
    public static IEnumerable<Act> WriteOff(Story story, DateTimeOffset at) =>
    [
        Act.Of(at, "WriteOffProposed", new { by = "finance_syn_1", role = "AGENT", reason = "synthetic" }),
        Approve(story, at.AddMinutes(20), "finance_syn_2"), Approve(story, at.AddMinutes(40), "finance_syn_3"),
    ];

    /// <summary>The day in Shanghai.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime.AddHours(8));

    private static string Day(DateTimeOffset at) => DayOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<Act> Accept(Story story, DateTimeOffset at) =>
    [
        Evidence(at.AddMinutes(10), "COMPREHENSION_CHECK", new { }), Evidence(at.AddMinutes(20), "PLAN_AGREEMENT", new { }),
        Act.Then(at.AddMinutes(30), "PlanAccepted", () => story.Acceptance),
    ];

    private static Act Approve(Story story, DateTimeOffset at, string by) =>
        Act.Then(at, "ConcessionReviewed", () => new { request = Math.Max(1, story.Requests), decision = "APPROVED", by, role = "CREDIT_COMMITTEE", reason = "synthetic" });

    private static Act Evidence(DateTimeOffset at, string kind, object more)
    {
        var data = System.Text.Json.JsonSerializer.SerializeToNode(more)!.AsObject();
        (data["kind"], data["hash"], data["by"], data["source"]) = (kind, EvidenceItem.HashExample, "customer_syn", "PORTAL");
        return Act.Of(at, "EvidenceUploaded", data);
    }
}
