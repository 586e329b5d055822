using System.Text.Json.Nodes;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Definitions.Liveness;

/// <summary>S64: no renaming of states lets a broken rule through. Each test takes the shipped machine with every state called otherwise and breaks one thing.</summary>
public sealed class RenamedTests
{
    private readonly RenamedFamily _family = new();

    [Theory]
    [InlineData("overdue-visit")]
    [InlineData("overdue-reminder")]
    public void S64_a_machine_whose_states_are_called_otherwise_has_no_faults_as_before(string id) => _family.Faults(id).ShouldBeEmpty();

    [Fact]
    public void S64_T17_a_visit_without_the_approval_is_caught() =>
        Caught(
            _family.Add("visit", Way("VisitReview", "AppointmentPending", OnEvent("Hurry"), name: "hurry")), "a visit without an approved review (T17, G7)",
            "Intake → Escalated → Visit/VisitReview → Visit/AppointmentPending → Visit/AppointmentConfirmed → Visit/AppointmentConfirmed");

    [Fact]
    public void S64_T17_an_approval_that_anybody_may_give_is_caught() =>
        Caught(_family.Change("visit", "T17", way => way["condition"] = null), "a visit without an approved review", "Visit/VisitReview → Visit/AppointmentPending → Visit/AppointmentConfirmed");

    [Fact]
    public void S64_T18_a_visit_that_silence_approves_is_caught() =>
        Caught(_family.Change("visit", "T17", way => (way["trigger"], way["condition"]) = (Deadline("PT1S"), null)), "a visit without an approved review", "Visit/VisitReview → Visit/AppointmentPending → Visit/AppointmentConfirmed");

    [Fact]
    public void S64_T18_a_review_that_ends_after_a_second_is_caught() =>
        Caught(_family.Change("visit", "T18-late", way => way["trigger"] = Deadline("PT1S")), "before a person can decide (T18)", "Escalated → Visit/VisitReview → Visit/Returned");

    [Theory]
    [InlineData("legal", "T52-late", "Legal/LegalReview → Legal/Returned")]
    [InlineData("overdue-visit", "T55-evasion", "EvasionReview → ManualIntervention")]
    [InlineData("overdue-visit", "T55-escalated", "Escalated → ManualIntervention")]
    [InlineData("hardship-plan", "T55-decision", "Hardship/HardshipAssessment → Hardship/ReviewOverdue")]
    public void S64_T18_any_review_that_a_short_clock_ends_is_caught(string id, string key, string path) =>
        Caught(_family.Change(id, key, way => way["trigger"] = Deadline("PT1S")), "before a person can decide (T18)", path);

    [Fact]
    public void S64_T18_a_suspicion_that_a_clock_confirms_is_caught() =>
        Caught(_family.Add("overdue-visit", Way("EvasionReview", "Legal", Deadline("P28D"), name: "silence")), "takes a case by itself where 'SUBSTANTIATED' of 'EvasionReviewed' would take it", "EvasionReview → Legal/Opening");

    [Fact]
    public void S64_T18_a_suspicion_that_two_clocks_confirm_is_caught() =>
        Caught(
            _family.AddState("overdue-visit", "Between").Add("overdue-visit", Way("EvasionReview", "Between", Deadline("P28D"), name: "silence")).Add("overdue-visit", Way("Between", "Legal", Deadline("P1D"), name: "more-silence")),
            "takes a case by itself where 'SUBSTANTIATED' of 'EvasionReviewed' would take it", "EvasionReview → Between");

    [Fact]
    public void S64_T49_S40_a_suspicion_that_nobody_has_is_caught() =>
        Caught(_family.Add("remote-contact", Way("RemoteContact", "EvasionSuspected", Deadline("P20D"), name: "unreached")), "nobody has suspected anything (T49, S40)", "Contact/RemoteContact → Contact/EvasionSuspected");

    [Fact]
    public void S64_T19_a_visit_without_a_confirmed_appointment_is_caught() =>
        Caught(
            _family.Add("visit", Way("AppointmentPending", "VisitInProgress", OnEvent("ActDecided"), Script("event.data.kind == 'VISIT' && event.data.allowed"), name: "hurry")),
            "a visit without a confirmed appointment (T19, G9)", "Visit/VisitReview → Visit/AppointmentPending → Visit/VisitInProgress");

