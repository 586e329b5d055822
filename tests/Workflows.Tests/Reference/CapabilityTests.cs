namespace Doorstep.Workflows.Tests.Reference;

/// <summary>Rows of domain.md a that the machine alone can prove.</summary>
public sealed class CapabilityTests
{
    [Fact]
    public void S1_A_visit_opens_only_after_remote_contact_is_exhausted()
    {
        Play("EscalationReviewed decision=VISIT by=s1 purpose=HEAR → Contact/RemoteContact");
        Play(Scenarios.ToEscalated + """
            EscalationReviewed decision=VISIT by=s1 → Escalated
            EscalationReviewed decision=VISIT purpose=HEAR → Escalated
            EscalationReviewed decision=VISIT by=s1 purpose=HEAR → Visit/VisitReview
            """);
        Play(Scenarios.ToAssessment + """
            IncomeStatementSubmitted left=33333 → Hardship/HardshipAssessment
            HardshipAssessed decision=NO_HARDSHIP by=h1 reason=STEADY → Escalated
            HoldReleased hold=HARDSHIP by=c1 secondBy=c2 → Escalated
            EscalationReviewed decision=VISIT by=s1 purpose=HEAR → Escalated
            """);
    }

    [Fact]
    public void S5_Three_attempts_on_two_channels_on_three_days_exhaust_contact_and_one_less_does_not()
    {
        Play("""
            +1d ContactAttempted channel=CALL result=NO_ANSWER → Contact/RemoteContact
            +1d ContactAttempted channel=SMS result=DELIVERED → Contact/RemoteContact
            +40d → Contact/RemoteContact
            ContactAttempted channel=SMS result=DELIVERED → Escalated
            """);
        Play("""
            +1d ContactAttempted channel=SMS result=DELIVERED → Contact/RemoteContact
            +1d ContactAttempted channel=SMS result=DELIVERED → Contact/RemoteContact
            +1d ContactAttempted channel=SMS result=DELIVERED → Contact/RemoteContact
            +40d → Contact/RemoteContact
            """);
    }

    [Fact]
    public void S9_Two_segments_take_different_ways_on_one_definition_and_a_third_on_another()
    {
        Walk.BeginReminder(dpd: 7).State.ShouldBe("GentleReminder");
        Walk.BeginReminder(dpd: 8).State.ShouldBe("RemoteContact");
        Walk.BeginReminder(dpd: 30).State.ShouldBe("ClosedRecalled");
        Walk.Begin().State.ShouldBe("Contact/RemoteContact");
    }

    [Fact]
    public void S9_No_event_takes_an_early_arrear_to_a_visit_or_to_a_court()
    {
        string[] late = ["VisitReviewed", "VisitCheckedIn", "AppointmentConfirmed", "EscalationReviewed", "LegalReviewed", "EvasionSuspected", "CourtMilestone"];

        ReferenceMachines.OverdueReminder.Family.SelectMany(machine => machine.EventNames).ShouldNotContain(name => late.Contains(name));
    }

