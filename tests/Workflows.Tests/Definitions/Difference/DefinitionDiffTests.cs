using System.Text.Json.Nodes;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Difference;
using Doorstep.Workflows.Tests.House;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Definitions.Difference;

/// <summary>What changed between two versions, as people say it.</summary>
public sealed class DefinitionDiffTests
{
    [Fact]
    public void The_same_definition_written_otherwise_means_the_same()
    {
        var before = Read(Repository.Read("workflow-definitions/visit.json"));
        var again = JsonNode.Parse(Repository.Read("workflow-definitions/visit.json"))!.AsObject();
        again["root"]!["states"]![1]!["entry"]!["nodeId"] = "another";
        again["root"]!["states"]![1]!["entry"]!["metadata"] = new JsonObject { ["displayText"] = "drawn elsewhere" };
        // Studio writes a default that was left out, and an input that it emptied.
        again["root"]!["states"]![1]!["entry"]!["recipient"] = Literal("CUSTOMER");
        again["root"]!["states"]![1]!["entry"]!["agency"] = Literal("");
        again["root"]!["transitions"]!.AsArray().First(way => way!["condition"] is null)!["condition"] = true;

        ActivityCatalogue.Diff.Between(before, Read(again.ToJsonString())).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_longer_deadline_a_stricter_guard_and_a_new_letter_are_told_in_two_languages()
    {
        var before = Case();
        var after = Case();
        Way(after, "late")["trigger"]!["within"] = Literal("P15B");
        Way(after, "yes")["condition"] = Script("event.data.decision == 'YES' && case.debt.total > 0");
        after["root"]!["states"]![1]!["entry"] = Plan("LETTER", "finalNotice");

        var changes = Between(before, after);

        changes.Changes.Select(change => (change.Subject, change.Kind, change.Sentence.En)).ShouldBe(
        [
            (ChangeSubject.Activity, ChangeKind.Added, "Entry of state 'Waiting': 'Plan act' (LETTER) is new."),
            (ChangeSubject.Guard, ChangeKind.Changed, "The condition of transition 'yes' (Asked → Waiting) is “event.data.decision == 'YES' && case.debt.total > 0” instead of “event.data.decision == 'YES'”."),
            (ChangeSubject.Deadline, ChangeKind.Changed, "Transition 'late' (Waiting → Closed) waits for 'Deadline' P15B instead of 'Deadline' P10B."),
        ]);
        changes.Changes.Select(change => change.Sentence.Zh).ShouldBe(
        [
            "状态“Waiting”的进入活动：新增“计划行动”（LETTER）。",
            "转换“yes”（Asked → Waiting）的条件由 “event.data.decision == 'YES'” 改为 “event.data.decision == 'YES' && case.debt.total > 0”。",
            "转换“late”（Waiting → Closed）的触发由“期限”P10B改为“期限”P15B。",
        ]);
        changes.Concerns.ShouldBe([Concern.Guard, Concern.Deadline, Concern.Outreach]);
    }

    [Fact]
    public void States_and_transitions_that_are_new_gone_or_lead_elsewhere()
    {
        var after = Case();
        after["root"]!["states"]!.AsArray().Add(State("Pause"));
        after["root"]!["transitions"]!.AsArray().Add(Definition.Way("Pause", "Closed", OnEvent("GoOn"), name: "go-on"));
        Way(after, "yes")["to"] = "Pause";
        Way(after, "late")["optional"] = true;
        after["root"]!["transitions"]!.AsArray().Remove(Way(after, "no"));

        Between(Case(), after).Changes.Select(change => change.Sentence.En).ShouldBe(
        [
            "State 'Pause' is new.",
            "Transition 'no' (Asked → Closed) is gone.",
            "Transition 'yes' (Asked → Pause) leads to 'Pause' instead of 'Waiting'.",
            "Transition 'late' (Waiting → Closed) may be skipped by a supervisor.",
            "Transition 'go-on' (Pause → Closed) is new: waits for 'Event' GoOn.",
        ]);
    }

    [Fact]
    public void A_state_that_only_has_another_name_is_no_new_state()
    {
        var after = JsonNode.Parse(Case().ToJsonString().Replace("\"Waiting\"", "\"Listening\"", StringComparison.Ordinal))!.AsObject();

        var changes = Between(Case(), after);

        changes.Changes.ShouldHaveSingleItem().Sentence.En.ShouldBe("State 'Waiting' is called 'Listening' now.");
        changes.Renamed["Waiting"].ShouldBe("Listening");
    }

    [Fact]
    public void Steps_are_known_by_their_ids_whatever_branch_they_stand_in()
    {
        var (before, after) = (Case(), Case());
        var (note, ask) = (Activity("Elsa.WriteLine", ("text", Literal("asked"))), Activity("Elsa.PublishEvent", ("eventName", Literal("InterventionRequested"))));
        before["root"]!["states"]![0]!["entry"] = Activity("Elsa.Sequence", ("activities", new JsonArray(note.DeepClone(), ask.DeepClone())));
        note["text"] = Literal("asked once");
        after["root"]!["states"]![0]!["entry"] = Activity("Elsa.Sequence", ("activities", new JsonArray(ask, Activity("Elsa.If", ("condition", Script("true")), ("then", note)))));

        Between(before, after).Changes.Select(change => (change.Subject, change.Sentence.En)).ShouldBe(
        [
            (ChangeSubject.Activity, "Entry of state 'Asked': 'If' (JavaScript: true) is new."),
            (ChangeSubject.Activity, "Entry of state 'Asked': 'Journal note' (asked once) runs in branch 'then' instead of always."),
            (ChangeSubject.Text, "Entry of state 'Asked': Text of 'Journal note' (asked once) is 'asked once' instead of 'asked'."),
            (ChangeSubject.Activity, "Entry of state 'Asked': the steps run in another order."),
        ]);
    }

    [Fact]
    public void A_new_way_past_a_condition_changes_a_guard()
    {
        var (past, aside) = (Case(), Case());
        past["root"]!["transitions"]!.AsArray().Add((JsonNode)Definition.Way("Asked", "Closed", OnEvent("Answered"), name: "past"));
        aside["root"]!["transitions"]!.AsArray().Add((JsonNode)Definition.Way("Asked", "Closed", OnEvent("Another"), name: "aside"));

        (Between(Case(), past).Concerns.Contains(Concern.Guard), Between(Case(), aside).Concerns.Contains(Concern.Guard)).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("Waiting", "Waiting", "a way back into a state begins its clock anew")]
    [InlineData("*", "Closed", "a way from anywhere stops every clock")]
    public void S64_a_new_way_that_stops_a_clock_or_begins_it_anew_takes_a_second_designer(string from, string to, string why)
    {
        var after = Case();
        after["root"]!["transitions"]!.AsArray().Add((JsonNode)Definition.Way(from, to, OnEvent("Another"), name: "new"));

        Between(Case(), after).Concerns.ShouldContain(Concern.Deadline, why);
    }

    [Fact]
    public void S64_a_way_out_of_a_state_with_a_clock_that_waits_for_something_else_takes_a_second_designer()
    {
        var before = Case();
        before["root"]!["transitions"]!.AsArray().Add((JsonNode)Definition.Way("Waiting", "Closed", OnEvent("Done"), name: "out"));
        var after = before.DeepClone().AsObject();
        Way(after, "out")["trigger"] = OnEvent("Anything");

        Between(before, after).Concerns.ShouldContain(Concern.Deadline);
    }

    [Theory]
    [InlineData("setVariable('Lim' + 'it', 9)")]
    [InlineData("variables['Lim' + 'it'] = 9")]
    [InlineData("globalThis['setLi' + 'mit'](9)")]
    public void S64_a_script_that_may_set_what_a_guard_reads_takes_a_second_designer(string script)
    {
        var (before, after) = (Case(), Case());
        foreach (var definition in (JsonObject[])[before, after])
        {
            definition["variables"] = new JsonArray(Variable("Limit", "100"));
            Way(definition, "yes")["condition"] = Script("case.debt.total < variables.Limit");
        }

        Way(after, "no")["action"] = Activity("Elsa.WriteLine", ("text", Script(script)));

        Between(before, after).Concerns.ShouldContain(Concern.Guard);
    }

    [Theory]
    [InlineData("late", "from", "Asked", Concern.Deadline)]
    [InlineData("late", "to", "Asked", Concern.Deadline)]
    [InlineData("yes", "to", "Closed", Concern.Guard)]
    public void S64_a_deadline_or_a_guarded_way_that_is_moved_or_leads_elsewhere_takes_a_second_designer(string way, string end, string state, Concern concern)
    {
        var after = Case();
        Way(after, way)[end] = state;

        Between(Case(), after).Concerns.ShouldContain(concern);
    }

    [Fact]
    public void The_order_of_the_ways_out_of_a_state_means_something_and_the_order_of_states_does_not()
    {
        var after = Case();
        var ways = after["root"]!["transitions"]!.AsArray();
        ways.Insert(0, Taken(ways, 1));
        var states = after["root"]!["states"]!.AsArray();
        states.Insert(0, Taken(states, 2));

        Between(Case(), after).Changes.ShouldHaveSingleItem().Sentence.En.ShouldBe("The ways out of 'Asked' are tried in another order: no, yes.");
        Between(Case(), after).Concerns.ShouldContain(Concern.Guard, "the order decides whether a condition is asked");
    }

    [Fact]
    public void Texts_and_variables_that_decide_nothing_concern_nobody_and_those_that_decide_do()
    {
        var (before, after) = (Case(), Case());
        foreach (var (definition, limit, note) in ((JsonObject, string, string)[])[(before, "100", "a"), (after, "200", "b")])
        {
            definition["variables"] = new JsonArray(Variable("Limit", limit), Variable("Remark", note));
            Way(definition, "no")["condition"] = Script("case.debt.total < variables.Limit");
        }

        after["name"] = "Another name";
        Way(after, "no")["displayName"] = "Refused 拒绝";
        Way(after, "no")["action"] = Activity("Elsa.SetVariable", ("variable", Variable("Limit", "")), ("value", Literal("5")));

        Between(before, after).Changes.Select(change => (change.Name, change.Subject, string.Join(',', change.Concerns))).ShouldBe(
        [
            ("test", ChangeSubject.Text, ""), ("no", ChangeSubject.Text, ""), ("no", ChangeSubject.Activity, "Guard"), ("Limit", ChangeSubject.Variable, "Guard"), ("Remark", ChangeSubject.Variable, ""),
        ]);
    }

    [Fact]
    public void S64_every_new_or_changed_way_towards_a_visit_or_a_court_is_marked_and_one_that_leads_away_is_not()
    {
        var shipped = JsonNode.Parse(Repository.Read("workflow-definitions/overdue-visit.json"))!.AsObject();
        string Concerns(string from, string to, Action<JsonObject>? change = null)
        {
            var after = shipped.DeepClone().AsObject();
            after["root"]!["transitions"]!.AsArray().Add(Definition.Way(from, to, OnEvent("Said"), name: "new-way"));
            change?.Invoke(after);
            return string.Join(',', Between(shipped, after).Changes.Single(one => one.Name == "new-way").Concerns);
        }

        Concerns("Escalated", "ClosedRecalled").ShouldBe("Guard,Deadline", "whoever leaves a state stops its clock, and it shares its variables with what it runs inside");
        Concerns("Escalated", "Visit").ShouldBe("Guard,Deadline,Visit,Legal");
        Concerns("ManualIntervention", "Legal").ShouldBe("Guard,Deadline,Visit,Legal");
        Concerns("Escalated", "Ombudsman", after => after["root"]!["states"]!.AsArray().Add(State("Ombudsman"))).ShouldBe("Guard,Deadline");
    }

    [Fact]
    public void S64_a_first_publication_concerns_a_second_designer_only_where_it_reaches_people()
    {
        ActivityCatalogue.Diff.Between(null, Read(Case().ToJsonString())).Concerns.ShouldBeEmpty();
        var reaching = Case();
        reaching["root"]!["states"]![1]!["entry"] = Plan("SMS", "reminder");

        ActivityCatalogue.Diff.Between(null, Read(reaching.ToJsonString())).Concerns.ShouldBe([Concern.Guard, Concern.Deadline, Concern.Outreach]);
        ActivityCatalogue.Diff.Between(null, Read(Repository.Read("workflow-definitions/visit.json"))).Concerns.ShouldBe(Enum.GetValues<Concern>(), ignoreOrder: true);
    }

    [Fact]
    public void Definitions_that_cannot_run_are_compared_all_the_same()
    {
        var broken = Case();
        broken["root"]!["states"]!.AsArray().Add(new JsonObject());
        broken["root"]!["transitions"]!.AsArray().Add(new JsonObject { ["to"] = 7, ["trigger"] = "x", ["condition"] = new JsonArray(1) });

        Between(Case(), broken).Changes.Length.ShouldBeGreaterThan(0);
        Between(broken, Case()).Changes.Length.ShouldBeGreaterThan(0);
        ActivityCatalogue.Diff.Between(Read("{}"), Read("""{"root":{"states":3}}""")).Changes.ShouldBeEmpty();
    }

    internal static DefinitionChanges Between(JsonObject before, JsonObject after) => ActivityCatalogue.Diff.Between(Read(before.ToJsonString()), Read(after.ToJsonString()));

    /// <summary>Asked → Waiting → Closed, with a guard and a deadline.</summary>
    internal static JsonObject Case() => Of("Asked", [State("Asked"), State("Waiting"), State("Closed")],
    [
        Definition.Way("Asked", "Waiting", OnEvent("Answered"), Script("event.data.decision == 'YES'"), name: "yes"),
        Definition.Way("Asked", "Closed", OnEvent("Answered"), name: "no"),
        Definition.Way("Waiting", "Closed", Activity("Doorstep.Deadline", ("within", Literal("P10B"))), name: "late"),
    ]);

    private static JsonObject Plan(string kind, string template) => Activity("Doorstep.PlanAct", ("kind", Literal(kind)), ("template", Literal(template)));

    private static JsonObject Way(JsonObject definition, string name) => definition["root"]!["transitions"]!.AsArray().Single(way => way!["name"]!.ToString() == name)!.AsObject();

    private static JsonObject Variable(string name, string value) => new() { ["id"] = name, ["name"] = name, ["typeName"] = "String", ["value"] = value };

    private static JsonNode Taken(JsonArray list, int index)
    {
        var item = list[index]!;
        list.RemoveAt(index);
        return item;
    }

    private static AuthoredDefinition Read(string json) => DefinitionReader.Read(json, []).ShouldNotBeNull();
}
