using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Definitions.Liveness.Loan;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Definitions.Liveness;

public sealed class LivenessTests
{
    [Fact]
    public void A_machine_that_breaks_no_rule_has_no_faults() => Faults(With()).ShouldBeEmpty();

    [Fact]
    public void A_state_from_which_no_end_can_be_reached_is_a_fault()
    {
        string[] closing = ["judged", "paid", "died", "insolvent", "upheld"];

        Faults(Machine(States, [.. Ways.Where(way => !closing.Contains(way.Key)), Way("LegalReferred", "LegalReferred", On("CourtMilestone"))], id: "loan"))[0].ShouldBe("Intake: From state 'Intake' no way leads to an end of the case. Add a transition that comes to an end.");
    }

    [Fact]
    public void A_state_that_ends_the_case_without_saying_so_is_a_fault() =>
        Faults(With(Named("Forgotten"), Way("VisitReview", "Forgotten", On("CaseRecalled")))).ShouldBe(
            ["Intake → RemoteContact → VisitReview → Forgotten: State 'Forgotten' has no exit, so the case ends in it. If that is meant, mark it \"final\": true or call it 'Closed…'; else add a way out. "
                + "A definition that only runs inside another one is usable as an activity: say so in its options."]);

    [Fact]
    public void A_state_that_is_marked_final_ends_the_case_whatever_it_is_called() =>
        Faults(With([State("Forgotten") with { IsMeantFinal = true }], Way("VisitReview", "Forgotten", On("CaseRecalled")))).ShouldBeEmpty();

    [Fact]
    public void A_state_without_a_clock_of_its_own_or_around_it_is_a_fault() =>
        Faults(Without("stalled")).ShouldContain(
            "Intake → RemoteContact → VisitReview: State 'VisitReview' has no clock: a case can wait in it for ever. Add a Doorstep.Deadline, here or around it.");

    private const string Pending = "Intake → RemoteContact → VisitReview → AppointmentPending";

    private const string Legal = "Intake → RemoteContact → HardshipAssessment → LegalReview";

    [Theory]
    [InlineData("paid", "payment (T42)", "'PaymentReceived'")]
    [InlineData("died", "death (T45)", "'CustomerDeceased'")]
    [InlineData("insolvent", "insolvency (T46)", "'InsolvencyOpened'")]
    [InlineData("upheld", "dispute (T47)", "'DisputeResolved' or 'DisputeRaised'")]
    public void What_may_always_happen_is_taken_everywhere(string key, string fact, string events) =>
        Faults(Without(key)).ShouldBe([$"Intake: State 'Intake' and 9 more (Intake → RemoteContact; Intake → ManualIntervention; Intake → RemoteContact → VisitReview; Intake → RemoteContact → HardshipAssessment; {Pending}; {Legal}; {Pending} → AppointmentConfirmed; {Legal} → LegalReferred; {Pending} → AppointmentConfirmed → VisitInProgress) does not take {fact}. Add a transition from '*' that waits for {events}."]);

    [Fact]
    public void A_fact_that_one_state_alone_does_not_take_is_a_fault_of_that_state()
    {
        var without = States.Where(state => state.Name is not ("Intake" or "VisitReview" or "ClosedPaid" or "ClosedHandedOver")).Select(state => Way(state.Name, "ClosedPaid", On("PaymentReceived")));

        Faults(Machine(States, [.. Ways.Where(way => way.Key != "paid"), Way("Intake", "ClosedPaid", On("PaymentReceived")), .. without], id: "loan")).ShouldBe(
            ["Intake → RemoteContact → VisitReview: State 'VisitReview' does not take payment (T42). Add a transition from '*' that waits for 'PaymentReceived'."]);
    }

    [Fact]
    public void S64_a_way_to_a_visit_without_approval_shows_its_path() =>
        Faults(With(Way("RemoteContact", "AppointmentPending", On("Hurry")))).ShouldBe(
            ["Intake → RemoteContact → AppointmentPending → AppointmentConfirmed → AppointmentConfirmed: This way reaches a visit without an approved review (T17, G7). "
                + "Let a way wait for 'VisitReviewed' with the condition event.data.decision == 'APPROVED'."]);