    [Fact]
    public void S22_A_refused_visit_ends_at_once_and_closes_the_way_to_another_for_a_month()
    {
        var refused = Play(Scenarios.ToDoor + "+5m VisitRefused → Visit/VisitReporting");

        refused.File.Visits.ClosedUntil.ShouldBe(refused.Now.AddDays(30));
        Play("""
            VisitReportFiled → Visit/VisitReporting
            VisitReportReviewed decision=REMOTE → Contact/RemoteContact
            +29d → Contact/RemoteContact
            +23h → Contact/RemoteContact
            +1h → Escalated
            """, refused).Raise("EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" }).State.ShouldBe("Visit/VisitReview");
    }

    [Fact]
    public void S23_A_dispute_stops_the_clock_of_contact_and_cancels_a_visit_within_a_tick()
    {
        Play("""
            +20d ContactAttempted channel=CALL result=NO_ANSWER → Contact/RemoteContact
            +1d ContactAttempted channel=SMS result=DELIVERED → Contact/RemoteContact
            +1d ContactAttempted channel=CALL result=NO_ANSWER → Contact/RemoteContact
            DisputeRaised ground=AMOUNT → Contact/RemoteContact
            +30d → Contact/RemoteContact
            DisputeResolved result=REJECTED answerRef=a1 → Contact/RemoteContact
            HoldReleased hold=DISPUTE by=c1 → Contact/RemoteContact
            +7d → Contact/RemoteContact
            +1d → Escalated
            """);
        Play(Scenarios.ToAppointment + "+1m DisputeRaised ground=AMOUNT → Escalated\nEscalationReviewed decision=VISIT by=s1 purpose=HEAR → Escalated")
            .Sent.ShouldContain("VisitCancelled");
    }

    [Fact]
    public void S40_Not_being_reached_is_never_evasion()
    {
        Play(Scenarios.ToTracing + """
            +30d → Escalated
            EscalationReviewed decision=EVASION by=s1 → Escalated
            EvasionSuspected kinds=NOT_REACHED|NOT_REACHED → Escalated
            EscalationReviewed decision=EVASION by=s1 → Escalated
            EvasionSuspected kinds=ASSETS_MOVED|NOT_REACHED → Escalated
            EvasionSuspected kinds=ASSETS_MOVED|ASSETS_MOVED → Escalated
            EscalationReviewed decision=EVASION by=s1 → Escalated
            EvasionSuspected kinds=ABLE_TO_PAY| by=nobody → Escalated
            EvasionSuspected kinds=ABLE_TO_PAY| → EvasionReview
            """);
    }

    [Theory]
    [InlineData("LegalReviewed decision=REFER by=l1 secondBy=l1", "one person is not two")]
    [InlineData("LegalReviewed decision=REFER by=l1", "a second person is missing")]
    [InlineData("LegalReviewed decision=REFER by=l1 → Legal/LegalReview\nLegalReviewed decision=REFER by=l1", "the same person twice is one")]
    [InlineData("LegalReviewed decision=REFER by=nobody secondBy=l2", "nobody knows one of them")]
    [InlineData("LegalReviewed decision=REFER by=agent_9 secondBy=l2", "an agent decides on no referral")]
    [InlineData("ComplaintFiled category=CALLS → Legal/LegalReview\nLegalReviewed decision=REFER by=l1 secondBy=l2", "a complaint is open")]
    [InlineData("LimitationRestarted on=2028-03-01 → Legal/LegalReview\nLegalReviewed decision=REFER by=l1 secondBy=l2", "the claim is time-barred")]
    public void S41_A_referral_is_refused_while(string rows, string because) => Play($"{Scenarios.ToLegal}{rows} → Legal/LegalReview").Planned.ShouldNotContain("MESSAGE preAction", because);

    [Theory]
    [InlineData("", "nobody offered help in hardship")]
    [InlineData("ActDecided actId=a1 kind=LETTER purpose=SERVICE allowed=false template=HARDSHIP_INVITATION → Escalated\n", "the offer never left the house")]
    [InlineData("ActDecided actId=a1 kind=LETTER purpose=SERVICE allowed=true template=HARDSHIP_INVITATION → Escalated\nLimitationRestarted on=2028-03-01 → Escalated\n", "the claim is time-barred")]
    public void T15_Nobody_reviews_a_referral_while(string rows, string because) =>
        Play($"{Scenarios.ToEscalated}{rows}EscalationReviewed decision=LEGAL by=s1 → Escalated").State.ShouldBe("Escalated", because);

    [Fact]
    public void T51_Two_persons_may_approve_one_after_the_other_each_in_the_own_name() =>
        Play(Scenarios.ToLegal + "LegalReviewed decision=REFER by=l1 → Legal/LegalReview\n+1d LegalReviewed decision=REFER by=l2 → Legal/NoticeGiven").Planned.ShouldContain("MESSAGE preAction");

    [Fact]
    public void S42_Hardship_beats_a_visit_and_a_court_whichever_is_said_first()
    {
        Play(Scenarios.ToEscalated + "HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment\nEscalationReviewed decision=VISIT by=s1 purpose=HEAR → Hardship/HardshipAssessment");
        Play(Scenarios.ToVisit + "HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment\nVisitReviewed decision=APPROVED by=s2 → Hardship/HardshipAssessment");
        Play(Scenarios.ToLegal + "HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment\nLegalReviewed decision=REFER by=l1 secondBy=l2 → Hardship/HardshipAssessment");
        Play(Scenarios.ToEscalated + """
            HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment
            IncomeStatementSubmitted left=33333 → Hardship/HardshipAssessment
            HardshipAssessed decision=NO_HARDSHIP by=h1 reason=STEADY → Escalated
            EscalationReviewed decision=VISIT by=s1 purpose=HEAR → Escalated
            EscalationReviewed decision=LEGAL by=s1 → Escalated
            +14d → ManualIntervention
            InterventionResolved target=LEGAL by=m1 → ManualIntervention
            HoldReleased hold=HARDSHIP by=c1 → ManualIntervention
            InterventionResolved target=ESCALATED by=m1 → Escalated
            EscalationReviewed decision=LEGAL by=s1 → Legal/LegalReview
            """);
    }

    [Fact]
    public void S52_The_customer_moves_an_appointment_as_often_as_needed_and_the_bank_twice()
    {
        const string Moved = "AppointmentRescheduled by={0} → Visit/AppointmentPending\nAppointmentConfirmed place=HOME → Visit/AppointmentConfirmed\n";
        var moved = Play(Scenarios.ToAppointment + string.Concat(Enumerable.Repeat(Moved.Replace("{0}", "CUSTOMER", StringComparison.Ordinal), 4))
            + string.Concat(Enumerable.Repeat(Moved.Replace("{0}", "BANK", StringComparison.Ordinal), 2)));

        var third = Play("AppointmentRescheduled by=BANK → Visit/AppointmentConfirmed", moved);

        third.File.Visits.Appointment.ShouldBe(moved.File.Visits.Appointment);
        Play("AppointmentDeclined → Escalated", third).State.ShouldBe("Escalated");
    }

    [Fact]
    public void S52_A_customer_who_declines_is_asked_for_no_visit_for_ninety_days()
    {
        var declined = Play(Scenarios.ToInvited + "AppointmentDeclined → Escalated");

        string Asked(int days) => (declined with { Now = declined.Now.AddDays(days) }).Raise("EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" }).State;

        (Asked(0), Asked(89), Asked(90)).ShouldBe(("Escalated", "Escalated", "Visit/VisitReview"));
    }

    [Theory]
    [InlineData("InboundMessage", """{"text":"请你们不要上门","channel":"PORTAL"}""")]
    [InlineData("MessageAnswered", """{"id":"m-1","by":"s1","meant":["NO_VISIT"]}""")]
    public void T20_Whoever_writes_that_nobody_is_to_come_has_declined_and_the_agents_hear_of_it(string type, string data)
    {
        var confirmed = Play(Scenarios.ToAppointment).Raise("InboundMessage", new { text = "synthetic", channel = "PORTAL" }, "m-1");

        var declined = confirmed.Raise(type, System.Text.Json.JsonElement.Parse(data), "a-1");

        (declined.State, declined.File.Visits.Appointment).ShouldBe(("Escalated", null));
        declined.Sent.Except(confirmed.Sent).ShouldContain("VisitCancelled");
        declined.Raise("EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" }).State.ShouldBe("Escalated");
    }

    [Fact]
    public void S55_Where_nothing_is_left_to_pay_with_no_instalment_is_offered_or_taken()
    {
        var relief = Play(Scenarios.ToAssessment + ReliefRows.Stated("Hardship/HardshipAssessment", left: 0) + """
            HardshipAssessed decision=AFFORDABLE by=h1 → Hardship/HardshipAssessment
            HardshipAssessed decision=RELIEF by=h1 → Hardship/PlanOffered
            PlanProposed months=60 instalment=1667 → Hardship/PlanOffered
            """);
        relief.Refused.ShouldBe("G10: the assessment leaves nothing to pay with, so no instalment is affordable. Offer relief.");
        relief.File.Relief.OpenVersion.ShouldBe(0);
    }

    [Fact]
    public void S57_A_customer_who_asks_for_time_gets_an_assessment_a_clock_and_quiet()
    {
        var asked = Play("ReliefRequested kind=DEFERRAL → Hardship/HardshipAssessment");

        asked.File.Holds.ShouldContain("HARDSHIP");
        asked.Snapshot.Deadlines.ShouldContain(armed => armed.Transition == "T32" && armed.DueAt > asked.Now.AddDays(20) && armed.DueAt <= asked.Now.AddDays(21), "the twentieth day is the customer's, whole");
        var later = asked.Pass(TimeSpan.FromDays(39));
        later.Sent.Skip(asked.Sent.Count).ShouldBe(["HardshipAssessmentRequested"]);
        later.Planned.Skip(asked.Planned.Count).ShouldBe(["MESSAGE hardshipInvitation"], "Documents that are late are no refusal: help is offered once more.");
    }

    [Fact]
    public void S58_A_team_breaks_off_whenever_it_wants_and_nobody_is_asked() => Play(Scenarios.ToDoor + "+1m VisitAborted reason=UNSAFE → Visit/VisitReporting");

    [Fact]
    public void S67_A_deadline_of_sixty_months_stands_in_the_stored_case_and_comes_true_on_its_day()
    {
        var plan = Play(Scenarios.ToOffer + ReliefRows.Agreed("Hardship/PlanOffered", "Hardship/PlanActive", "months=60 instalment=1667 firstDue=+80") + "PaymentReceived amount=98353 → Hardship/PlanActive");
        var due = plan.Snapshot.Deadlines.Single(armed => armed.Transition == "T38").DueAt;

        due.ShouldBeGreaterThan(plan.Now.AddMonths(60));
        var last = plan.Pass(due - plan.Now - TimeSpan.FromSeconds(1));
        last.State.ShouldBe("Hardship/PlanActive");
        Play("+1d → Hardship/PlanReview", last).Sent.Count(sent => sent == "PlanCheckRequested").ShouldBe(10);
    }

    [Fact]
    public void S68_A_supervisor_moves_a_stuck_case_but_breaks_no_guard()
    {
        Play(Scenarios.ToIntervention + """
            DisputeRaised ground=AMOUNT → ManualIntervention
            InterventionResolved target=LEGAL by=m1 reason=OLD → ManualIntervention
            InterventionResolved target=ESCALATED by=m1 reason=OLD → Escalated
            EscalationReviewed decision=VISIT by=s1 purpose=HEAR → Escalated
            """);
    }

    [Fact]
    public void S69_A_payment_a_second_before_a_clock_leaves_nothing_to_happen()
    {
        var before = Play(Scenarios.ToEscalated.Replace("+1d → Escalated", "+23h → Contact/RemoteContact", StringComparison.Ordinal)).Pass(TimeSpan.FromSeconds(3599));

        var paid = before.Raise("PaymentReceived", new { amount = Walk.Owed });

        (paid.State, paid.Snapshot.Deadlines.Count(), paid.Snapshot.Reminders.Length).ShouldBe(("ClosedPaid", 0, 0));
        paid.Pass(TimeSpan.FromDays(400)).Sent.Skip(before.Sent.Count).ShouldBe(["CaseClosed"]);
    }

    private static Walk Play(string rows, Walk? from = null) => new Scenario("Capability", rows).Play(from ?? Walk.Begin())[^1];
}
