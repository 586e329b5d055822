using System.Text.Json.Nodes;
using Doorstep.Workflows.Definitions.Difference;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Definitions.Difference;

/// <summary>Changes that touch a guard or a clock from elsewhere: by a variable's id, by a branch, by an event that the machine raises itself (S64).</summary>
public sealed class QuietChangeTests
{
    [Fact]
    public void S64_two_variables_that_change_their_ids_change_what_the_steps_write()
    {
        var before = Case();
        Way(before, "note")["action"] = Set(new JsonObject { ["id"] = "RemarkId", ["name"] = "Remark" });
        var after = before.DeepClone().AsObject();
        after["variables"]![0]!["id"] = "RemarkId";
        after["variables"]![1]!["id"] = "LimitId";

        var changes = DefinitionDiffTests.Between(before, after);

        changes.Changes.Select(change => change.Sentence.En).ShouldContain("Action of transition 'note' (A → A): Variable of 'Set variable' (Limit) is 'Limit' instead of 'Remark'.");
        changes.Concerns.ShouldContain(Concern.Guard);
    }

    [Fact]
    public void Ids_that_change_everywhere_mean_nothing()
    {
        var before = Case();
        Way(before, "note")["action"] = Set(new JsonObject { ["id"] = "LimitId" });
        var after = JsonNode.Parse(before.ToJsonString().Replace("LimitId", "another", StringComparison.Ordinal))!.AsObject();

        DefinitionDiffTests.Between(before, after).Changes.ShouldBeEmpty();
    }

