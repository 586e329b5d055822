using System.Text.Json;
using CsCheck;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Tests.Collections;

public sealed class CaseFileTests
{
    [Fact]
    public void A_payment_settles_the_parts_in_their_order_and_never_skips_one() =>
        Gen.Select(Gen.Long[1, 150_000], Gen.Shuffle(Debt.LawfulOrder.ToArray())).Sample((amount, order) =>
        {
            var before = Files.Open(new { currency = "CNY", principal = 90_000, interest = 6_000, penalty = 3_000, fees = 1_000, dpd = 20, allocationOrder = order }).Debt;

            var (after, settled) = before.Pay(amount);

            long[] left = [.. order.Select(part => Part(after, part))];
            var touched = Array.FindIndex(left, part => part > 0);
            settled.Total.ShouldBe(amount);
            if (touched >= 0) order.Skip(touched + 1).ShouldAllBe(part => Part(after, part) == Part(before, part));
        });

    [Fact]
    public void A_file_that_is_written_and_read_says_the_same_and_goes_on_the_same() =>
        Gen.Select(Files.Fact.List[0, 25], Files.Fact).Sample((facts, next) =>
        {
            var file = facts.Aggregate(Files.Open(), (file, fact) => file.With(fact.Type, fact.Data, fact.At));

            var read = (CaseFile)Files.Folder.Read(JsonElement.Parse(file.ToJson().GetRawText()));

            read.ToJson().GetRawText().ShouldBe(file.ToJson().GetRawText());
            read.With(next.Type, next.Data, next.At).ToJson().GetRawText().ShouldBe(file.With(next.Type, next.Data, next.At).ToJson().GetRawText());
        });

