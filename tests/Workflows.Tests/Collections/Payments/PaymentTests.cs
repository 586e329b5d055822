using System.Text.Json;
using CsCheck;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Payments;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Collections.Payments;

/// <summary>Money that comes and goes back: each payment once by its ref, each reversal of the payment that it names (S69, T37).</summary>
public sealed class PaymentTests
{
    private static readonly string[] Parts = ["FEES", "INTEREST", "PENALTY", "PRINCIPAL", "CREDIT"];

    /// <summary>Payments of five names, each with one amount, and parts of them that go back: any of them any number of times, in any order.</summary>
    private static readonly Gen<(string Type, string Ref, long Amount)[]> Moves = Gen.Long[1, 80_000].Array[5].SelectMany(amounts =>
        Gen.Select(Gen.Bool, Gen.Int[0, 4], Gen.Long[1, 80_000]).Select((isPayment, name, part) => isPayment ? ("PaymentReceived", $"L-{name}", amounts[name]) : ("PaymentReversed", $"L-{name}", part)).Array[0, 40]);

    [Fact]
    public void S69_Owed_less_credit_is_what_was_owed_less_what_came_and_did_not_go_back_in_whatever_order_it_is_told() =>
        Moves.Sample(moves =>
        {
            var file = Told(Files.Open(), moves);

            var came = moves.Where(move => move.Type == "PaymentReceived").Select(move => (move.Ref, move.Amount)).Distinct().ToDictionary(move => move.Ref, move => move.Amount);
            var back = came.Sum(one => Math.Min(one.Value, moves.Where(move => move.Type == "PaymentReversed" && move.Ref == one.Key).Sum(move => move.Amount)));
            (file.Debt.Total - file.Debt.Credit).ShouldBe(100_000 - came.Values.Sum() + back);
            (file.Payments.Paid, file.Payments.Reversed).ShouldBe((came.Values.Sum(), back));
            Parts.Select(part => Of(file.Debt, part)).ShouldAllBe(amount => amount >= 0);
            (file.Debt.Total == 0 || file.Debt.Credit == 0).ShouldBeTrue("Nobody owes while the house holds what was paid beyond.");
            foreach (var payment in file.Payments.Received) payment.Settled.Total.ShouldBe(payment.Left);
        });

    [Fact]
    public void S69_A_ref_in_small_letters_is_the_payment_with_the_ref_in_capitals_and_is_answered_as_the_same()
    {
        var paid = Files.Open().With("PaymentReceived", new { amount = 5_000, @ref = "R1" });

        var twice = paid.With("PaymentReceived", new { amount = 5_000, @ref = " r1" });

        (twice.Payments.Received.Length, twice.Debt.Total).ShouldBe((1, 95_000));
        Files.Folder.Repeats(paid, new WorkflowEvent.Raised("e-9", "PaymentReceived", Files.Monday, JsonSerializer.SerializeToElement(new { amount = 5_000, @ref = "r1" }))).ShouldBe("Payment 'r1' of 50.00 is on file since event 'e-1' and counts once.");
        twice.With("PaymentReversed", new { amount = 5_000, @ref = "r1" }).Debt.Total.ShouldBe(100_000);
        Files.Open().With("PaymentReversed", new { amount = 5_000, @ref = "r1" }).With("PaymentReceived", new { amount = 5_000, @ref = "R1" }).Debt.Total.ShouldBe(100_000, "the reversal that came first was of that payment");
    }

    [Fact]
    public void S69_The_order_in_which_a_reversal_and_its_payment_are_told_makes_no_difference() =>
        Gen.Select(Gen.Long[1, 150_000], Gen.Long[1, 200_000]).Sample((amount, back) =>
        {
            var inOrder = Told(Files.Open(), ("PaymentReceived", "L-1", amount), ("PaymentReversed", "L-1", Math.Min(amount, back)));

            var outOfOrder = Told(Files.Open(), ("PaymentReversed", "L-1", back), ("PaymentReceived", "L-1", amount));

            outOfOrder.Debt.ShouldBe(inOrder.Debt);
        });

