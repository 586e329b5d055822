using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Rows;

/// <summary>S63: harm stands beside money in the figures.</summary>
public sealed class OutcomeTests
{
    private static readonly DateOnly Day = new(2026, 11, 2);

    [Fact]
    public async Task S63_Complaints_cures_refusals_and_incidents_stand_beside_the_money()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var (one, two) = (await house.StartLoanAsync("L-1"), await house.StartLoanAsync("L-2", token: "cust_syn_2"));
        await house.AskAsync(one, "k1");
        await house.RaiseAsync(one, "c1", "ComplaintFiled");
        await house.RaiseAsync(one, "d1", "DisputeRaised");
        await house.RaiseAsync(one, "d2", "DisputeResolved", new { result = "UPHELD", answerRef = "doc:answer" });
        await house.AskAsync(one, "k2");
        await house.RaiseAsync(two, "s1", "SafetyAlert");
        await AgreeAsync(house, two);
        await house.RaiseAsync(two, "p1", "PaymentReceived", new { amount = 75_000 });
        await house.RaiseAsync(two, "p1", "PaymentReceived", new { amount = 75_000 });
        await house.RaiseAsync(two, "r1", "PaymentReversed", new { amount = 10_000, @ref = "p1" });
        await house.RaiseAsync(two, "p2", "PaymentReceived", new { amount = 35_000 });

        var report = await ReportAsync(house, Day, Day);

        report.Harm.ToDictionary(figure => figure.Name, figure => figure.Count).ShouldBe(new Dictionary<string, long>
        {
            ["COMPLAINT"] = 1, ["DISPUTE"] = 1, ["DISPUTE_UPHELD"] = 1, ["SAFETY_INCIDENT"] = 1, ["DATA_INCIDENT"] = 0, ["FAKE_AGENT"] = 0, ["VISIT_REFUSED"] = 0, ["VISIT_ABORTED"] = 0,
        });
        report.Relief.Where(figure => figure.Count > 0).Select(figure => (figure.Name, figure.Count)).ShouldBe([("PLAN_AGREED", 1), ("PLAN_SUSTAINED", 2)]);
        report.Acts.Select(figure => figure.Count).ShouldBe([1L, 1L]);
        report.RefusedByGuard.ShouldHaveSingleItem().ShouldBe(new OutcomeFigure("G4 NoBlockingHold", 1));
        report.Closures.ShouldHaveSingleItem().ShouldBe(new OutcomeFigure("Paid", 1));
        (report.Opened, report.Money.ShouldHaveSingleItem()).ShouldBe((2, new OutcomeMoney("CNY", 110_000, 10_000, 100_000)));
    }

    [Fact]
    public async Task T42_A_payment_that_goes_back_after_the_end_is_a_task_for_a_person_and_reopens_nothing()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        await house.RaiseAsync(id, "p1", "PaymentReceived", new { amount = 100_000 });
        async Task<string[]> TasksAsync() => [.. (await house.Store.OutboxAsync(null, id, 100)).Where(message => message.Type == "LinkedCaseRequested").Select(message => message.Payload)];
        (await TasksAsync()).ShouldBeEmpty();

        await house.RaiseAsync(id, "r1", "PaymentReversed", new { amount = 40_000, @ref = "p1" });

        (await TasksAsync()).ShouldHaveSingleItem().ShouldContain("\"because\":\"PaymentReversed\"");
        (await house.CaseAsync(id)).Snapshot.StatePath.ShouldBe("Paid");
    }

    [Fact]
    public async Task S63_What_was_recorded_on_a_day_is_counted_on_that_day_alone()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        await house.RaiseAsync(id, "c1", "ComplaintFiled");
        await house.PassAsync(TimeSpan.FromDays(1));
        await house.RaiseAsync(id, "c2", "ComplaintFiled");

        long Complaints(OutcomeReport report) => report.Harm.Single(figure => figure.Name == "COMPLAINT").Count;
        (Complaints(await ReportAsync(house, Day, Day)), Complaints(await ReportAsync(house, Day.AddDays(1), Day.AddDays(1))), Complaints(await ReportAsync(house, Day, Day.AddDays(1)))).ShouldBe((1L, 1L, 2L));
        (await house.Sender.Send(new GetOutcomes(Day, Day.AddDays(-1), EngineHouse.Supervisor))).Refusal().Kind.ShouldBe(RefusalKind.Invalid);
    }

    [Fact]
    public async Task S63_Thirty_two_at_once_are_all_counted()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var cases = new List<string>();
        for (var number = 0; number < 4; number++) cases.Add(await house.StartLoanAsync($"L-{number}", token: $"cust_syn_{number}"));

        await Task.WhenAll(cases.SelectMany(id => Enumerable.Range(0, 8).Select(number => house.RaiseAsync(id, $"p{number}", "PaymentReceived", new { amount = 1_000 }))));

        (await ReportAsync(house, Day, Day)).Money.ShouldHaveSingleItem().Recovered.ShouldBe(32_000);
    }

    private static async Task<OutcomeReport> ReportAsync(EngineHouse house, DateOnly from, DateOnly to) => (await house.Sender.Send(new GetOutcomes(from, to, EngineHouse.Supervisor))).Value();

    /// <summary>What is left is stated and proved, four instalments are offered, understood and signed.</summary>
    private static async Task AgreeAsync(EngineHouse house, string id)
    {
        object Proof(string kind, string? docType = null, string? issued = null) => new { kind, docType, issued, hash = EvidenceItem.HashExample, by = "a1", source = "PORTAL" };
        var terms = new { months = 4, instalment = 25_000, firstDue = "2026-12-01", total = 100_000, accrues = false };
        await house.RaiseAsync(id, "st", "IncomeStatementSubmitted", new
        {
            asOf = "2026-11-01", household = 1, income = new[] { new { kind = "WAGES", amount = 120_000 } }, expenditure = new[] { new { category = "FOOD", amount = 80_000 } },
            totals = new { income = 120_000, expenditure = 80_000 },
        });
        await house.RaiseAsync(id, "e1", "EvidenceUploaded", Proof("FINANCIAL_DOCUMENT", "BANK_STATEMENT", "2026-11-01"));
        await house.SaveAsync(RegisterKind.Staff, "h1", new { roles = new[] { "SUPERVISOR" } });
        await house.RaiseAsync(id, "of", "PlanProposed", new { by = "h1", role = "SUPERVISOR", reason = "synthetic", terms.months, terms.instalment, terms.firstDue, terms.total, terms.accrues, liabilities = "synthetic" });
        await house.RaiseAsync(id, "e2", "EvidenceUploaded", Proof("COMPREHENSION_CHECK"));
        await house.RaiseAsync(id, "e3", "EvidenceUploaded", Proof("PLAN_AGREEMENT"));
        await house.RaiseAsync(id, "pl", "PlanAccepted", new { version = 1, terms.months, terms.instalment, terms.firstDue, terms.total, terms.accrues, consent = "SIGNED" });
    }
}