    [Theory]
    [InlineData(null)]
    [InlineData("event.data.decision != 'REFUSED'")]
    [InlineData("event.data.decision == 'APPROVED' || now > 0")]
    [InlineData("event.data.decision == 'APPROVED' ? true : true")]
    [InlineData("event.data.decision == 'REFUSED'")]
    [InlineData("event.data.decision == 'APPROVED', true")]
    [InlineData("true /* && event.data.decision == 'APPROVED' */")]
    public void A_review_that_does_not_ask_for_the_approval_is_none(string? condition) =>
        Faults(With(Way("VisitReview", "AppointmentPending", On("VisitReviewed"), condition is null ? null : Asks(condition), key: "soft"))).ShouldHaveSingleItem()
            .ShouldStartWith("Intake → RemoteContact → VisitReview → AppointmentPending → AppointmentConfirmed → AppointmentConfirmed: This way reaches a visit without an approved review");

    [Fact]
    public void A_way_to_a_visit_without_a_confirmed_appointment_shows_its_path() =>
        Faults(With(Way("AppointmentPending", "VisitInProgress", Yes, VisitAllowed))).ShouldHaveSingleItem()
            .ShouldStartWith("Intake → RemoteContact → VisitReview → AppointmentPending → VisitInProgress: This way reaches a visit without a confirmed appointment (T19, G9).");

    [Fact]
    public void An_appointment_that_was_moved_has_to_be_confirmed_anew() =>
        Faults(With(Way("AppointmentConfirmed", "AppointmentConfirmed", On("AppointmentRescheduled"), key: "moved"))).ShouldHaveSingleItem()
            .ShouldEndWith("AppointmentConfirmed → AppointmentConfirmed → AppointmentConfirmed: This way reaches a visit without a confirmed appointment (T19, G9). Let a way wait for 'AppointmentConfirmed'; after 'AppointmentRescheduled' it is needed anew.");

    [Fact]
    public void A_second_visit_needs_its_own_approval_and_its_own_appointment()
    {
        var faults = Faults(With(Named("Later"), Way("VisitInProgress", "Later", On("VisitAborted")), Way("Later", "VisitInProgress", Yes, VisitAllowed)));

        faults.Length.ShouldBe(2);
        faults[0].ShouldContain("VisitInProgress → Later → VisitInProgress: This way reaches a visit without an approved review");
        faults[1].ShouldContain("VisitInProgress → Later → VisitInProgress: This way reaches a visit without a confirmed appointment");
    }

    [Theory]
    [InlineData("VISIT")]
    [InlineData(null)]
    public void A_visit_that_is_planned_before_it_is_approved_shows_its_path(string? kind) =>
        Faults(With(Way("VisitReview", "VisitReview", On("Impatient"), then: new PlansAct(kind)))).ShouldContain(
            fault => fault.StartsWith("Intake → RemoteContact → VisitReview → VisitReview: This way reaches a visit without an approved review", StringComparison.Ordinal));

    [Fact]
    public void S41_a_way_to_a_court_without_a_hardship_offer_shows_its_path() =>
        Faults(With(Way("VisitReview", "LegalReview", On("VisitReportReviewed")))).ShouldBe(
            ["Intake → RemoteContact → VisitReview → LegalReview → LegalReview: This way reaches a legal referral without a hardship offer (S41, G12). "
                + "Lead it through a state where hardship is assessed or an offer is open, or plan an act with the template 'hardshipInvitation' on the way."]);

    [Theory]
    [InlineData("event.data.decision == 'REFER'")]
    [InlineData("event.data.decision == 'REFER' && event.data.by != event.data.by")]
    [InlineData("event.data.decision == 'REFER' && !!event.data.secondBy")]
    [InlineData("!!event.data.by && !!event.data.secondBy && event.data.by != event.data.secondBy")]
    public void T51_a_referral_that_one_person_alone_may_ask_for_shows_its_path(string condition) =>
        Faults(With(Way("LegalReview", "LegalReview", On("LegalReviewed"), Asks(condition), new PlansAct("LEGAL_REFERRAL"), key: "alone"))).ShouldHaveSingleItem().ShouldBe(
            "Intake → RemoteContact → HardshipAssessment → LegalReview → LegalReview: This way reaches a legal referral without a review by two people (T51, G12). "
                + "Let a way wait for 'LegalReviewed' with the condition event.data.decision == 'REFER' && case.legal.referral.hasTwo, or !!event.data.by && !!event.data.secondBy && event.data.by != event.data.secondBy.");

    [Fact]
    public void An_invitation_on_the_way_is_a_hardship_offer() =>
        Faults(With(Way("VisitReview", "LegalReview", On("VisitReportReviewed"), then: new Offers("hardshipInvitation")))).ShouldBeEmpty();

    [Fact]
    public void A_way_to_a_court_that_one_person_alone_decides_shows_its_path() =>
        Faults(With(Way("HardshipAssessment", "LegalReview", On("GoOn")))).ShouldHaveSingleItem().ShouldStartWith(
            "Intake → RemoteContact → HardshipAssessment → LegalReview → LegalReferred: This way reaches 'LEGAL_REFERRED' with fewer than 2 decisions of people (T51, G12). Put a review in between");

