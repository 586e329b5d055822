using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Definitions.Liveness.Loan;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Definitions.Liveness;

public sealed class SubmachineTests
{
    private static readonly StateMachine Visit = Inner("VisitReview", "AppointmentPending", "AppointmentConfirmed");

    [Fact]
    public void Inner_states_inherit_clocks_and_facts_of_the_frames_around_them() => Faults(Outer(), Visit).ShouldBeEmpty();

    [Fact]
    public void A_short_cut_inside_is_shown_with_the_path_of_both_frames() =>
        Faults(Outer(), Inner("AppointmentPending", "AppointmentConfirmed")).ShouldHaveSingleItem().ShouldStartWith(
            "Intake → Visit/AppointmentPending → Visit/AppointmentConfirmed → Visit/VisitInProgress: This way reaches a visit without an approved review (T17, G7).");

    [Fact]
    public void An_outcome_that_nobody_takes_is_a_dead_end() =>
        Faults(Machine(Named("Intake", "Visit", "ClosedPaid"), [Way("Intake", "Visit", On("Go")), Way("Visit", "ClosedPaid", Runs("visit"), Asks("event.outcome == 'Elsewhere'"))], id: "outer"), Visit)
            .ShouldContain(fault => fault.Contains("'visit' ends in 'Done', and no way of 'Visit' takes that outcome", StringComparison.Ordinal));

    [Fact]
    public void A_part_is_only_asked_what_it_can_answer_for_and_what_starts_cases_is_asked_everything()
    {
        Faults(Of("AppointmentConfirmed", "VisitInProgress", "Done")).ShouldNotBeEmpty();
        Faults(Inner("AppointmentConfirmed")).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_no_loan_is_warned_of_loops_and_nothing_else()
    {
        var parcel = Machine(Named("Waiting", "Asked", "Delivered"), [Way("Waiting", "Asked", Within("P9D")), Way("Asked", "Waiting", Within("P9D")), Way("Asked", "Delivered", On("Arrived"))]);

        var report = LivenessLint.Look(parcel, _ => null, LivenessRules.Default);

        report.Faults.ShouldBeEmpty();
        report.Warnings.ShouldHaveSingleItem().Path.ShouldBe("Waiting → Asked → Waiting");
    }

    private static StateMachine Inner(params string[] before) => Of([.. before, "VisitInProgress", "Done"], isPart: true);

    private static StateMachine Of(params string[] states) => Of(states, isPart: false);

    private static StateMachine Of(string[] states, bool isPart) => Machine(Named(states), [.. states.Zip(states.Skip(1), Between)], id: "visit", isPart: isPart);

    private static Transition Between(string from, string to) => (from, to) switch
    {
        (_, "VisitInProgress") => Way(from, to, On("ActDecided"), Asks("event.data.kind == 'VISIT' && event.data.allowed")),
        ("AppointmentPending", _) => Way(from, to, On("AppointmentConfirmed")),
        ("VisitReview", _) => Way(from, to, On("VisitReviewed"), Asks("event.data.decision == 'APPROVED'")),
        _ => Way(from, to, On("VisitCheckedOut")),
    };

    private static StateMachine Outer() => Machine(
        [.. Named("Intake", "Visit", "ClosedPaid", "ClosedStalled"), State("ManualIntervention", new Says("InterventionRequested"))],
        [
            Way("Intake", "Visit", On("Go")), Way("Visit", "ManualIntervention", Runs("visit"), Asks("event.outcome == 'Done'")),
            .. Ways.Where(way => way is { From: "*", To: "ClosedPaid" }), Way("*", "ClosedStalled", On("CustomerDeceased")), Way("*", "ClosedStalled", On("InsolvencyOpened"), key: "insolvent"),
            Way("*", "ManualIntervention", Within("P9D"), key: "stalled"), Way("ManualIntervention", "Intake", On("InterventionResolved")),
            Way("ManualIntervention", "ManualIntervention", Within("P2D"), key: "remind"),
        ],
        id: "outer");
}
