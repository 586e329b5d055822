using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Collections;

/// <summary>Facts that are heard of long after they happened (b.1 rule 6).</summary>
public sealed class LateFactTests
{
    [Theory]
    [InlineData("DisputeRaised", """{"creditData":true}""", 20)]
    [InlineData("DisputeRaised", "{}", 15)]
    [InlineData("ComplaintFiled", "{}", 15)]
    public void S23_A_dispute_from_long_ago_has_its_whole_time_from_when_the_house_hears_of_it(string type, string data, int days)
    {
        var file = Heard(Files.Open(), type, data, happened: Files.Monday.AddDays(-60), heard: Files.Monday);

        var open = file.Hold.Open.ShouldHaveSingleItem();
        (open.Since, open.Until).ShouldBe((Files.Monday.AddDays(-60), Files.Monday.AddDays(days)));
        file.Reminders.ShouldHaveSingleItem().DueAt.ShouldBe(Files.Monday.AddDays(days));
    }

    [Fact]
    public void S23_An_answer_from_before_an_objection_does_not_answer_it()
    {
        var raised = Files.Open().With("DisputeRaised", new { ground = "AMOUNT" });

        var answered = raised.With("DisputeResolved", new { result = "REJECTED" }, Files.Monday.AddDays(-1));

        (answered.Rights.OpenDisputes.Count(), answered.Hold.Reviews.Count()).ShouldBe((1, 0));
        raised.With("DisputeResolved", new { result = "REJECTED" }).ShouldSatisfyAllConditions(file => file.Rights.OpenDisputes.ShouldBeEmpty(), file => file.Hold.Reviews.Count().ShouldBe(1));
    }

    [Fact]
    public void A_wish_not_to_be_contacted_is_not_lifted_by_an_older_permission_that_is_heard_of_late()
    {
        var ceased = Files.Open().With("CeaseContactRequested", new { }, Files.Monday.AddHours(2));

        var told = ceased.With("ContactAllowedAgain", new { }, Files.Monday.AddHours(1));

        told.Hold.Reviews.ShouldBeEmpty();
        told.Latest.ShouldNotContainKey("ContactAllowedAgain");
        Files.Folder.Repeats(ceased, new WorkflowEvent.Raised("e-2", "ContactAllowedAgain", Files.Monday.AddHours(1), default))
            .ShouldBe("'ContactAllowedAgain' of 2031-03-03T02:00:00.000Z is heard of late: 'CeaseContactRequested' of 2031-03-03T03:00:00.000Z says how it is now.");
        ceased.With("ContactAllowedAgain", new { }, Files.Monday.AddHours(3)).Hold.Reviews.Count().ShouldBe(1);
    }

    [Fact]
    public void An_attempt_that_failed_before_the_customer_was_reached_is_no_failure_since()
    {
        var reached = Files.Open().With("ContactOutcome", new { result = "RIGHT_PARTY" }, Files.Monday.AddHours(5));

        var late = reached.With("ContactAttempted", new { channel = "CALL", result = "INVALID_NUMBER" }, Files.Monday.AddHours(4));

        (late.Contact.Attempts, late.Contact.FailuresInRow, late.Contact.HasInvalidNumber).ShouldBe((1, 0, false));
        reached.With("ContactAttempted", new { channel = "CALL", result = "INVALID_NUMBER" }, Files.Monday.AddHours(6)).Contact.HasInvalidNumber.ShouldBeTrue();
    }

    [Fact]
    public void A_payment_that_kept_a_promise_in_time_keeps_it_also_when_it_is_heard_of_after_the_grace()
    {
        var promised = Files.Open().With("PromiseMade", new { amount = 500, date = Files.Day(7) });

        var heard = Heard(promised, "PaymentReceived", """{"amount":500}""", happened: Files.Monday.AddDays(9), heard: Files.Monday.AddDays(12));

        heard.With("PromiseMade", new { amount = 500, date = Files.Day(20) }, Files.Monday.AddDays(13)).Promise.ShouldSatisfyAllConditions(promise => promise.Kept.ShouldBe(1), promise => promise.Broken.ShouldBe(0));
    }

    private static CaseFile Heard(CaseFile file, string type, string data, DateTimeOffset happened, DateTimeOffset heard) =>
        (CaseFile)Files.Folder.Fold(file, new WorkflowEvent.Raised("e-1", type, happened, Values.Parse(data)), heard);
}