    public static TheoryData<string, JsonObject> Writes() => new()
    {
        { "a variable picked by its id alone", Set(new JsonObject { ["id"] = "LimitId" }) },
        { "a variable that feeds the one that the guard reads", Set(new JsonObject { ["id"] = "SourceId" }) },
        { "the items of a list", Activity("Elsa.ForEach", ("items", new JsonArray(99)), ("currentValue", Output("LimitId"))) },
        { "the answer of a branch", Activity("Elsa.If", ("condition", true), ("result", Output("LimitId"))) },
        { "a step that ends the way", Activity("Elsa.Fault", ("message", Literal("stop"))) },
        { "an event that a way waits for", Publish("Ping", "True") },
        { "an event that is named by a script", Activity("Elsa.PublishEvent", ("eventName", Script("'Pi' + 'ng'")), ("isLocalEvent", Literal("True"))) },
        { "an event to another case", Activity("Elsa.PublishEvent", ("eventName", Literal("Else")), ("correlationId", Literal("SYN-1"))) },
        { "a script in a text", Note("setVariable('Limit', 9)") },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public void S64_a_step_that_decides_elsewhere_takes_a_second_designer(string what, JsonObject step)
    {
        var (before, after, inside) = (Case(), Case(), Case());
        Way(after, "note")["action"] = step.DeepClone();
        Way(inside, "note")["action"] = Activity("Elsa.If", ("condition", Script("case.debt.total > 1")), ("then", step.DeepClone()));
        var other = inside.DeepClone().AsObject();
        Way(other, "note")["action"]!["condition"] = Script("true || case.debt.total > 1");

        DefinitionDiffTests.Between(before, after).Concerns.ShouldContain(Concern.Guard, what);
        DefinitionDiffTests.Between(inside, other).Concerns.ShouldContain(Concern.Guard, $"{what}, in a branch that is taken otherwise");
    }

    [Fact]
    public void S64_a_text_that_becomes_a_script_takes_a_second_designer()
    {
        var (before, after) = (Case(), Case());
        Way(before, "note")["action"] = Activity("Elsa.WriteLine", ("text", Literal("noted")));
        Way(after, "note")["action"] = Note("setVariable('Limit', 9)");

        DefinitionDiffTests.Between(before, after).Concerns.ShouldContain(Concern.Guard);
    }

    [Fact]
    public void S64_a_value_that_becomes_another_template_takes_a_second_designer()
    {
        var (before, after) = (Case(), Case());
        Way(before, "note")["action"] = Set(new JsonObject { ["id"] = "LimitId" }, Expression("Liquid", "1"));
        Way(after, "note")["action"] = Set(new JsonObject { ["id"] = "LimitId" }, Expression("Liquid", "99"));

        DefinitionDiffTests.Between(before, after).Concerns.ShouldContain(Concern.Guard);
    }

    [Fact]
    public void S64_what_an_event_brings_goes_to_a_variable_by_its_id()
    {
        var after = Case();
        Way(after, "note")["trigger"]!["result"] = Output("LimitId");

        DefinitionDiffTests.Between(Case(), after).Concerns.ShouldContain(Concern.Guard);
    }

    [Fact]
    public void S64_a_condition_that_is_a_variable_watches_it_by_its_id()
    {
        var before = Case();
        Way(before, "over")["condition"] = Expression("Variable", new JsonObject { ["id"] = "RemarkId" });
        var after = before.DeepClone().AsObject();
        Way(after, "note")["action"] = Set(new JsonObject { ["name"] = "Remark" });

        DefinitionDiffTests.Between(before, after).Concerns.ShouldContain(Concern.Guard);
    }

    [Fact]
    public void S64_a_way_that_is_led_into_a_state_with_a_clock_begins_it()
    {
        var after = Case();
        Way(after, "aside")["to"] = "Clocked";

        DefinitionDiffTests.Between(Case(), after).Concerns.ShouldContain(Concern.Deadline);
    }

    [Theory]
    [InlineData("toJson(variables).length > 20", "variable")]
    [InlineData("getVariable('Rem' + 'ark') == 1", "variable")]
    [InlineData("getWorkflowInstanceName() == 'open'", "name of the case")]
    [InlineData("definition.name == 'Open'", "name")]
    [InlineData("getWorkflowDefinitionVersion() > 1", "nothing")]
    [InlineData("state == 'A2'", "state")]
    public void S64_what_a_condition_reads_without_naming_it_takes_a_second_designer(string condition, string changed)
    {
        var before = Case();
        Way(before, "over")["condition"] = Script(condition);
        var after = before.DeepClone().AsObject();
        if (changed == "variable") after["variables"]![1]!["value"] = "9";
        else if (changed == "name") after["name"] = "Open";
        else if (changed == "nothing") after["root"]!["metadata"] = new JsonObject { ["displayText"] = "drawn elsewhere" };
        else if (changed == "state") after = JsonNode.Parse(after.ToJsonString().Replace("\"A\"", "\"A2\"", StringComparison.Ordinal))!.AsObject();
        else Way(after, "note")["action"] = Activity("Elsa.SetName", ("value", Literal("open")));

        DefinitionDiffTests.Between(before, after).Concerns.ShouldContain(Concern.Guard);
    }

    public static TheoryData<JsonObject> Breaking() =>
    [
        Note("nope.x.y"), Activity("Elsa.WriteLine", ("text", Literal(new string('x', 5_000)))), Activity("Elsa.ForEach", ("items", new JsonArray(1, 2)), ("body", Activity("Elsa.WriteLine", ("text", Literal("a"))))),
        Activity("Elsa.WriteLine", ("text", Expression("Liquid", "{% for a in (1..9) %}{{ a }}{% endfor %}"))), Activity("Elsa.WriteLine", ("text", Expression("Liquid", "{{ variables.Remark | nope }}"))),
        Activity("Elsa.WriteLine", ("text", Expression("Liquid", "{{ case }}"))), Set(new JsonObject { ["id"] = "RemarkId" }, JsonNode.Parse($"{new string('[', 40)}{new string(']', 40)}")),
        Activity("Elsa.Sequence", ("activities", new JsonArray([.. Enumerable.Range(0, 5).Select(_ => Activity("Elsa.WriteLine", ("text", Literal(new string('x', 900)))))]))),
        Activity("Elsa.Sequence", ("activities", new JsonArray([.. Enumerable.Range(0, 60).Select(_ => Activity("Elsa.WriteLine", ("text", Literal("a"))))]))),
    ];

    [Theory]
    [MemberData(nameof(Breaking))]
    public void S64_a_step_that_may_break_may_shut_its_way_and_takes_a_second_designer(JsonObject step)
    {
        var after = Case();
        Way(after, "note")["action"] = step.DeepClone();

        DefinitionDiffTests.Between(Case(), after).Concerns.ShouldContain(Concern.Guard);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void S64_of_a_definition_that_shares_variables_with_another_only_texts_concern_nobody(bool isPart)
    {
        var before = Case();
        if (isPart) before["options"] = new JsonObject { ["usableAsActivity"] = true };
        else before["root"]!["transitions"]!.AsArray().Add((JsonNode)Definition.Way("B", "Closed", Activity("Doorstep.Submachine", ("definitionId", Literal("inner"))), name: "inside"));
        var (worded, set, named) = (before.DeepClone().AsObject(), before.DeepClone().AsObject(), before.DeepClone().AsObject());
        Way(worded, "note")["displayName"] = "Noted";
        set["variables"]![1]!["value"] = "9";
        named = JsonNode.Parse(named.ToJsonString().Replace("\"Closed\"", "\"Paid\"", StringComparison.Ordinal))!.AsObject();

        DefinitionDiffTests.Between(before, worded).Concerns.ShouldBeEmpty();
        DefinitionDiffTests.Between(before, set).Concerns.ShouldContain(Concern.Guard);
        DefinitionDiffTests.Between(before, named).Concerns.ShouldContain(Concern.Guard);
    }

    [Fact]
    public void S64_a_default_that_no_case_can_carry_takes_a_second_designer_and_another_wording_of_a_template_does_not()
    {
        var (big, before, after) = (Case(), Case(), Case());
        big["variables"]![1]!["value"] = new string('9', 5_000);
        Way(before, "note")["action"] = Activity("Elsa.WriteLine", ("text", Expression("Liquid", "Paid {{ case.debt.total | money }}.")));
        Way(after, "note")["action"] = Activity("Elsa.WriteLine", ("text", Expression("Liquid", "The customer paid {{ case.debt.total | money }}.")));

        DefinitionDiffTests.Between(Case(), big).Concerns.ShouldContain(Concern.Guard);
        DefinitionDiffTests.Between(before, after).Concerns.ShouldBeEmpty();
    }

    [Fact]
    public void S64_a_first_version_that_tells_other_cases_something_takes_a_second_designer()
    {
        var first = Case();
        Way(first, "note")["action"] = Activity("Elsa.PublishEvent", ("eventName", Literal("Else")), ("correlationId", Literal("SYN-1")));

        Doorstep.Workflows.Activities.ActivityCatalogue.Diff.Between(null, Doorstep.Workflows.Definitions.DefinitionReader.Read(first.ToJsonString(), [])!).Concerns.ShouldContain(Concern.Guard);
    }

    [Fact]
    public void A_step_that_tells_the_world_or_nobody_concerns_nobody()
    {
        var after = Case();
        Way(after, "note")["action"] = Activity("Elsa.Sequence", ("activities", new JsonArray(Publish("Ping", "False"), Publish("NobodyWaits", "True"), Set(new JsonObject { ["id"] = "RemarkId" }))));

        DefinitionDiffTests.Between(Case(), after).Concerns.ShouldBeEmpty();
    }

    /// <summary>A guard on <c>Limit</c>, which <c>Source</c> goes into; states without a clock but one.</summary>
    private static JsonObject Case() => Of("A", [State("A"), State("B"), State("Clocked"), State("Closed")],
    [
        Definition.Way("A", "B", OnEvent("Ping"), Script("variables.Limit > 2"), name: "over"),
        Definition.Way("A", "A", OnEvent("Noted"), name: "note"),
        Definition.Way("B", "Closed", OnEvent("Done"), action: Set(new JsonObject { ["id"] = "LimitId" }, Script("variables.Source")), name: "aside"),
        Definition.Way("Clocked", "Closed", Activity("Doorstep.Deadline", ("within", Literal("P10B"))), name: "late"),
    ], new JsonArray(Variable("Limit"), Variable("Remark"), Variable("Source")));

    private static JsonObject Set(JsonObject variable, JsonNode? value = null) => Activity("Elsa.SetVariable", ("variable", variable), ("value", value ?? Literal("99")));

    private static JsonObject Publish(string name, string isLocal) => Activity("Elsa.PublishEvent", ("eventName", Literal(name)), ("isLocalEvent", Literal(isLocal)));

    private static JsonObject Output(string id) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = id } };

    private static JsonObject Variable(string name) => new() { ["id"] = $"{name}Id", ["name"] = name, ["typeName"] = "Int64", ["value"] = "0" };

    private static JsonObject Way(JsonObject definition, string name) => definition["root"]!["transitions"]!.AsArray().Single(way => way!["name"]!.ToString() == name)!.AsObject();
}
