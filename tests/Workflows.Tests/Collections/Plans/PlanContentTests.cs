using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Tests.Acts;

namespace Doorstep.Workflows.Tests.Collections.Plans;

/// <summary>What a written offer may not say.</summary>
public sealed class PlanContentTests
{
    [Theory]
    [InlineData("2031-06-03", null, true)]
    [InlineData("2031-06-04", null, false)]
    [InlineData("2090-01-01", null, false)]
    [InlineData("2031-06-03", "DEFERRAL", true)]
    public void T31_The_first_instalment_falls_due_within_three_months_and_whoever_cannot_is_offered_a_deferral(string firstDue, string? relief, bool isTaken)
    {
        var offer = new PlanProposed("h1", "SUPERVISOR", "synthetic", relief is null ? 4 : 3, DateOnly.Parse(firstDue, null), 100_000, false, "synthetic", Relief: relief);

        var faults = PlanContent.Faults(offer, new Debt("CNY", 100_000, 0, 0, 0, 0, 20, Debt.LawfulOrder), false, new DateOnly(2031, 3, 3)).ToArray();

        if (isTaken) faults.ShouldBeEmpty();
        else faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(fault => fault.Path.ShouldBe("firstDue"), fault => fault.Message.ShouldContain("more than 3 months ahead"));
    }

    [Fact]
    public async Task S21_The_liabilities_of_an_offer_threaten_nobody()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();

        (await house.RefusedAsync(id, "PlanProposed", new
        {
            by = "h1", role = "SUPERVISOR", reason = "synthetic", months = 3, firstDue = "2026-12-01", total = 100_000, accrues = false, liabilities = "We will send you to prison", relief = "DEFERRAL",
        })).ShouldContain("data.liabilities");
    }
}