    [Fact]
    public void T23_a_visit_that_begins_without_the_guards_yes_shows_its_path() =>
        Faults(With(Way("AppointmentConfirmed", "VisitInProgress", On("VisitCheckedIn"), key: "hurry"))).ShouldBe(
            ["Intake → RemoteContact → VisitReview → AppointmentPending → AppointmentConfirmed → VisitInProgress: This way reaches 'VISIT_IN_PROGRESS' without the guards' yes (T23, G1 G2 G4 G8 G9 G17). "
                + "Plan a VISIT with Doorstep.PlanAct, and let the way wait for 'ActDecided' with the condition event.data.kind == 'VISIT' && event.data.allowed."]);

    [Theory]
    [InlineData("event.data.kind == 'VISIT'")]
    [InlineData("event.data.kind == 'VISIT' && !event.data.allowed")]
    [InlineData("event.data.kind == 'CALL' && event.data.allowed")]
    [InlineData("event.data.kind == 'VISIT' && event.data.allowed || true")]
    [InlineData("event.data.allowed")]
    [InlineData("event.data.kind == 'VISIT' && event.data.allowed ?? true")]
    public void A_decision_that_is_no_yes_to_a_visit_begins_none(string condition) =>
        Faults(With(Way("AppointmentConfirmed", "VisitInProgress", Yes, Asks(condition), key: "hurry"))).ShouldHaveSingleItem().ShouldContain("without the guards' yes");

    [Fact]
    public void T51_a_referral_without_the_guards_yes_shows_its_path() =>
        Faults(With(Way("LegalReview", "LegalReferred", On("LegalReviewed"), key: "hurry"))).ShouldHaveSingleItem().ShouldContain("LegalReview → LegalReferred: This way reaches 'LEGAL_REFERRED' without the guards' yes (T51, G12).");

    [Fact]
    public void What_goes_out_past_the_guards_shows_its_path_and_what_would_do()
    {
        Faults(With(Way("VisitReview", "VisitReview", On("Impatient"), then: new Sends("FinalNoticeRequested")))).ShouldBe(
            ["Intake → RemoteContact → VisitReview → VisitReview: 'FinalNoticeRequested' goes out here past the guards: it is no task of the house. "
                + "Whatever reaches a person or an institution outside is an act: use Doorstep.PlanAct."]);
        Faults(With([State("Letters", new Sends("InterventionRequsted"))], Way("VisitReview", "Letters", On("Write")), Way("Letters", "VisitReview", On("Written")))).ShouldHaveSingleItem().ShouldStartWith(
            "Intake → RemoteContact → VisitReview → Letters: 'InterventionRequsted' goes out here past the guards: it is no task of the house (did you mean 'InterventionRequested'?).");
    }

    [Fact]
    public void What_goes_out_under_a_name_that_only_the_case_knows_is_a_fault() =>
        Faults(With(Way("VisitReview", "VisitReview", On("Impatient"), then: new Sends(null)))).ShouldHaveSingleItem().ShouldContain("The name of an event that goes out here depends on the case");

    [Fact]
    public void A_task_of_the_house_may_go_out() =>
        Faults(With(Way("VisitReview", "VisitReview", On("Impatient"), then: new Sends("InterventionRequested")))).ShouldBeEmpty();

    [Fact]
    public void A_loop_of_timers_shows_where_it_goes_round() =>
        Faults(With(Way("HardshipAssessment", "RemoteContact", Within("P20D")))).ShouldBe(
            ["RemoteContact → HardshipAssessment → RemoteContact: This loop goes round by itself: it waits for no event and has no end. Wait for an event in it, or count: let one of its ways ask that a variable is under a whole number of at most 100 (variables.Rounds < 3), set it to itself and one more on that very way (variables.Rounds + 1), and write it nowhere else in the loop."]);

    [Fact]
    public void A_loop_of_an_event_that_the_definition_raises_itself_goes_round_by_itself() =>
        Faults(With(Way("VisitReview", "VisitReview", On("Tick"), then: new Tells("Tick")))).ShouldHaveSingleItem().ShouldStartWith("VisitReview → VisitReview: This loop goes round by itself");

    [Fact]
    public void A_loop_that_counts_has_an_end_and_one_that_asks_for_something_else_has_none()
    {
        Transition Loop(string condition) => Way("HardshipAssessment", "RemoteContact", Within("P20D"), Asks(condition), new Says("Reminded", "Rounds") { Value = "variables.Rounds + 1" });

        Faults(With(Loop("variables.Rounds < 3"))).ShouldBeEmpty();
        Faults(With(Loop("variables.RoundsOfOthers < 3"))).ShouldHaveSingleItem().ShouldContain("goes round by itself");
    }