    [Fact]
    public void A_file_copies_what_it_says_alike_from_the_file_before_and_says_what_it_would_say_written_anew()
    {
        var file = Files.Open();
        foreach (var kind in FactCatalogue.Kinds.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal))
        {
            file.ToJson();
            file = file.With(kind.Name, JsonElement.Parse(kind.Shape.Example().ToJsonString()), Files.Monday.AddHours(1));
            var anew = (CaseFile)Files.Folder.Read(JsonElement.Parse(file.ToJson().GetRawText())) with { Clocks = null };

            file.ToJson().GetRawText().ShouldBe(anew.ToJson().GetRawText(), kind.Name);
        }
    }

    [Fact]
    public void A_promise_is_kept_broken_open_or_replaced_and_never_two_of_them() =>
        Files.Fact.List[0, 40].Sample(facts =>
        {
            var (file, made) = (Files.Open(), 0);
            foreach (var (type, data, at) in facts.OrderBy(fact => fact.At))
            {
                var after = file.With(type, data, at);
                var isNew = type == "PromiseMade" && !ReferenceEquals(after.Promise, file.Promise);
                made += isNew ? 1 : 0;
                (after.Promise.Kept + after.Promise.Broken).ShouldBeLessThanOrEqualTo(Math.Max(0, made - 1));
                if (!isNew) (after.Promise.Kept, after.Promise.Broken).ShouldBe((file.Promise.Kept, file.Promise.Broken));
                file = after;
            }
        });

    [Theory]
    [InlineData(3, 1, 0)] // on the last day of grace
    [InlineData(4, 0, 1)] // a day too late
    public void A_payment_keeps_a_promise_until_the_grace_is_over(int daysAfter, int kept, int broken)
    {
        var file = Files.Open().With("PromiseMade", new { amount = 500, date = Files.Day(7) })
            .With("PaymentReceived", new { amount = 500 }, Files.Monday.AddDays(7 + daysAfter))
            .With("PromiseMade", new { amount = 500, date = Files.Day(20) }, Files.Monday.AddDays(14));

        (file.Promise.Kept, file.Promise.Broken).ShouldBe((kept, broken));
    }

    [Fact]
    public void A_promise_renewed_within_its_grace_is_replaced_and_not_broken()
    {
        var file = Files.Open().With("PromiseMade", new { amount = 500, date = Files.Day(7) }).With("PromiseMade", new { amount = 500, date = Files.Day(14) }, Files.Monday.AddDays(9));

        file.Promise.Broken.ShouldBe(0);
        file.Promise.Due.ShouldBe(new DateOnly(2031, 3, 17));
    }

    [Fact]
    public void A_payment_that_goes_back_keeps_no_promise_and_covers_no_instalment()
    {
        var file = Files.Open().With("PromiseMade", new { amount = 500, date = Files.Day(7) })
            .Agreed(new(2, 50_000, new DateOnly(2031, 3, 23), 100_000))
            .With("PaymentReceived", new { amount = 100_000, @ref = "L-1" });
        (file.Promise.IsMet, file.Plan.IsComplete).ShouldBe((true, true));

        var after = file.With("PaymentReversed", new { amount = 100_000, @ref = "L-1" });

        (after.Promise.IsMet, after.Plan.IsComplete, after.Plan.Covered).ShouldBe((false, false, 0));
        after.Plan.NextDue.ShouldBe(new DateOnly(2031, 3, 23));
    }

    [Fact]
    public void Instalments_are_due_on_the_day_of_the_first_or_the_last_of_a_shorter_month()
    {
        var plan = Plan.Of(new(4, 100, new DateOnly(2031, 1, 31), 400), 1);

        plan.NextDue.ShouldBe(new DateOnly(2031, 1, 31));
        plan.Received(100, 300, new DateOnly(2031, 1, 31)).NextDue.ShouldBe(new DateOnly(2031, 2, 28));
        plan.Received(200, 200, new DateOnly(2031, 1, 31)).NextDue.ShouldBe(new DateOnly(2031, 3, 31));
        plan.Received(399, 1, new DateOnly(2031, 1, 31)).IsComplete.ShouldBeFalse();
        plan.Received(400, 0, new DateOnly(2031, 1, 31)).NextDue.ShouldBeNull();
    }

    [Fact]
    public void T13_Promises_that_other_systems_have_counted_count_here()
    {
        var file = Begun("history", new { ptp = new { kept = 2, broken = 1 } });

        (file.Promise.Kept, file.Promise.Broken).ShouldBe((2, 1));
        file.With("PromiseMade", new { amount = 500, date = Files.Day(3) }).With("PromiseMade", new { amount = 500, date = Files.Day(20) }, Files.Monday.AddDays(14)).Promise.Broken.ShouldBe(2, "the first one here is the second");
    }

    [Fact]
    public void T13_A_promise_counts_as_broken_the_moment_its_grace_is_over_and_once()
    {
        var promised = Files.Open().With("PromiseMade", new { amount = 500, date = Files.Day(7) });
        var clock = promised.Reminders.ShouldHaveSingleItem();
        (clock.EventType, clock.Key, clock.DueAt).ShouldBe(("PromiseBroken", "1", Files.Monday.AddHours(-9).AddDays(11)));

        var broken = promised.With("PromiseBroken", new { key = "1" }, clock.DueAt);
        (broken.Promise.Broken, broken.Promise.IsLapsed, broken.Reminders.Length).ShouldBe((1, true, 0));
        broken.With("PromiseBroken", new { key = "1" }, clock.DueAt).Promise.Broken.ShouldBe(1);
        broken.With("PromiseMade", new { amount = 500, date = Files.Day(20) }, Files.Monday.AddDays(12)).Promise.ShouldSatisfyAllConditions(next => (next.Broken, next.IsLapsed).ShouldBe((1, false)), next => next.Number.ShouldBe(2));
    }

    [Fact]
    public void T13_A_payment_in_time_that_is_heard_of_late_takes_back_that_a_promise_was_broken()
    {
        var broken = Files.Open().With("PromiseMade", new { amount = 500, date = Files.Day(7) }).With("PromiseBroken", new { key = "1" }, Files.Monday.AddDays(11));

        var heard = broken.With("PaymentReceived", new { amount = 500 }, Files.Monday.AddDays(9)).Promise;
        (heard.Broken, heard.IsMet, heard.IsLapsed).ShouldBe((0, true, false));
        broken.With("PaymentReceived", new { amount = 500 }, Files.Monday.AddDays(11)).Promise.Broken.ShouldBe(1);
    }

    [Theory]
    [InlineData("DisputeRaised", "DISPUTE", "DisputeResolved", """{"result":"REJECTED","answerRef":"doc:answer"}""")]
    [InlineData("MoratoriumStarted", "MORATORIUM", "MoratoriumEnded", "{}")]
    public void T13_The_time_until_a_promise_is_broken_stands_still_under_a_hold(string opens, string hold, string ends, string answer)
    {
        var promised = Files.Open().With("PromiseMade", new { amount = 500, date = Files.Day(7) });

        var held = promised.With(opens, new { }, Files.Monday.AddDays(2));
        held.Reminders.ShouldNotContain(reminder => reminder.EventType == "PromiseBroken");
        held.Promise.IsOpenOn(new DateOnly(2031, 6, 1)).ShouldBeTrue();

        var free = held.With(ends, System.Text.Json.JsonElement.Parse(answer), Files.Monday.AddDays(6)).With("HoldReleased", new { hold, by = "s1" }, Files.Monday.AddDays(7));
        (free.Promise.HeldSince, free.Promise.HeldDays, free.Promise.Broken).ShouldBe((null, 5, 0));
        free.Reminders.Single(reminder => reminder.EventType == "PromiseBroken").DueAt.ShouldBe(Files.Monday.AddHours(-9).AddDays(16));
        promised.With("ComplaintFiled", new { category = "CALLS" }, Files.Monday.AddDays(2)).Reminders.ShouldContain(reminder => reminder.EventType == "PromiseBroken");
    }

    [Fact]
    public void T13_What_was_promised_is_not_broken_once_it_was_met_or_a_plan_has_taken_its_place()
    {
        var promised = Files.Open().With("PromiseMade", new { amount = 500, date = Files.Day(7) });

        var met = promised.With("PaymentReceived", new { amount = 500 });
        met.Reminders.ShouldBeEmpty();
        met.With("PromiseBroken", new { key = "1" }, Files.Monday.AddDays(11)).Promise.Broken.ShouldBe(0);
        promised.Agreed(new(4, 25_000, new DateOnly(2031, 3, 23), 100_000)).Reminders.ShouldNotContain(reminder => reminder.EventType == "PromiseBroken");
    }

    [Fact]
    public void S23_A_hold_that_a_case_begins_with_has_the_clock_of_its_kind()
    {
        var file = Begun("holds", new[] { "DISPUTE", "HARDSHIP", "DECEASED" });

        file.Hold.Open.Select(open => (open.Hold, open.Until)).ShouldBe([(Hold.Dispute, Files.Monday.AddDays(15)), (Hold.Hardship, null), (Hold.Deceased, null)]);
        file.Reminders.Select(reminder => (reminder.EventType, reminder.Key, reminder.DueAt)).ShouldBe([("HoldExpired", "DISPUTE", Files.Monday.AddDays(15))]);
        file.With("DisputeResolved", new { result = "REJECTED", answerRef = "doc:answer" }, Files.Monday.AddDays(1)).Hold.Reviews.ShouldHaveSingleItem().Hold.ShouldBe(Hold.Dispute);
    }

    private static CaseFile Begun(string section, object said)
    {
        var body = JsonSerializer.SerializeToNode(new { schema = StartCaseBody.Schema, timezone = "Asia/Shanghai", debt = new { currency = "CNY", principal = 100_000, interest = 0, penalty = 0, fees = 0, total = 100_000, dpd = 20 } })!;
        body[section] = JsonSerializer.SerializeToNode(said);
        return (CaseFile)Files.Folder.Open(JsonSerializer.SerializeToElement(body), Files.Monday);
    }

    [Fact]
    public void A_delivered_message_neither_fails_nor_reaches()
    {
        CaseFile Tried(params string[] results) => results.Aggregate(Files.Open(), (file, result) => file.With("ContactAttempted", new { channel = "SMS", result }));

        Tried("NO_ANSWER", "DELIVERED", "NO_ANSWER").Contact.FailuresInRow.ShouldBe(2);
        Tried("NO_ANSWER", "UNDELIVERED", "NO_ANSWER").Contact.FailuresInRow.ShouldBe(3);
        Tried("NO_ANSWER", "ANSWERED", "NO_ANSWER").Contact.FailuresInRow.ShouldBe(1);
    }

    private static long Part(Debt debt, string name) => name switch { "FEES" => debt.Fees, "INTEREST" => debt.Interest, "PENALTY" => debt.Penalty, _ => debt.Principal };
}
