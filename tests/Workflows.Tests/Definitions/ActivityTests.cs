using System.Text.Json.Nodes;
using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Definitions;

public sealed class ActivityTests
{
    [Fact]
    public void Sequence_if_switch_and_for_each_run_in_order_inside_one_step()
    {
        var sequence = Activity("Elsa.Sequence", ("activities", new JsonArray(
            Activity("Elsa.If", ("condition", Script("input.rich")), ("then", Note("'rich'")), ("else", Note("'poor'"))),
            Activity("Elsa.Switch",
                ("cases", new JsonArray(
                    new JsonObject { ["label"] = "a", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "input.kind == 'a'" }, ["activity"] = Note("'a'") },
                    new JsonObject { ["label"] = "b", ["condition"] = Script("input.kind == 'b'"), ["activity"] = Note("'b'") },
                    new JsonObject { ["label"] = "c", ["condition"] = Script("true"), ["activity"] = Note("'c'") })),
                ("mode", Literal("MatchAny")), ("default", Note("'none'"))),
            Activity("Elsa.ForEach", ("items", Expression("Object", "[1,2]")), ("body", Note("`item ${getCurrentValue()}`"))))));

        Started(sequence, new { rich = false, kind = "b" }).Notes().ShouldBe(["poor", "b", "c", "item 1", "item 2"]);
    }

    [Fact]
    public void Set_variable_and_set_name_are_seen_by_what_follows()
    {
        var sequence = Activity("Elsa.Sequence", ("activities", new JsonArray(
            Activity("Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "v1" }), ("value", Script("[variables.Note, 'more']"))),
            Activity("Elsa.SetName", ("value", Expression("Liquid", "Case {{ Variables.Note | join: '-' }}"))),
            Note("getNote().length + ' ' + getWorkflowInstanceName()"))));

        var started = Started(sequence);

        started.Notes().ShouldBe(["2 Case hello-more"]);
        started.Next.Name.ShouldBe("Case hello-more");
    }

    [Fact]
    public void Publish_event_is_an_effect_outwards_to_another_case_or_back_home()
    {
        var sequence = Activity("Elsa.Sequence", ("activities", new JsonArray(
            Activity("Elsa.PublishEvent", ("eventName", Literal("NoticeRequested")), ("payload", Script("({amount: 5})"))),
            Activity("Elsa.PublishEvent", ("eventName", Literal("Hello")), ("correlationId", Literal("LN-2"))),
            Activity("Elsa.PublishEvent", ("eventName", Literal("Again")), ("isLocalEvent", Literal("True"))))));

        var effects = Started(sequence).Effects;

        effects[0].ShouldBeOfType<Effect.PublishEvent>().Payload.GetRawText().ShouldBe("""{"amount":5}""");
        effects[1].ShouldBeOfType<Effect.RaiseEvent>().BusinessKey.ShouldBe("LN-2");
        effects[2].ShouldBeOfType<Effect.RaiseEvent>().BusinessKey.ShouldBeNull();
    }

    [Fact]
    public void S12_fault_stops_the_step_with_its_message()
    {
        var decision = Machine(Of("New", [State("New", Activity("Elsa.Fault", ("message", Literal("Ledger is away")), ("code", Literal("L1"))))], []))
            .Start("case-1", Values.EmptyObject, JsonFacts.Empty, Monday);

        decision.ShouldBeOfType<Decision.Faulted>().Incident.Message.ShouldBe("states[0].entry: Ledger is away (L1)");
    }

    [Fact]
    public void S9_a_loop_longer_than_the_bound_faults_the_step()
    {
        var loop = Activity("Elsa.ForEach", ("items", Script("Array.from({length: 1000}, (_, i) => i)")), ("body", Note("'x'")));

        var decision = Machine(Of("New", [State("New", loop)], [])).Start("case-1", Values.EmptyObject, JsonFacts.Empty, Monday);

        decision.ShouldBeOfType<Decision.Faulted>().Incident.Message.ShouldContain("ActivitiesMax");
    }

    [Fact]
    public void The_data_of_an_event_lands_in_the_variable_its_output_is_bound_to()
    {
        var trigger = OnEvent("Paid");
        trigger["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v1" } };
        var machine = Machine(Of("New", [State("New"), State("Closed", Note("getNote().amount"))], [Way("New", "Closed", trigger, Script("variables.Note.amount > 1"))], Variables()));

        var rejected = machine.Transition(Start(machine).Next, Raised("Paid", new { amount = 1 }), Monday).ShouldBeOfType<Decision.Rejected>();
        rejected.Reason.ShouldContain("variables.Note.amount > 1");
        machine.Transition(Start(machine).Next, Raised("Paid", new { amount = 2 }), Monday).ShouldBeOfType<Decision.Accepted>().Notes().ShouldBe(["2"]);
    }

    [Theory]
    [InlineData("Elsa.Delay", "timeSpan", "1.02:00:00", "2031-03-04T11:00:00Z")]
    [InlineData("Elsa.Timer", "interval", "PT30M", "2031-03-03T09:30:00Z")]
    [InlineData("Doorstep.Deadline", "within", "P1M", "2031-04-03T09:00:00Z")]
    [InlineData("Elsa.StartAt", "dateTime", "2031-05-01T09:00:00+08:00", "2031-05-01T01:00:00Z")]
    [InlineData("Elsa.Cron", "cronExpression", "0 9 * * 1", "2031-03-10T09:00:00Z")]
    [InlineData("Elsa.Cron", "cronExpression", "30 0 12 * * *", "2031-03-03T12:00:30Z")]
    public void Timed_triggers_are_due_when_they_say(string type, string input, string value, string due)
    {
        var machine = Machine(Of("New", [State("New"), State("Closed")], [Way("New", "Closed", Activity(type, (input, Literal(value))))]));

        Start(machine).Armed.ShouldHaveSingleItem().DueAt.ShouldBe(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static JsonArray Variables() => [new JsonObject { ["id"] = "v1", ["name"] = "Note", ["value"] = "hello" }];

    private static Decision.Accepted Started(JsonObject entry, object? input = null) => Start(Machine(Of("New", [State("New", entry)], [], Variables())), input);
}
