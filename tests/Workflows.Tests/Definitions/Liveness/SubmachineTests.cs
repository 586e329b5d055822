using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Definitions.Liveness.Loan;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Definitions.Liveness;

public sealed class SubmachineTests
{
    private static readonly StateMachine Visit = Inner("VisitReview", "AppointmentConfirmed");

    [Fact]
    public void Inner_states_inherit_clocks_and_facts_of_the_frames_around_them() => Faults(Outer(), Visit).ShouldBeEmpty();

    [Fact]
    public void A_short_cut_inside_is_shown_with_the_path_of_both_frames() =>
        Faults(Outer(), Inner("AppointmentConfirmed")).ShouldHaveSingleItem().ShouldStartWith(
            "Intake → Visit/AppointmentConfirmed → Visit/VisitInProgress: This way reaches 'VISIT_IN_PROGRESS' without passing VISIT_REVIEW");

    [Fact]
    public void An_outcome_that_nobody_takes_is_a_dead_end() =>
        Faults(Machine(Named("Intake", "Visit", "ClosedPaid"), [Way("Intake", "Visit", On("Go")), Way("Visit", "ClosedPaid", Runs("visit"), Asks("event.outcome == 'Elsewhere'"))], id: "outer"), Visit)
            .ShouldContain(fault => fault.Contains("'visit' ends in 'Done', and no way of 'Visit' takes that outcome", StringComparison.Ordinal));

    [Fact]
    public void Alone_an_inner_machine_is_only_asked_what_it_can_answer_for()
    {
        Faults(Inner("AppointmentConfirmed")).ShouldBeEmpty();
        Faults(Inner("AppointmentConfirmed"), LivenessRules.Default with { LoanDefinitions = ["visit"] }).ShouldNotBeEmpty();
    }

    [Fact]
    public void What_is_no_loan_is_warned_of_loops_and_nothing_else()
    {
        var parcel = Machine(Named("Waiting", "Asked", "Delivered"), [Way("Waiting", "Asked", Within("P9D")), Way("Asked", "Waiting", Within("P9D")), Way("Asked", "Delivered", On("Arrived"))]);

        var report = LivenessLint.Look(parcel, _ => null, LivenessRules.Default);

        report.Faults.ShouldBeEmpty();
        report.Warnings.ShouldHaveSingleItem().Path.ShouldBe("Waiting → Asked → Waiting");
    }

    private static StateMachine Inner(params string[] before)
    {
        string[] states = [.. before, "VisitInProgress", "Done"];
        return Machine(Named(states), [.. states.Zip(states.Skip(1), (from, to) => to == "VisitInProgress" ? Way(from, to, On("ActDecided"), Asks("event.data.kind == 'VISIT' && event.data.allowed")) : Way(from, to, On($"To{to}")))], id: "visit");
    }

    private static StateMachine Outer() => Machine(
        Named("Intake", "Visit", "ClosedPaid", "ClosedStalled"),
        [
            Way("Intake", "Visit", On("Go")), Way("Visit", "ClosedPaid", Runs("visit"), Asks("event.outcome == 'Done'")),
            .. Ways.Where(way => way is { From: "*", To: "ClosedPaid" }), Way("*", "ClosedStalled", On("CustomerDeceased")), Way("*", "ClosedStalled", On("InsolvencyOpened"), key: "insolvent"),
            Way("*", "ClosedStalled", Within("P9D"), key: "stalled"),
        ],
        id: "outer");
}
