using System.Text.Json.Nodes;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Definitions;

/// <summary>Transitions that can only do harm, or nothing at all.</summary>
public sealed class WayRulesTests
{
    [Fact]
    public void A_state_that_is_left_for_itself_at_once_is_a_fault() =>
        Faults(Way("A", "A"), Way("A", "B", OnEvent("x"))).ShouldBe(["transitions[0]: The case would go round for ever: 'A' → 'A'. Give a transition of the round a trigger or a condition."]);

    [Fact]
    public void A_round_without_a_wait_is_a_fault_once() =>
        Faults(Way("A", "B", OnEvent("x")), Way("B", "C"), Way("C", "B")).ShouldBe(["transitions[1]: The case would go round for ever: 'B' → 'C' → 'B'. Give a transition of the round a trigger or a condition."]);

    [Fact]
    public void A_round_that_a_condition_can_end_is_none() =>
        Faults(Way("A", "B", null, Script("variables.N > 3")), Way("A", "A")).ShouldBeEmpty();

    [Fact]
    public void A_transition_that_leaves_every_state_at_once_is_a_fault()
    {
        Faults(Way("*", "B"), Way("A", "B", OnEvent("x"))).ShouldBe(["transitions[0]: '*→B' leaves every state at once: it has neither a trigger nor a condition. Give it one of them."]);
        Faults(Way("*", "B", null, Script("case.dead")), Way("A", "B", OnEvent("x"))).ShouldBeEmpty();
    }

    [Fact]
    public void A_way_back_where_nothing_leaves_through_the_star_is_a_fault() =>
        Faults(Way("A", "^", OnEvent("x"))).ShouldBe(["transitions[0].to: '^' goes back to a state that was left through '*', and no transition leaves through '*'."]);

    [Fact]
    public void Two_transitions_of_one_name_between_the_same_states_are_warned_of() =>
        Compile(Of("A", [State("A"), State("B")], [Way("A", "B", OnEvent("x"), name: "ab"), Way("A", "B", OnEvent("y"), name: "ab")])).Warnings.Select(warning => warning.Path).ShouldContain("transitions[1].name");

    [Fact]
    public void A_wrong_initial_state_is_one_fault_and_no_warning_for_every_state()
    {
        var compiled = Compile(Of("Strat", [State("Start"), State("Closed")], [Way("Start", "Closed", Activity("Elsa.Delay"))]));

        compiled.Faults.ShouldHaveSingleItem().Path.ShouldBe("initialState");
        compiled.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_definition_that_marks_none_of_its_ends_is_not_asked_about_them() =>
        Compile(Of("A", [State("A"), State("Done")], [Way("A", "Done", Activity("Elsa.Delay"))])).Warnings.ShouldBeEmpty();

    private static IEnumerable<string> Faults(params JsonNode[] ways) => Compile(Of("A", [State("A"), State("B"), State("C")], [.. ways])).Faults.Select(fault => fault.ToString());
}
