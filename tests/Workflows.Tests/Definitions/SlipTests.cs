using System.Text.Json.Nodes;
using Doorstep.Workflows.Definitions;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Definitions;

/// <summary>Slips of the pen that would otherwise mean something else, or nothing.</summary>
public sealed class SlipTests
{
    [Theory]
    [InlineData("Elsa.Delay", "timespan", "'timespan' is not known; did you mean 'timeSpan'? Left out, it is '00:01:00'.")]
    [InlineData("Doorstep.Deadline", "whithin", "'whithin' is not known; did you mean 'within'?")]
    public void A_time_under_a_misspelt_name_is_a_fault(string type, string member, string said) =>
        Faults(Activity(type, (member, Literal("P7D")))).ShouldHaveSingleItem().ShouldBe($"transitions[0].trigger.{member}: {said}");

    [Fact]
    public void Other_misspelt_members_are_warned_of_and_unknown_ones_are_kept_in_silence()
    {
        var state = State("New", Activity("Elsa.WriteLine", ("txt", Literal("x")), ("x-colour", "red")));
        state["entyr"] = Note("'x'");
        state["x-pos"] = 7;
        var way = Way("New", "Closed", OnEvent("Go"), name: "go");
        way["displyName"] = "Go";
        var json = Of("New", [state, State("Closed")], [way]);
        json["root"]!["initialStat"] = "New";

        var compiled = Compile(json);

        compiled.Faults.ShouldBeEmpty();
        compiled.Warnings.Select(warning => warning.ToString()).Where(said => said.Contains("not known", StringComparison.Ordinal)).ShouldBe(
        [
            "transitions[0].displyName: 'displyName' is not known; did you mean 'displayName'?",
            "states[0].entry.txt: 'txt' is not known; did you mean 'text'?",
            "states[0].entyr: 'entyr' is not known; did you mean 'entry'?",
            "root.initialStat: 'initialStat' is not known; did you mean 'initialState'?",
        ], ignoreOrder: true);
    }

    [Fact]
    public void A_misspelt_slot_of_a_state_is_warned_of()
    {
        var state = new JsonObject { ["name"] = "New", ["entyr"] = Note("'x'") };

        Compile(Of("New", [state], [])).Warnings.Select(warning => warning.ToString()).ShouldContain("states[0].entyr: 'entyr' is not known; did you mean 'entry'?");
    }

    [Fact]
    public void A_misspelt_trigger_or_condition_is_a_fault_for_the_transition_would_mean_something_else()
    {
        var way = new JsonObject { ["from"] = "New", ["to"] = "Closed", ["tigger"] = OnEvent("Go"), ["conditon"] = Script("true") };

        Compile(Of("New", [State("New"), State("Closed")], [way])).Faults.Select(fault => fault.ToString()).ShouldBe(
        [
            "transitions[0].conditon: 'conditon' is not known; did you mean 'condition'? The transition would have no condition.",
            "transitions[0].tigger: 'tigger' is not known; did you mean 'trigger'? The transition would have no trigger.",
        ]);
    }

    [Theory]
    [InlineData("Int32", "abc", "variables[0].value: 'abc' is not a whole number.")]
    [InlineData("Decimal", "1,5", "variables[0].value: '1,5' is not a number. Write it with a point, as in '12.5'.")]
    [InlineData("Boolean", "yes", "variables[0].value: 'yes' is neither true nor false.")]
    [InlineData("DateTimeOffset", "nope", "variables[0].value: 'nope' is not a point in time. Write '2031-03-01T09:00:00Z'.")]
    [InlineData("Bolean", "yes", "variables[0].typeName: 'Bolean' is not a type; did you mean 'Boolean'?")]
    public void A_variable_that_does_not_fit_its_type_is_a_fault(string type, string value, string said) =>
        Compile(Of("New", [State("New")], [], [Variable("v1", "N", type, value)])).Faults.ShouldHaveSingleItem().ToString().ShouldBe(said);

    [Theory]
    [InlineData("DateTimeOffset", "")]
    [InlineData("Int32", null)]
    [InlineData("System.Collections.Generic.List`1[[System.String]]", "[]")]
    public void A_variable_that_is_empty_or_of_a_type_of_dotnet_is_none(string type, string? value) =>
        Compile(Of("New", [State("New")], [], [Variable("v1", "N", type, value)])).Faults.ShouldBeEmpty();

    [Fact]
    public void Two_variables_with_one_id_are_a_fault() =>
        Compile(Of("New", [State("New")], [], [Variable("v1", "N", "Int32", "0"), Variable("v1", "M", "Int32", "0")])).Faults.ShouldHaveSingleItem().ToString()
            .ShouldBe("variables: 'N' and 'M' have the same id 'v1'; give every variable an id of its own.");

    [Fact]
    public void A_literal_that_does_not_fit_the_variable_it_is_written_into_is_a_fault()
    {
        var set = Activity("Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "v1" }), ("value", Literal("abc")));

        Compile(Of("New", [State("New", set)], [], [Variable("v1", "N", "Int32", "0")])).Faults.ShouldHaveSingleItem().ToString().ShouldBe("states[0].entry.value: 'abc' is not a whole number.");
    }

    [Fact]
    public void A_mode_of_switch_that_is_none_is_a_fault() =>
        Compile(Of("New", [State("New", Activity("Elsa.Switch", ("cases", new JsonArray()), ("mode", Literal("MatchAll"))))], [])).Faults.ShouldHaveSingleItem().ToString()
            .ShouldBe("states[0].entry.mode: 'MatchAll' is not a mode; did you mean 'MatchAny'?");

    [Fact]
    public void A_cron_expression_that_names_no_time_is_a_fault() =>
        Faults(Activity("Elsa.Cron", ("cronExpression", Literal("0 0 30 2 *")))).ShouldHaveSingleItem().ShouldBe("transitions[0].trigger.cronExpression: '0 0 30 2 *' names no time that ever comes.");

    [Fact]
    public void An_activity_that_is_near_to_none_is_told_what_there_is() =>
        Faults(Activity("Acme.Pigeon")).ShouldHaveSingleItem().ShouldBe(
            "transitions[0].trigger.type: 'Acme.Pigeon' is not an activity that Doorstep runs. Use one of: Doorstep.Deadline, Doorstep.HoldChanged, Doorstep.Submachine, Elsa.Cron, Elsa.Delay, Elsa.Event, Elsa.StartAt, Elsa.Timer.");

    [Fact]
    public void Faults_of_Liquid_are_one_line_and_show_the_source_once()
    {
        var fault = Compile(Of("New", [State("New", Activity("Elsa.WriteLine", ("text", Expression("Liquid", "a\n{% if %}"))))], [])).Faults.ShouldHaveSingleItem();

        fault.Message.ShouldStartWith("This is not Liquid: Invalid 'if' tag at (2:");
        fault.Message.ShouldEndWith("). In: a {% if %}");
        fault.Message.ShouldNotContain("\n");
    }

    private static IEnumerable<string> Faults(JsonObject trigger) =>
        Compile(Of("New", [State("New"), State("Closed")], [Way("New", "Closed", trigger)])).Faults.Select(fault => fault.ToString());

    private static JsonObject Variable(string id, string name, string type, string? value) => new() { ["id"] = id, ["name"] = name, ["typeName"] = type, ["value"] = value };
}