    [Fact]
    public void S69_A_reversal_gives_back_each_part_that_its_payment_had_settled_and_no_other() =>
        Gen.Select(Gen.Long[1, 90_000], Gen.Long[1, 90_000], Gen.Shuffle(Debt.LawfulOrder.ToArray())).Sample((first, second, order) =>
        {
            var opened = Files.Open(new { currency = "CNY", principal = 90_000, interest = 60_000, penalty = 30_000, fees = 10_000, dpd = 20, allocationOrder = order });
            var one = Told(opened, ("PaymentReceived", "L-1", first));
            var two = Told(one, ("PaymentReceived", "L-2", second));

            Told(two, ("PaymentReversed", "L-2", second)).Debt.ShouldBe(one.Debt, "The last one undone is as if it had never come.");
            var back = Told(two, ("PaymentReversed", "L-1", first));
            foreach (var part in Parts) (Of(back.Debt, part) - Of(two.Debt, part)).ShouldBe(Of(opened.Debt, part) - Of(one.Debt, part), part);
        });

    [Fact]
    public void S69_What_stays_of_a_payment_that_went_back_in_part_is_what_a_payment_of_the_rest_settles() =>
        Gen.Long[2, 150_000].SelectMany(amount => Gen.Long[1, amount - 1].Select(back => (amount, back))).Sample(move =>
            Told(Files.Open(), ("PaymentReceived", "L-1", move.amount), ("PaymentReversed", "L-1", move.back)).Debt.ShouldBe(Files.Open().Debt.Pay(move.amount - move.back).Debt));

    [Fact]
    public void S69_A_payment_told_again_under_another_event_id_counts_once_and_the_answer_says_so()
    {
        var once = Told(Files.Open(), ("PaymentReceived", "L-1", 40_000));

        Told(once, ("PaymentReceived", "L-1", 40_000)).Debt.ShouldBe(once.Debt);
        Files.Folder.Repeats(once, Event("again", "PaymentReceived", "L-1", 40_000)).ShouldBe("Payment 'L-1' of 400.00 is on file since event 'e-0' and counts once.");
        Files.Folder.Repeats(once, Event("other", "PaymentReceived", "L-2", 40_000)).ShouldBeNull();
    }

    [Theory]
    [InlineData("PaymentReceived", 40_001, "Payment 'L-1' is on file with 400.00; 400.01 is another.")]
    [InlineData("PaymentReversed", 30_001, "Of payment 'L-1' 300.00 can go back at most: 400.00 came in and 100.00 went back.")]
    [InlineData("PaymentReversed", 30_000, null)]
    [InlineData("PaymentReceived", 40_000, null)]
    public void S69_A_reversal_of_more_than_came_and_another_amount_under_the_same_ref_are_refused(string type, long amount, string? reason)
    {
        var file = Told(Files.Open(), ("PaymentReceived", "L-1", 40_000), ("PaymentReversed", "L-1", 10_000));

        var refusal = CaseFactDoor.Refusal(file, Fact.Read(type, Event("e", type, "L-1", amount).Data)!, new FactMoment("e", Files.Monday, file.Zone), Files.Rules);

        (refusal?.IsImpossible, refusal?.Faults[0].Message.StartsWith(reason ?? "", StringComparison.Ordinal)).ShouldBe(reason is null ? (null, null) : (true, true));
    }

    [Fact]
    public void S69_A_payment_without_a_ref_is_taken_back_by_the_id_of_its_event()
    {
        var paid = (CaseFile)Files.Folder.Fold(Files.Open(), new WorkflowEvent.Raised("ev-7", "PaymentReceived", Files.Monday, JsonSerializer.SerializeToElement(new { amount = 5_000 })), Files.Monday);

        Told(paid, ("PaymentReversed", "ev-7", 5_000)).Debt.ShouldBe(Files.Open().Debt);
        Told(paid, ("PaymentReversed", "ev-8", 5_000)).ShouldSatisfyAllConditions(file => file.Debt.ShouldBe(paid.Debt), file => file.Payments.Waiting.ShouldHaveSingleItem());
    }

    [Fact]
    public void S69_A_reversal_leaves_a_promise_and_a_plan_alone_that_its_payment_was_not_made_on()
    {
        var promised = Told(Files.Open(), ("PaymentReceived", "L-0", 500)).With("PromiseMade", new { amount = 500, date = Files.Day(7) });
        var kept = Told(promised, ("PaymentReceived", "L-1", 500));

        (Told(kept, ("PaymentReversed", "L-0", 500)).Promise.IsMet, Told(kept, ("PaymentReversed", "L-1", 500)).Promise.IsMet).ShouldBe((true, false));

        var planned = Told(Told(Files.Open(), ("PaymentReceived", "L-2", 500)).Agreed(new(4, 25_000, new DateOnly(2031, 3, 23), 99_500)), ("PaymentReceived", "L-3", 25_000));
        (Told(planned, ("PaymentReversed", "L-2", 500)).Plan.Paid, Told(planned, ("PaymentReversed", "L-3", 500)).Plan.Paid).ShouldBe((25_000, 24_500));
    }

