using Doorstep.Workflows.Collections.Hardship;

namespace Doorstep.Workflows.Tests.Collections.Hardship;

public sealed class EvidenceChecklistTests
{
    private static readonly DateOnly Today = new(2031, 3, 3);

    private static readonly EvidenceChecklist Wages = EvidenceChecklist.For(Statements.With(("WAGES", 5), ("WAGES", 7), ("PENSION", 0)));

    [Fact]
    public void S53_The_checklist_asks_once_for_each_kind_of_income_and_for_nothing_else() =>
        Wages.Needs.Select(need => (need.Proves, string.Join(' ', need.AnyOf))).ShouldBe([("WAGES", "PAYSLIP BANK_STATEMENT")]);

    [Fact]
    public void S53_Who_has_no_income_is_asked_for_no_document() => EvidenceChecklist.For(Statements.With()).Needs.ShouldBeEmpty();

    [Theory]
    [InlineData("TAX_RETURN")] // a document that others need
    [InlineData("MEDICAL_RECORD")]
    [InlineData("CONTACT_LIST")]
    [InlineData("payslip")]
    public void S53_An_unneeded_document_is_refused(string type) =>
        Wages.Refusal(new FinancialDocument(type, Today), [], Today).ShouldNotBeNull().ShouldStartWith($"'{type}' is not needed for this assessment, so it is not kept");

    [Fact]
    public void S53_A_second_proof_of_the_same_income_is_refused()
    {
        FinancialDocument payslip = new("PAYSLIP", Today);

        Wages.Refusal(payslip, [], Today).ShouldBeNull();
        Wages.Refusal(new FinancialDocument("BANK_STATEMENT", Today), [payslip], Today).ShouldNotBeNull().ShouldContain("proved already");
    }

    [Theory]
    [InlineData(-90, true)]
    [InlineData(-91, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void S53_A_document_is_good_until_it_expires(int days, bool isTaken)
    {
        FinancialDocument payslip = new("PAYSLIP", Today.AddDays(days));

        (Wages.Refusal(payslip, [], Today) is null).ShouldBe(isTaken);
        Wages.Missing([payslip], Today).Any().ShouldBe(!isTaken);
    }

    [Fact]
    public void S53_One_bank_statement_proves_every_kind_of_income()
    {
        var list = EvidenceChecklist.For(Statements.With([.. IncomeStatement.IncomeKinds.Select(kind => (kind, 100L))]));

        list.Needs.Length.ShouldBe(IncomeStatement.IncomeKinds.Length);
        list.Missing([new FinancialDocument("BANK_STATEMENT", Today)], Today).ShouldBeEmpty();
    }
}
