using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Definitions;

/// <summary>What a designer may write into a deadline.</summary>
public sealed class DeadlineTriggerTests
{
    [Theory]
    [InlineData("P10B served P3D notice P5D end-of-day", "clock.escalatedDays", "ALL")]
    [InlineData("PT4BH", "2 x clock.interventionAckHours", "NONE")]
    [InlineData("P3D never-stops", null, "NONE")]
    [InlineData("1.12:30:00", null, "NONE")]
    [InlineData("P1DT2H", null, "NONE")]
    public void A_length_with_its_options_is_taken(string within, string? parameter, string stopsFor) => Faults(within, parameter, stopsFor).ShouldBeEmpty();

    [Theory]
    [InlineData("P10X", null, "NONE", "within: 'P10X' is not a length from 1 to 9999: write 'P10B' for business days")]
    [InlineData("P10B srved P3D", null, "NONE", "within: 'srved' is not an option of a deadline; did you mean 'served'?")]
    [InlineData("P10B", "clock.escalatedDay", "NONE", "parameter: 'clock.escalatedDay' is not a length that policy packs set; did you mean 'clock.escalatedDays'?")]
    [InlineData("P10B", "visits.perMonth", "NONE", "parameter: 'visits.perMonth' is not a length that policy packs set")]
    [InlineData("P10B never-stops", null, "DISPUTE", "stopsFor: The deadline 'never-stops', and holds are named that would stop it. Write one of the two.")]
    public void What_is_wrong_with_one_is_a_fault_of_the_definition(string within, string? parameter, string stopsFor, string fault) =>
        Faults(within, parameter, stopsFor).ShouldHaveSingleItem().ShouldStartWith($"transitions[0].trigger.{fault}");

    [Theory]
    [InlineData("P10B", null, null, DeadlineRisk.House)]
    [InlineData("P10B", "clock.escalatedDays", null, DeadlineRisk.House)]
    [InlineData("P15D", "complaint.days", null, DeadlineRisk.Legal)]
    [InlineData("P30D", "2 x limitation", null, DeadlineRisk.Legal)]
    [InlineData("P3D never-stops", null, null, DeadlineRisk.Legal)]
    [InlineData("P30D", "dispute.otherDays", null, DeadlineRisk.Hold)]
    [InlineData("P5B", "hardship.decisionDays", null, DeadlineRisk.Customer)]
    [InlineData("P5B", "hardship.decisionDays", "LEGAL", DeadlineRisk.Legal)]
    [InlineData("P15D", "complaint.days", "HOUSE", DeadlineRisk.House)]
    public void R6_whose_right_a_deadline_keeps_its_designer_says_or_else_the_length_that_it_counts_by(string within, string? parameter, string? risk, DeadlineRisk expected) =>
        Compiled(within, parameter, "NONE", risk).Machine!.Declared[0].Own[0].Trigger.ShouldBeAssignableTo<Trigger.Timed>()!.Risk.ShouldBe(expected);

    [Fact]
    public void A_risk_that_nobody_knows_is_a_fault_that_names_those_there_are() => Compiled("P10B", null, "NONE", "LEGLA").Faults.ShouldHaveSingleItem().ToString()
        .ShouldBe("transitions[0].trigger.risk: 'LEGLA' is none of LEGAL, HOLD, CUSTOMER, HOUSE; did you mean 'LEGAL'?");

    [Theory]
    [InlineData("HOUSE", "REVALIDATE", true)]
    [InlineData("HOUSE", "APPLY", false)]
    [InlineData("LEGAL", null, false)]
    public void Whether_it_goes_through_the_guards_again_after_an_outage_its_designer_says(string risk, string? whenLate, bool expected) =>
        Compiled("P10B", null, "NONE", risk, whenLate).Machine!.Declared[0].Own[0].Trigger.ShouldBeAssignableTo<Trigger.Timed>()!.IsRevalidated.ShouldBe(expected);

    [Theory]
    [InlineData("LEGAL", "REVALIDATE", "'REVALIDATE' may hold a deadline back, and this one keeps a day that the law sets. Leave it out, or say by 'risk' whose right it keeps.")]
    [InlineData("HOUSE", "REVALIDTE", "'REVALIDTE' is none of APPLY, REVALIDATE; did you mean 'REVALIDATE'?")]
    public void A_day_of_the_law_is_kept_however_late_and_a_word_that_nobody_knows_is_a_fault(string risk, string whenLate, string fault) =>
        Compiled("P10B", null, "NONE", risk, whenLate).Faults.ShouldHaveSingleItem().ToString().ShouldBe($"transitions[0].trigger.whenLate: {fault}");

    private static IEnumerable<string> Faults(string within, string? parameter, string stopsFor) => Compiled(within, parameter, stopsFor).Faults.Select(fault => fault.ToString());

    private static CompiledDefinition Compiled(string within, string? parameter, string stopsFor, string? risk = null, string? whenLate = null) => Compile(Of("A", [State("A"), State("B")],
        [Way("A", "B", Activity("Doorstep.Deadline", ("within", Literal(within)), ("parameter", parameter is null ? null : Literal(parameter)), ("stopsFor", Literal(stopsFor)), ("risk", risk is null ? null : Literal(risk)), ("whenLate", whenLate is null ? null : Literal(whenLate))))]));
}