    [Fact]
    public void S64_T19_an_invitation_that_counts_as_an_appointment_is_caught() =>
        Caught(_family.Change("visit", "T19", way => way["trigger"] = Deadline("P7D")), "a visit without a confirmed appointment", "Visit/AppointmentPending → Visit/AppointmentConfirmed → Visit/AppointmentConfirmed");

    [Fact]
    public void S64_T23_a_visit_that_is_planned_on_an_invitation_is_caught()
    {
        _family.State("visit", "AppointmentPending")["entry"] = Activity("Doorstep.PlanAct", ("kind", Literal("VISIT")));

        Caught(_family, "a visit without a confirmed appointment", "Visit/VisitReview → Visit/AppointmentPending");
    }

    [Fact]
    public void S64_T23_an_act_of_a_kind_that_only_the_case_knows_counts_as_a_visit()
    {
        _family.State("visit", "AppointmentPending")["entry"] = Activity("Doorstep.PlanAct", ("kind", Script("case.kindOfAct")));

        Caught(_family, "a visit without a confirmed appointment", "Visit/VisitReview → Visit/AppointmentPending");
    }

    [Fact]
    public void S64_T23_a_visit_without_the_guards_yes_is_caught() =>
        Caught(_family.Change("visit", "T23", way => way["condition"] = Script("event.data.kind == 'VISIT'")), "without the guards' yes (T23", "Visit/AppointmentConfirmed → Visit/VisitInProgress");

    [Fact]
    public void S64_T51_a_referral_without_the_guards_yes_is_caught() =>
        Caught(_family.Change("legal", "T51", way => (way["trigger"], way["condition"]) = (OnEvent("LegalReviewed"), null)), "without the guards' yes (T51, G12)", "Legal/ReferralReady → Legal/LegalReferred");

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\u2028")]
    public void S64_T51_another_line_that_says_true_asks_for_nothing(string end)
    {
        Caught(_family.Change("legal", "T51", way => way["condition"] = Script($"event.data.kind == 'LEGAL_REFERRAL' && event.data.allowed{end}true")), "without the guards' yes (T51, G12)", "Legal/ReferralReady → Legal/LegalReferred");
        _family.Change("legal", "T51", way => way["condition"] = Script($"event.data.kind == 'LEGAL_REFERRAL' &&{end} event.data.allowed")).Faults().ShouldBeEmpty();
    }

    [Fact]
    public void S64_T51_a_referral_that_one_person_decides_is_caught() =>
        Caught(_family.Change("legal", "T51-approved", way => way["condition"] = Script("event.data.decision == 'REFER' && !!event.data.by")), "a legal referral without a review by two people (T51, G12)", "Legal/NoticeGiven → Legal/ReferralReady");

    [Fact]
    public void S64_T51_a_referral_that_time_decides_is_caught() =>
        Caught(_family.Change("legal", "T51-approved", way => (way["trigger"], way["condition"]) = (Deadline("P14D"), null)), "a legal referral without a review by two people", "Legal/NoticeGiven → Legal/ReferralReady");

    [Fact]
    public void S64_S41_a_referral_without_a_hardship_offer_is_caught() =>
        Caught(_family.Change("legal", "open-review", way => way["action"] = null), "a legal referral without a hardship offer (S41, G12)", "Legal/LegalReview → Legal/ReferralReady");

    [Theory]
    [InlineData("T42", "payment (T42)")]
    [InlineData("T45", "death (T45)")]
    [InlineData("T46", "insolvency (T46)")]
    public void S64_what_a_case_no_longer_hears_everywhere_is_caught(string key, string fact) => Caught(_family.Drop("overdue-visit", key), $"does not take {fact}", "");

    [Fact]
    public void S64_T47_the_end_of_a_dispute_that_is_heard_in_some_states_alone_is_caught() => Caught(_family.Drop("overdue-visit", way => (string?)way["from"] == "*" && (string?)way["trigger"]?["eventName"]?["expression"]?["value"] == "DisputeResolved"), "does not take dispute (T47)", "");

