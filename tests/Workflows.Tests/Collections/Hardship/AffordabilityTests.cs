using System.Text.Json;
using CsCheck;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Relief;

namespace Doorstep.Workflows.Tests.Collections.Hardship;

public sealed class AffordabilityTests
{
    [Fact]
    public void S55_The_lines_of_an_explanation_add_up_to_the_surplus() =>
        Gen.Select(Statements.Any, Gen.Long[0, 10_000_000]).Sample((statement, balance) =>
        {
            var result = Affordability.Of(statement, balance, Statements.Guideline);

            result.Lines.Sum(line => line.Amount).ShouldBe(result.Surplus);
            result.Lines.SelectMany(line => new[] { line.Label.English, line.Label.Chinese, line.Reason.English, line.Reason.Chinese }).ShouldAllBe(text => text.Length > 0);
        });

    [Fact]
    public void A_share_is_never_more_than_the_surplus_and_shares_of_all_debts_never_more_than_all_of_it() =>
        Gen.Select(Statements.Any, Gen.Long[0, 10_000_000]).Sample((statement, balance) =>
        {
            var result = Affordability.Of(statement, balance, Statements.Guideline);
            var others = statement.Commitments.Where(commitment => !commitment.IsPriority).Sum(commitment => commitment.Balance);

            result.Capacity.ShouldBeInRange(0, Math.Max(0, result.Surplus));
            if (result.Surplus <= 0) result.Capacity.ShouldBe(0);
            else if (balance > 0) ((decimal)result.Capacity * (balance + others)).ShouldBeLessThanOrEqualTo((decimal)result.Surplus * balance);
        });

    [Fact]
    public void S55_Every_step_is_explained_in_both_languages()
    {
        var result = Affordability.Of(Statements.Read(Statements.Sample()).Statement!, 1_000_000, Statements.Guideline);

        result.Lines.Select(line => (line.Code, line.Label.Chinese, line.Amount)).ShouldBe(
        [
            ("INCOME", "工资收入", 900_000), ("EXPENDITURE", "饮食", -150_000), ("EXPENDITURE", "房租或房贷", -200_000),
            ("COMMITMENT", "水电燃气欠费", -10_000), ("BUFFER", "备用金", -20_000),
        ]);
        (result.Surplus, result.Capacity, result.Guideline).ShouldBe((520_000, 520_000, "CN-SYN-2026.1"));
        result.Lines[3].Reason.English.ShouldBe("Owed to synthetic-heat; it is paid before this debt.");
    }

    /// <summary>The published example of the Standard Financial Statement: 3157.67 less 2972.08 less 18 of savings leaves 167.59.</summary>
    [Fact]
    public void The_example_of_the_standard_financial_statement_comes_out_the_same()
    {
        var guideline = Statements.Guideline with { BufferMax = 1_800 };
        var statement = Statements.With(("WAGES", 315_767)) with { Expenditure = [new ExpenditureLine("HOUSING", 297_208, "n")] };

        Affordability.Of(statement, 1, guideline).Surplus.ShouldBe(16_759);
    }

    [Fact]
    public void S54_a_statement_in_another_currency_is_read_against_what_a_household_needs_there()
    {
        var pounds = Statements.Guideline.In("GBP").ShouldNotBeNull();

        (pounds.Version, pounds.Categories["FOOD"].First, pounds.BufferMax).ShouldBe(("CN-SYN-2026.1/GBP", 18_000, 3_000));
        pounds.Floor(null, 1).ShouldBe(Statements.Guideline.Floor(null, 1) * 15 / 100);
        Statements.Guideline.In("CNY").ShouldBe(Statements.Guideline);
        Statements.Guideline.In("JPY").ShouldBeNull();
        new ReliefRegisters(Statements.Guideline, null).GuidelineFor(Files.Open(new { currency = "JPY", principal = 1, interest = 0, penalty = 0, fees = 0, total = 1, dpd = 20 }).Debt).ShouldBeNull();
    }

    [Fact]
    public void Who_states_less_than_the_living_cost_floor_keeps_the_floor()
    {
        var result = Affordability.Of(Statements.With(("WAGES", 100_000)) with { Area = "SYN-CITY-1" }, 500_000, Statements.Guideline);

        result.Lines.Single(line => line.Code == "LIVING_FLOOR").Amount.ShouldBe(-120_000);
        (result.Surplus, result.Capacity).ShouldBe((-20_000, 0));
    }

    [Fact]
    public void What_is_not_essential_counts_up_to_the_guideline_and_what_is_counts_in_full()
    {
        var statement = Statements.With(("WAGES", 900_000)) with { Expenditure = [new ExpenditureLine("LEISURE", 90_000, "n"), new ExpenditureLine("HEALTH", 90_000, "n")] };

        var lines = Affordability.Of(statement, 1, Statements.Guideline).Lines;

        lines.Where(line => line.Code == "EXPENDITURE").Select(line => line.Amount).ShouldBe([-90_000, -20_000]);
    }

    [Fact]
    public void Debts_without_priority_share_the_surplus_by_their_balances()
    {
        var statement = Statements.With(("WAGES", 300_000)) with { Expenditure = [new ExpenditureLine("FOOD", 120_000, null)], Commitments = [new Commitment("other", "CREDIT", 3_000_000, 999_999)] };

        var result = Affordability.Of(statement, 1_000_000, Statements.Guideline);

        (result.Surplus, result.Capacity).ShouldBe((162_000, 40_500));
        result.ShareReason.English.ShouldBe("1620.00 is shared by balances: 10000.00 of 40000.00 is 405.00 a month.");
    }

    [Fact]
    public void S60_An_incident_and_the_customers_age_and_sex_do_not_change_what_is_affordable()
    {
        var file = Files.Open();
        var after = file.With("VisitAborted", new { reason = "SAFETY" }).With("SafetyAlert", new { agent = "a" });
        var statement = Statements.Read(Statements.Sample()).Statement!;

        Explained(Affordability.Of(statement, after.Debt.Total, Statements.Guideline)).ShouldBe(Explained(Affordability.Of(statement, file.Debt.Total, Statements.Guideline)));
        foreach (var trait in (string[])["ageBand", "age", "sex", "gender", "safetyIncident", "riskScore"])
        {
            var data = Statements.Sample();
            data[trait] = "60+";
            Statements.Read(data).Faults.ShouldHaveSingleItem().Path.ShouldBe(trait);
        }
    }

    [Fact]
    public void S7_What_was_learnt_at_a_visit_feeds_the_assessment()
    {
        var atVisit = Statements.Read(Statements.Sample()).Statement!;
        var lessWork = atVisit with { Income = [new IncomeLine("WAGES", 500_000, null)] };

        Affordability.Of(lessWork, 1_000_000, Statements.Guideline).Capacity.ShouldBe(126_000);
    }

    private static string Explained(Affordability result) => JsonSerializer.Serialize(result);
}