    [Fact]
    public void S69_Figures_of_the_ledger_that_are_heard_of_late_do_not_undo_a_payment_that_came_after_them()
    {
        var paid = Told(Files.Open(), ("PaymentReceived", "L-1", 30_000));

        var told = paid.With("BalanceUpdated", new { principal = 90_000, interest = 6_000, penalty = 3_000, fees = 1_500, dpd = 21 }, Files.Monday.AddHours(-1));

        (told.Debt.Total, told.Debt.Fees, told.Debt.DaysPastDue).ShouldBe((70_500, 0, 21));
        Told(told, ("PaymentReversed", "L-1", 30_000)).Debt.Total.ShouldBe(100_500);
        told.With("BalanceUpdated", new { principal = 1, interest = 1, penalty = 1, fees = 1, dpd = 1 }, Files.Monday.AddHours(-2)).Debt.ShouldBe(told.Debt, "Older figures than those that are known.");
    }

    [Fact]
    public void T59_A_part_of_a_settlement_counts_once_by_its_ref_and_goes_back_by_it()
    {
        var agreed = Files.Open().With("SettlementAgreed", new { amount = 60_000, until = "2031-04-01", by = "h1", role = "CREDIT_COMMITTEE" });
        var twice = agreed.With("SettlementPaid", new { amount = 30_000, @ref = "S-1" }).With("SettlementPaid", new { amount = 30_000, @ref = "S-1" });

        (twice.Relief.SettlementPaid, twice.Relief.Settled).ShouldBe((30_000, false));
        var whole = twice.With("SettlementPaid", new { amount = 30_000, @ref = "S-2" });
        whole.Relief.Settled.ShouldBeTrue();
        var told = whole.ToJson().GetProperty("debt");
        (told.GetProperty("waived").GetInt64(), told.GetProperty("due").GetInt64()).ShouldBe((40_000, 0), "what is not asked for any more is no balance (T59)");
        twice.ToJson().GetProperty("debt").TryGetProperty("waived", out _).ShouldBeFalse();
        whole.With("PaymentReversed", new { amount = 10_000, @ref = "S-1" }).Relief.ShouldSatisfyAllConditions(relief => relief.SettlementPaid.ShouldBe(50_000), relief => relief.Settled.ShouldBeFalse());
    }

    private static long Of(Debt debt, string part) => part switch { "FEES" => debt.Fees, "INTEREST" => debt.Interest, "PENALTY" => debt.Penalty, "CREDIT" => debt.Credit, _ => debt.Principal };

    private static CaseFile Told(CaseFile file, params (string Type, string Ref, long Amount)[] moves) =>
        moves.Index().Aggregate(file, (known, move) => (CaseFile)Files.Folder.Fold(known, Event($"e-{move.Index}", move.Item.Type, move.Item.Ref, move.Item.Amount), Files.Monday));

    [Fact]
    public void Money_that_moved_before_the_day_of_the_opening_balance_is_in_it_already()
    {
        var file = Acts.ActWorld.Open(body => body["debt"]!["asOf"] = "2026-01-01");

        file.With("PaymentReceived", JsonElement.Parse("""{"amount":40000,"ref":"OLD"}"""), new DateTimeOffset(2025, 12, 31, 12, 0, 0, TimeSpan.Zero)).Debt.Total.ShouldBe(100_000);
        file.With("PaymentReceived", JsonElement.Parse("""{"amount":40000,"ref":"NEW"}"""), new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero)).Debt.Total.ShouldBe(60_000);
        file.With("BalanceUpdated", JsonElement.Parse("""{"principal":1,"interest":0,"penalty":0,"fees":0,"dpd":1}"""), new DateTimeOffset(2025, 12, 1, 0, 0, 0, TimeSpan.Zero)).Debt.Total.ShouldBe(100_000);
    }

    private static WorkflowEvent.Raised Event(string id, string type, string @ref, long amount) => new(id, type, Files.Monday, JsonSerializer.SerializeToElement(new { amount, @ref }));
}
