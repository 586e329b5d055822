using Doorstep.Workflows.Collections.Attention;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Commands;

/// <summary>How the house went, day by day, from what its journals and its figures say.</summary>
public sealed class PortfolioTests
{
    private static readonly DateOnly Monday = new(2026, 11, 2);

    [Fact]
    public async Task S63_States_and_moves_of_past_days_are_those_of_the_journals()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var first = await house.StartLoanAsync("L-1");
        await house.StartLoanAsync("L-2", token: "cust_syn_2");
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.RaiseAsync(first, "e1", "CallNow", new { });
        await house.RaiseAsync(first, "e2", "GoOn", new { });
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.RaiseAsync(first, "e3", "PaymentReceived", new { amount = 100_000, @ref = "p1" });

        for (var round = 0; round < 2; round++)
        {
            var portfolio = (await house.Sender.Send(new GetPortfolio(Monday, Monday.AddDays(2), EngineHouse.Supervisor))).Value();
            portfolio.Days.ShouldBe([Monday, Monday.AddDays(1), Monday.AddDays(2)]);
            portfolio.States.Select(line => (line.Name, string.Join(' ', line.Values))).ShouldBe([("Waiting", "2 1 1"), ("Elsewhere", "0 1 0")]);
            portfolio.Moves.ShouldBe([new Doorstep.Workflows.Storage.Overview.StateFlow("", "Waiting", 2), new("Waiting", "Calling", 1), new("Calling", "Elsewhere", 1), new("Elsewhere", "Paid", 1)], ignoreOrder: true);
            portfolio.Figures.Single(line => line.Name == "OPENED").Values.ShouldBe([2, 0, 0]);
            portfolio.Money.Select(line => (line.Name, string.Join(' ', line.Values))).ShouldBe([("CNY", "0 0 100000")]);
        }

        var refused = (await house.Sender.Send(new GetPortfolio(Monday.AddDays(-400), Monday.AddDays(3), EngineHouse.Supervisor))).ShouldBeOfType<Reply<Portfolio>.Refused>();
        refused.Faults.Select(fault => fault.Path).ShouldBe(["from", "to"]);
    }

    [Fact]
    public async Task What_waited_on_past_days_is_what_waits_now_less_what_came_and_more_what_went()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var (first, second) = (await house.StartLoanAsync("L-1"), await house.StartLoanAsync("L-2", token: "cust_syn_2"));
        await house.RaiseAsync(first, "c1", "ComplaintFiled", new { category = "CONDUCT" });
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.RaiseAsync(second, "c2", "ComplaintFiled", new { category = "CONDUCT" });
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.RaiseAsync(first, "c3", "ComplaintClosed", new { answerRef = "doc:answer", by = "complaints_1" });

        var trends = (await house.Sender.Send(new GetDeskTrend(EngineHouse.Supervisor))).Value();

        trends.Single(trend => trend.Kind == CaseConcerns.Complaint).Counts.ShouldBe([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1]);
        trends.Single(trend => trend.Kind == CaseConcerns.HoldReview).Counts[^2..].ShouldBe([0, 1]);
        trends.Single(trend => trend.Kind == CaseConcerns.Alert).Counts.ShouldAllBe(count => count == 0);
    }
}
