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

        var answered = raised.With("DisputeResolved", new { result = "REJECTED", answerRef = "doc:answer" }, Files.Monday.AddDays(-1));

        (answered.Rights.OpenDisputes.Count(), answered.Hold.Reviews.Count()).ShouldBe((1, 0));
        raised.With("DisputeResolved", new { result = "REJECTED", answerRef = "doc:answer" }).ShouldSatisfyAllConditions(file => file.Rights.OpenDisputes.ShouldBeEmpty(), file => file.Hold.Reviews.Count().ShouldBe(1));
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
    public void A_wish_not_to_be_contacted_whose_clock_is_ahead_is_lifted_by_what_the_house_hears_after_it_and_a_lift_that_is_ahead_by_a_new_wish()
    {
        var now = Files.Monday;
        var ceased = Heard(Files.Open(), "CeaseContactRequested", "{}", happened: now.AddMinutes(5), heard: now);
        var lifted = Heard(ceased, "ContactAllowedAgain", "{}", happened: now.AddMinutes(1), heard: now.AddMinutes(1));
        (ceased.Hold.Reviews.Count(), lifted.Hold.Reviews.Count()).ShouldBe((0, 1));

        var ahead = Heard(ceased, "ContactAllowedAgain", "{}", happened: now.AddMinutes(6), heard: now.AddMinutes(1));
        var again = Heard(ahead, "CeaseContactRequested", "{}", happened: now.AddMinutes(2), heard: now.AddMinutes(2));
        (ahead.Hold.Reviews.Count(), again.Hold.Reviews.Count(), again.Hold.Has(Hold.CeaseContact)).ShouldBe((1, 0, true), "under review it could be let go");

        var closed = Heard(Files.Open(), "CeaseContactRequested", """{"channels":["CALL"]}""", happened: now.AddMinutes(5), heard: now);
        closed.Customer.HasOptedOut(Channel.Call).ShouldBeTrue();
        Heard(closed, "PreferenceChanged", """{"optOut":[]}""", happened: now.AddMinutes(1), heard: now.AddMinutes(1)).Customer.HasOptedOut(Channel.Call).ShouldBeFalse();
    }

    [Fact]
    public void S32_A_choice_that_is_heard_of_late_undoes_no_newer_one_and_still_says_what_no_newer_one_has_said()
    {
        var chosen = Files.Open().With("PreferenceChanged", new { optOut = new[] { "SMS" }, notBefore = "10:00" }, Files.Monday.AddHours(2));

        var late = chosen.With("PreferenceChanged", new { optOut = Array.Empty<string>(), language = "en" }, Files.Monday.AddHours(1));

        (late.Customer.HasOptedOut(Channel.Sms), late.Customer.Language, late.Customer.Preferences!.NotBefore).ShouldBe((true, "en", "10:00"));
        var again = (CaseFile)Files.Folder.Read(late.ToJson());
        again.With("PreferenceChanged", new { optOut = Array.Empty<string>() }, Files.Monday.AddHours(1)).Customer.HasOptedOut(Channel.Sms).ShouldBeTrue("the file remembers when");
        again.With("PreferenceChanged", new { optOut = Array.Empty<string>() }, Files.Monday.AddHours(3)).Customer.HasOptedOut(Channel.Sms).ShouldBeFalse();
        Files.Folder.Repeats(chosen, new WorkflowEvent.Raised("e-2", "PreferenceChanged", Files.Monday.AddHours(1), Values.Parse("""{"optOut":[]}""")))
            .ShouldBe("'PreferenceChanged' of 2031-03-03T02:00:00.000Z is heard of late: the customer has chosen otherwise since, and the later choice stands.");
        Files.Folder.Repeats(chosen, new WorkflowEvent.Raised("e-2", "PreferenceChanged", Files.Monday.AddHours(1), Values.Parse("""{"language":"en"}"""))).ShouldBeNull();
    }

    [Fact]
    public void S32_A_choice_from_before_the_wish_to_be_left_alone_on_a_channel_does_not_open_it_again() =>
        Files.Open().With("CeaseContactRequested", new { channels = new[] { "CALL" } }, Files.Monday.AddHours(2)).With("PreferenceChanged", new { optOut = Array.Empty<string>() }, Files.Monday.AddHours(1))
            .Customer.HasOptedOut(Channel.Call).ShouldBeTrue();

    [Theory]
    [InlineData("UPHELD")]
    [InlineData("CORRECTED")]
    public void T47_An_answer_that_answers_no_objection_is_kept_and_changes_nothing(string result)
    {
        var answer = new WorkflowEvent.Raised("e-2", "DisputeResolved", Files.Monday, Values.Parse($$"""{"result":"{{result}}"}"""));

        Files.Folder.Fold(Files.Open(), answer, Files.Monday).ShouldBe(Files.Open(), "a bureau is told nothing of it either (G5)");
        Files.Folder.Repeats(Files.Open(), answer).ShouldNotBeNull().ShouldStartWith($"No objection was open at 2031-03-03T01:00:00.000Z, so 'DisputeResolved' ({result}) answers none");
        var open = Files.Open();
        Files.Folder.Tallies(open, Files.Folder.Fold(open, answer, Files.Monday), answer).ShouldBeEmpty("nobody was found to be right");
        Files.Folder.Repeats(Files.Open().With("DisputeRaised", new { }), answer).ShouldBeNull();
        Files.Folder.Repeats(Files.Open().With("DisputeRaised", new { }).With("DisputeResolved", new { result = "REJECTED", answerRef = "doc:answer" }), answer).ShouldNotBeNull("it is answered; whoever objects again says so");
    }

    [Theory]
    [InlineData(15, 500, "it is more than 14 days ahead. A day until 2031-03-17 counts")]
    [InlineData(-1, 500, "that day is over. A day from 2031-03-03 to 2031-03-17 counts.")]
    [InlineData(7, 100_001, "1000.00 is owed. An amount up to that counts.")]
    public void T5_A_promise_that_opens_nothing_says_why_and_what_would(int days, long amount, string why)
    {
        var promised = new WorkflowEvent.Raised("e-2", "PromiseMade", Files.Monday, System.Text.Json.JsonSerializer.SerializeToElement(new { amount, date = Files.Day(days) }));

        Files.Folder.Repeats(Files.Open(), promised).ShouldNotBeNull().ShouldContain(why);
        ((CaseFile)Files.Folder.Fold(Files.Open(), promised, Files.Monday)).Promise.Number.ShouldBe(0);
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