    [Fact]
    public void S64_a_payment_that_is_never_taken_is_caught() =>
        Caught(_family.Change("overdue-visit", "T42", way => way["condition"] = Script("false")), "does not take payment (T42)", "");

    [Fact]
    public void S64_a_loop_of_timers_is_caught() =>
        Caught(_family.Change("visit", "T21", way => way["to"] = _family.Name("visit", "AppointmentPending")), "This loop goes round by itself", "Visit/AppointmentPending → Visit/AppointmentPending");

    [Fact]
    public void S64_a_message_past_the_guards_is_caught()
    {
        _family.State("visit", "VisitReview")["entry"] = Activity("Elsa.PublishEvent", ("eventName", Literal("SendSms")));

        Caught(_family, "'SendSms' goes out here past the guards", "Escalated → Visit/VisitReview");
    }

    [Fact]
    public void S64_a_message_that_another_case_would_hand_on_past_the_guards_is_caught()
    {
        _family.State("visit", "VisitReview")["entry"] = Activity("Elsa.PublishEvent", ("eventName", Literal("Relay")), ("correlationId", Literal("gateway-1")));

        Caught(_family, "'Relay' is told to another case here, which may hand it on past the guards", "Escalated → Visit/VisitReview");
    }

    [Fact]
    public void S64_a_decision_that_the_definition_makes_itself_is_caught()
    {
        _family.State("visit", "VisitReview")["entry"] = Activity("Elsa.PublishEvent", ("eventName", Literal("VisitReviewed")), ("payload", Script("({ decision: 'APPROVED' })")), ("isLocalEvent", Literal("True")));

        Caught(_family, "'VisitReviewed' is told to a case here as if it had happened", "Escalated → Visit/VisitReview");
    }

    [Theory]
    [InlineData("legal", "T52-late", "P60B", "P28D", "2 x clock.legalReviewDays")]
    [InlineData("visit", "T21", "P15D", "P14D", "2 x clock.appointmentReplyDays")]
    [InlineData("overdue-visit", "T55-escalated", "P30D", "P28D", "2 x clock.escalatedDays")]
    [InlineData("hardship-plan", "T36", "P29D", "P28D", "2 x clock.planOfferedDays")]
    [InlineData("hardship-plan", "T32-late", "P41D", "P40D", "2 x hardship.docsDays")]
    [InlineData("overdue-visit", "T55-intake", "P5D", "P3D", "2 x clock.intakeDays")]
    [InlineData("visit", "T24-missed", "P61D", "P30D", "")]
    public void S64_a_timer_longer_than_the_maximum_of_its_pack_is_caught(string id, string key, string within, string max, string parameter)
    {
        var faults = _family.Change(id, key, way => way["trigger"] = Deadline(within)).Faults();

        faults.ShouldContain(fault => fault.Contains($"The timer of '{key}' runs", StringComparison.Ordinal) && fault.Contains($"Write {max} or less", StringComparison.Ordinal) && fault.Contains(parameter, StringComparison.Ordinal));
    }

    [Fact]
    public void S64_a_state_that_nobody_leaves_is_caught()
    {
        var taken = _family.Name("overdue-visit", "InterventionTaken");

        Caught(_family.Drop("overdue-visit", way => (string?)way["from"] == taken), "has no exit, so the case ends in it", "InterventionTaken");
    }

    [Fact]
    public void S64_a_state_without_a_clock_is_caught() => Caught(_family.Drop("overdue-visit", "T55-escalated"), "has no clock: a case can wait in it for ever", "Escalated");

    /// <summary>The fault is told, and its path shows the states by the names that the designer gave them.</summary>
    private void Caught(RenamedFamily broken, string message, string path)
    {
        var faults = broken.Faults();
        var shown = path.Length == 0 ? "" : _family.Path(path);

        faults.ShouldContain(fault => fault.Contains(message, StringComparison.Ordinal) && fault.Contains(shown, StringComparison.Ordinal), string.Join('\n', faults));
    }

    private static JsonObject Deadline(string within) => Activity("Doorstep.Deadline", ("within", Literal(within)));
}
