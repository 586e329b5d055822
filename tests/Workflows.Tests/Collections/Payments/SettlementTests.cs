using System.Text.Json;
using CsCheck;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Reference;

namespace Doorstep.Workflows.Tests.Collections.Payments;

/// <summary>Money is the customer's, whatever the ledger calls it: with a settlement and without one sums add up (T59, T42).</summary>
public sealed class SettlementTests
{
    private static readonly Gen<(string Type, string Ref, long Amount)[]> Moves = Gen.Select(
        Gen.OneOfConst("PaymentReceived", "PaymentReceived", "SettlementPaid", "SettlementPaid", "PaymentReversed", "SettlementAgreed", "BalanceUpdated"), Gen.Int[0, 6], Gen.Long[1, 70_000])
        .Select((type, name, amount) => (type, $"L-{name}", amount)).Array[0, 30];

    [Fact]
    public void T59_What_was_owed_and_came_on_top_is_what_was_paid_waived_and_is_due_less_credit_in_every_history() => Moves.Sample(moves =>
    {
        var (file, owed) = (Files.Open(), 100_000L);
        foreach (var (index, (type, name, amount)) in moves.Index())
        {
            var before = file;
            var debt = file.Debt;
            file = Told(file, index, type, type switch
            {
                "SettlementAgreed" => (object)new { amount = Math.Max(1, Math.Min(amount, debt.Total)), until = "2031-04-01", by = "h1", role = "CREDIT_COMMITTEE" },
                "BalanceUpdated" => new { principal = debt.Principal + amount, interest = debt.Interest, penalty = debt.Penalty, fees = debt.Fees, dpd = 30 },
                _ => new { amount, @ref = name },
            });
            if (type == "BalanceUpdated") owed += amount;
            // The house reports what is no part of a settlement as a payment.
            if (type == "SettlementPaid" && before.Payments.Known(name) is null && file.Payments.Known(name) is null) file = Told(file, index, "PaymentReceived", new { amount, @ref = name });

            owed.ShouldBe(file.Payments.Paid - file.Payments.Reversed + (file.Waived ?? 0) + file.Due - file.Credit);
            ((long[])[file.Credit, file.Waived ?? 0, file.Due]).ShouldAllBe(sum => sum >= 0);
            var kept = CaseFile.Read(file.ToJson()).Debt;
            (kept.Total, kept.Credit).ShouldBe((file.Debt.Total, file.Debt.Credit), "What is shown as credit of a settled debt is not the ledger's.");
        }
    });

    [Theory]
    [InlineData("SettlementPaid 1900000", "ClosedSettled", 57_380, 0, 50_000)]
    [InlineData("SettlementPaid 1000000, PaymentReceived 907380", "ClosedPaid", 57_380, 0, 57_380)]
    [InlineData("PaymentReceived 1000000, SettlementPaid 850000", "ClosedSettled", 57_380, 0, 0)]
    [InlineData("SettlementPaid 850000, PaymentReceived 1000000", "ClosedSettled", 57_380, 0, 0)]
    [InlineData("PaymentReceived 1849999", "Hardship/PlanOffered", 0, 57_381, 0)]
    public void T59_Whatever_the_ledger_calls_it_money_that_comes_after_the_agreement_counts_towards_it(string paid, string state, long waived, long due, long credit)
    {
        var walk = paid.Split(", ").Select(one => one.Split(' ')).Aggregate(
            Offered().Raise("SettlementAgreed", Sum(1_850_000, "CREDIT_COMMITTEE")), (at, one) => at.Raise(one[0], new { amount = long.Parse(one[1], null), @ref = one[0] }));

        (walk.State, walk.File.Waived ?? 0, walk.File.Due, walk.File.Credit).ShouldBe((state, waived, due, credit));
    }

