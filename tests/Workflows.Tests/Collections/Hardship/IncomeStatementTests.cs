using Doorstep.Workflows.Collections.Hardship;

namespace Doorstep.Workflows.Tests.Collections.Hardship;

public sealed class IncomeStatementTests
{
    [Fact]
    public void A_statement_is_read_with_its_lines_and_totals()
    {
        var (statement, faults) = Statements.Read(Statements.Sample());

        faults.ShouldBeEmpty();
        (statement!.Household, statement.IncomeTotal, statement.ExpenditureTotal, statement.CommitmentsTotal).ShouldBe((2, 900_000, 350_000, 10_000));
        statement.Commitments.ShouldHaveSingleItem().IsPriority.ShouldBeTrue();
    }

    [Fact]
    public void S54_Totals_are_computed_again_and_every_one_that_differs_is_named()
    {
        var data = Statements.Sample();
        data["totals"] = new { income = 900_001, expenditure = 350_000, commitments = 9_999 };

        var (statement, faults) = Statements.Read(data);

        statement.ShouldBeNull();
        faults.Select(fault => fault.Path).ShouldBe(["totals.income", "totals.commitments"]);
        faults[0].Message.ShouldBe("900001 is not the sum of the lines, which is 900000.");
    }

    [Theory]
    [InlineData(240_000, null, true)] // exactly the guideline of two people
    [InlineData(240_001, null, false)]
    [InlineData(240_001, "", false)]
    [InlineData(240_001, "  ", false)]
    [InlineData(240_001, "The lease runs until autumn.", true)]
    public void S54_A_note_is_required_above_the_guideline(long housing, string? note, bool isRead)
    {
        var data = Statements.Sample();
        data["expenditure"] = new object[] { note is null ? new { category = "HOUSING", amount = housing } : new { category = "HOUSING", amount = housing, note } };
        data["totals"] = new { income = 900_000, expenditure = housing, commitments = 10_000 };

        var (statement, faults) = Statements.Read(data);

        (statement is not null).ShouldBe(isRead);
        if (!isRead) faults.ShouldHaveSingleItem().Path.ShouldBe("expenditure[0].note");
    }

    [Fact]
    public void S54_Two_lines_of_one_category_are_added_before_they_are_compared()
    {
        var data = Statements.Sample();
        data["expenditure"] = new object[] { new { category = "HOUSING", amount = 200_000 }, new { category = "HOUSING", amount = 100_000 } };
        data["totals"] = new { income = 900_000, expenditure = 300_000, commitments = 10_000 };

        Statements.Read(data).Faults.ShouldHaveSingleItem().Path.ShouldBe("expenditure[1].note");
    }

    [Fact]
    public void Every_fault_is_named_at_once_with_what_would_work()
    {
        var data = Statements.Sample();
        data["household"] = 21;
        data["ageBand"] = "60+";
        data["income"] = new object[] { new { kind = "WAGE", amount = -1 }, new { kind = "OTHER", amount = 5 } };

        var faults = Statements.Read(data).Faults;

        faults.Select(fault => fault.Path).ShouldBe(["ageBand", "household", "income[0].kind", "income[0].amount"], ignoreOrder: true);
        faults.Single(fault => fault.Path == "income[0].kind").Message.ShouldEndWith("did you mean 'WAGES'?");
    }

    [Fact]
    public void What_the_guideline_does_not_know_and_what_needs_a_word_is_named_at_once()
    {
        var data = Statements.Sample();
        data["household"] = 0;
        data["income"] = new object[] { new { kind = "OTHER", amount = 900_000 } };
        data["expenditure"] = new object[] { new { category = "FOODS", amount = 350_000 } };

        var faults = Statements.Read(data).Faults;

        faults.Select(fault => fault.Path).ShouldBe(["household", "income[0].note", "expenditure[0].category"]);
        faults[2].Message.ShouldEndWith("did you mean 'FOOD'?");
    }

    [Fact]
    public void Relatives_money_is_no_income_that_a_customer_could_be_asked_for()
    {
        var data = Statements.Sample();
        data["income"] = new object[] { new { kind = "FAMILY", amount = 900_000 } };

        Statements.Read(data).Faults.ShouldHaveSingleItem().Path.ShouldBe("income[0].kind");
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    [InlineData("""{"schema":"expenditure-guideline/1","version":"v","source":"s","currency":"CNY","others":[],"bufferPercent":101,"bufferMax":0,"categories":[],"floors":[]}""", "bufferPercent")]
    [InlineData("""{"schema":"expenditure-guideline/1","version":"v","source":"s","currency":"CNY","others":[],"bufferPercent":10,"bufferMax":0,"categories":[],"floors":[{"area":"X","first":1,"further":1}]}""", "floors")]
    public void A_guideline_that_is_wrong_is_refused(string text, string path)
    {
        List<(string Path, string Message)> faults = [];

        ExpenditureGuideline.Read(text, faults).ShouldBeNull();
        faults.Select(fault => fault.Path).ShouldContain(path);
    }
}
