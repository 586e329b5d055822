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

    private static IEnumerable<string> Faults(string within, string? parameter, string stopsFor) => Compile(Of("A", [State("A"), State("B")],
        [Way("A", "B", Activity("Doorstep.Deadline", ("within", Literal(within)), ("parameter", parameter is null ? null : Literal(parameter)), ("stopsFor", Literal(stopsFor))))])).Faults.Select(fault => fault.ToString());
}