    [Fact]
    public void T59_What_is_called_part_of_a_settlement_that_nobody_agreed_on_pays_the_debt_and_the_answer_says_so()
    {
        var offered = Offered();
        var fact = new WorkflowEvent.Raised("e-9", "SettlementPaid", Files.Monday, JsonSerializer.SerializeToElement(new { amount = 7_380 }));

        Files.Folder.Repeats(offered.File, fact).ShouldBe("No settlement is agreed, so 73.80 counts as a payment of the debt: the house reports PaymentReceived (T59).");
        var part = offered.Raise("SettlementPaid", new { amount = 7_380 });
        part.File.Debt.Total.ShouldBe(1_900_000);
        part.Raise("SettlementPaid", new { amount = 1_900_000, @ref = "S-1" }).State.ShouldBe("ClosedPaid");

        var late = Offered().Raise("SettlementAgreed", Sum(1_850_000, "CREDIT_COMMITTEE")) with { Now = Files.Monday.AddDays(70) };
        late.Raise("SettlementPaid", new { amount = 1_850_000 }).File.ShouldSatisfyAllConditions(file => file.Debt.Total.ShouldBe(57_380), file => file.Relief.Settled.ShouldBeFalse());
    }

    [Fact]
    public void T59_The_ledger_may_name_one_payment_twice_and_it_settles_once()
    {
        var paid = Offered().Raise("PaymentReceived", new { amount = 1_850_000, @ref = "R-1" });
        var agreed = Offered().Raise("SettlementAgreed", Sum(1_850_000, "CREDIT_COMMITTEE")).Raise("PaymentReceived", new { amount = 1_850_000, @ref = "R-1" });

        (agreed.State, agreed.File.Payments.Paid).ShouldBe(("ClosedSettled", 1_850_000));
        paid.Raise("SettlementPaid", new { amount = 1_850_000, @ref = "r-1" }).File.Payments.Paid.ShouldBe(1_850_000);
        paid.Raise("SettlementPaid", new { amount = 1, @ref = "r-1" }).Refused.ShouldContain("is on file with 18500.00");
    }

    [Fact]
    public void T59_An_approval_of_an_older_request_changes_nothing_and_the_answer_says_which_one_stands()
    {
        var asked = Offered().Raise("SettlementAgreed", Sum(1, "AGENT"));
        var agreed = asked.Raise("SettlementAgreed", Sum(1_840_000, "CREDIT_COMMITTEE"));
        var review = new { request = 1, decision = "APPROVED", by = "h2", role = "CREDIT_COMMITTEE" };

        var late = agreed.Raise("ConcessionReviewed", review);
        late.File.Relief.Settlement!.Sum.ShouldBe(1_840_000);
        Files.Folder.Repeats(agreed.File, new WorkflowEvent.Raised("e-9", "ConcessionReviewed", Files.Monday, JsonSerializer.SerializeToElement(review)))
            .ShouldBe("The settlement of 0.01 was overtaken by that of 18400.00: its approval is kept, and nothing changes by it (T59).");
        late.Raise("PaymentReceived", new { amount = 1_000_000, @ref = "R-1" }).File.ShouldSatisfyAllConditions(file => file.Due.ShouldBe(907_380), file => file.Waived.ShouldBeNull());
        asked.Raise("ConcessionReviewed", review).File.Relief.Settlement!.Sum.ShouldBe(1);
        asked.Raise("SettlementAgreed", Sum(1_840_000, "AGENT")).Raise("ConcessionReviewed", review).File.Relief.Settlement.ShouldBeNull();
    }

    private static Walk Offered() => Walk.Begin(1_907_380).Raise("HardshipDeclared", new { reason = "ILLNESS" }).Raise("HardshipAssessed", new { decision = "RELIEF", by = "h1" });

    private static object Sum(long amount, string role) => new { amount, until = "2031-05-01", by = "h1", role };

    private static CaseFile Told(CaseFile file, int index, string type, object data) =>
        (CaseFile)Files.Folder.Fold(file, new WorkflowEvent.Raised($"{type}-{index}", type, Files.Monday, JsonSerializer.SerializeToElement(data)), Files.Monday);
}