    [Fact]
    public void A_loop_that_asks_nobody_is_a_fault_even_in_one_state() =>
        Faults(With(Way("VisitReview", "VisitReview", Within("P1D")))).ShouldHaveSingleItem().ShouldStartWith("VisitReview → VisitReview: This loop");

    [Fact]
    public void A_loop_through_a_hold_and_back_is_seen() =>
        Faults(With(Named("OnHold"), Way("*", "OnHold", Within("P1D"), key: "hold"), Way("OnHold", "^", Within("P1D")))).ShouldContain(
            fault => fault.StartsWith("Intake → OnHold → Intake: This loop", StringComparison.Ordinal));

    [Fact]
    public void A_timer_longer_than_its_state_may_wait_is_a_fault() =>
        Faults(With(Way("VisitReview", "RemoteContact", Within("P11D"), key: "late"))).ShouldBe(
            ["Intake → RemoteContact → VisitReview: The timer of 'late' runs P11D, longer than 'VisitReview' may wait. Write P10D or less."]);

    [Fact]
    public void A_maximum_given_by_the_caller_counts() =>
        Faults(With(), LivenessRules.Default with { TimerMax = LivenessRules.Maxima(("REMOTE_CONTACT", "P27D")) }).ShouldHaveSingleItem().ShouldContain("The timer of 'silent' runs P28D");

    [Fact]
    public void A_maximum_that_is_no_span_of_time_is_told_at_once() => Should.Throw<ArgumentException>(() => LivenessRules.Maxima(("ESCALATED", "a week"))).Message.ShouldContain("'a week' of 'ESCALATED'");

    [Fact]
    public void Every_event_by_which_a_reviewer_or_supervisor_decides_counts_as_a_decision_but_no_override_for_nobody_waits_for_that() =>
        Workflows.Collections.Facts.FactCatalogue.Kinds.Values.Where(kind => kind.From is "reviewer" or "supervisor" && !kind.IsOnlyByHouse).Select(kind => kind.Name).ShouldBe(LivenessRules.Default.Decisions, ignoreOrder: true);

    [Fact]
    public void Every_event_by_which_a_state_is_known_and_every_reported_one_is_in_the_catalogue() =>
        Stages.OfLoans.Concat(LivenessRules.Default.Reported).Except(Workflows.Collections.Facts.FactCatalogue.Names).ShouldBeEmpty();

    [Theory]
    [InlineData("event.data.decision == 'REFER' && !!case.legal.referral && case.legal.referral.hasTwo && (now > 0 || true)")]
    [InlineData("(event.data.decision == 'REFER' && (!!case.legal.referral && case.legal.referral.hasTwo)) && true")]
    public void T51_two_people_that_the_file_knows_are_a_review_by_two(string condition) =>
        Faults(With(Way("LegalReview", "LegalReview", On("LegalReviewed"), Asks(condition), new PlansAct("LEGAL_REFERRAL"), key: "two"))).ShouldBeEmpty();

    [Theory]
    [InlineData("PT1S")]
    [InlineData("PT23H")]
    public void T18_a_review_that_a_short_clock_ends_shows_its_path(string span) =>
        Faults(With(Way("VisitReview", "RemoteContact", Within(span), key: "hasty"))).ShouldHaveSingleItem().ShouldBe(
            $"Intake → RemoteContact → VisitReview → RemoteContact: 'hasty' ends the waiting for 'VisitReviewed' after {span}, before a person can decide (T18). Write P1D or more, or name the review's length of the policy pack.");

    [Fact]
    public void T18_a_review_that_is_left_at_once_or_after_a_time_that_nobody_knows_shows_its_path()
    {
        Faults(With(Way("VisitReview", "RemoteContact", key: "hasty"))).ShouldContain(
            "Intake → RemoteContact → VisitReview → RemoteContact: 'hasty' leaves the state at once, and a person decides there ('VisitReviewed', T18). Let it wait for the decision.");
        Faults(With(Way("VisitReview", "RemoteContact", Within("variables.Soon"), key: "hasty"))).ShouldHaveSingleItem().ShouldContain("after a time that depends on the case ('after variables.Soon')");
    }

    [Fact]
    public void T18_no_clock_approves_whatever_its_length() =>
        Faults(With(Way("VisitReview", "AppointmentPending", Within("P9D"), key: "silence"))).ShouldBe(
        [
            "Intake → RemoteContact → VisitReview → AppointmentPending: 'silence' takes a case by itself where 'APPROVED' of 'VisitReviewed' would take it (T18, b.1 rule 9). Let it wait for the decision, or lead it to a person.",
            "Intake → RemoteContact → VisitReview → AppointmentPending → AppointmentConfirmed → AppointmentConfirmed: This way reaches a visit without an approved review (T17, G7). "
                + "Let a way wait for 'VisitReviewed' with the condition event.data.decision == 'APPROVED'.",
        ]);

    [Theory]
    [InlineData("HoldExpired")]
    [InlineData("ActDecided")]
    [InlineData("GoOn")]
    public void T18_nor_does_a_clock_of_the_house_or_what_the_machine_says_to_itself(string heard) =>
        Faults(With(
            [State("Aside")], Way("VisitReview", "Aside", Within("P9D"), key: "silence"), Way("Aside", "AppointmentPending", On(heard), key: "on"), Way("Aside", "RemoteContact", Within("P9D"), key: "aside-late"), Way("Intake", "Intake", On("Ping"), then: new Tells("GoOn"), key: "ping")))
            .ShouldContain(fault => fault.Contains("'silence' takes a case by itself where 'APPROVED' of 'VisitReviewed' would take it", StringComparison.Ordinal));

    [Fact]
    public void A_clock_of_the_whole_case_ends_no_review_early_either() =>
        Faults(With(Way("*", "ClosedHandedOver", Within("PT1H"), key: "gone"))).ShouldContain(fault => fault.Contains("'gone' ends the waiting for 'VisitReviewed' after PT1H", StringComparison.Ordinal));

    [Theory]
    [InlineData("VisitReviewed")]
    [InlineData("AppointmentConfirmed")]
    [InlineData("PaymentReceived")]
    public void A_definition_that_says_what_only_somebody_else_can_say_shows_where(string name) =>
        Faults(With(Way("RemoteContact", "RemoteContact", On("Impatient"), then: new Tells(name)))).ShouldContain(
            $"Intake → RemoteContact → RemoteContact: '{name}' is told to a case here as if it had happened. Whoever saw it reports it; a definition tells a case only events of its own.");

    [Fact]
    public void What_a_case_is_told_under_a_name_that_only_the_case_knows_is_a_fault() =>
        Faults(With(Way("RemoteContact", "RemoteContact", On("Impatient"), then: new Tells(null)))).ShouldHaveSingleItem().ShouldContain("The name of an event that a case is told here depends on the case");

    [Fact]
    public void What_a_state_says_it_is_never_gives_it_more_time_than_what_it_does()
    {
        var declared = State("Waiting") with { Stage = "PLAN_ACTIVE" };

        Faults(With([declared], Way("RemoteContact", "Waiting", On("Wait")), Way("Waiting", "RemoteContact", Within("P59M"), key: "late"))).ShouldBeEmpty();
        Faults(With([declared], Way("RemoteContact", "Waiting", On("Wait")), Way("Waiting", "RemoteContact", Within("P59M"), key: "late"), Way("Waiting", "RemoteContact", On("LegalReviewed")))).ShouldHaveSingleItem()
            .ShouldBe("Intake → RemoteContact → Waiting: The timer of 'late' runs P59M, longer than 'Waiting' may wait. Write P28D or less.");
        Faults(With([State("Waiting")], Way("RemoteContact", "Waiting", On("Wait")), Way("Waiting", "RemoteContact", Within("P61D"), key: "late"))).ShouldHaveSingleItem()
            .ShouldEndWith("longer than 'Waiting' may wait. Write P60D or less, or say by its \"stage\" what the state is.");
    }

    [Fact]
    public void What_plans_an_act_is_a_loans_whatever_its_states_are_called()
    {
        var machine = Machine([State("A", new PlansAct("SMS")), State("B")], [Way("A", "B", On("Done"))], id: "small");

        Faults(machine).ShouldContain(fault => fault.StartsWith("A: State 'A' does not take payment (T42).", StringComparison.Ordinal));
        Faults(machine).ShouldContain(fault => fault.StartsWith("A: State 'A' has no clock", StringComparison.Ordinal));
    }

    private static Trigger Yes => On("ActDecided");

    private static Expression VisitAllowed => Asks("event.data.kind == 'VISIT' && event.data.allowed");

    [Fact]
    public void A_machine_too_large_to_check_is_told_so() =>
        Faults(With(), LivenessRules.Default with { PlacesMax = 5 }).ShouldBe(["Intake: 'loan' has more than 5 places with everything inside it, too many to check. Cut it into fewer or smaller submachines."]);
}
