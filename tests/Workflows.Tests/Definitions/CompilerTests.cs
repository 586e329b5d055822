using System.Text.Json.Nodes;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Definitions;

public sealed class CompilerTests
{
    [Fact]
    public void Every_fault_is_reported_at_once_with_its_path_and_a_repair()
    {
        var compiled = Compile(Of("Nwe",
            [State("New", Activity("Elsa.Delay")), State("Appointment", Activity("Elsa.Writeline")), State("New")],
            [
                Way("New", "Apointment", OnEvent("Go")),
                Way("^", "*", Activity("Elsa.WriteLine")),
                Way("New", "Appointment", Activity("Elsa.Cron", ("cronExpression", Literal("every day")))),
                Way("New", "Appointment", Activity("Elsa.Delay", ("timeSpan", Literal("5 days")))),
                Way("New", "Appointment", Activity("Elsa.Event"), Script("1 +")),
                Way("New", "Appointment", OnEvent("x"), null, Activity("Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "nope" }))),
            ],
            [new JsonObject { ["id"] = "v", ["name"] = "note" }]));

        compiled.Machine.ShouldBeNull();
        compiled.Faults.Select(fault => fault.ToString()).ShouldBe(
        [
            "states[2].name: 'New' is there twice; states are known by name.",
            "initialState: 'Nwe' is not a state; did you mean 'New'?",
            "transitions[0].to: 'Apointment' is not a state; did you mean 'Appointment'?",
            "transitions[1].from: '^' is a way back, not a place: it can only be a target.",
            "transitions[1].to: '*' stands for any state and cannot be a target. Use '^' to go back.",
            "transitions[1].trigger: 'Elsa.WriteLine' is not something to wait for. Use one of: Doorstep.Deadline, Doorstep.HoldChanged, Doorstep.Submachine, Elsa.Cron, Elsa.Delay, Elsa.Event, Elsa.StartAt, Elsa.Timer.",
            "transitions[2].trigger.cronExpression: 'every day' is not a cron expression. Write '0 9 * * 1' for Mondays at nine.",
            "transitions[3].trigger.timeSpan: '5 days' is not a span of time. Write 'P5D', 'PT30M' or '1.12:30:00'.",
            "transitions[4].trigger.eventName: Elsa.Event needs 'eventName': \"eventName\": {\"expression\": {\"type\": \"Literal\", \"value\": \"PaymentReceived\"}}.",
            "transitions[4].condition: This is not JavaScript: Unexpected end of input (1:4) In: 1 +",
            "transitions[5].action.variable: 'nope' is not a variable; did you mean 'note'?",
            "states[0].entry: 'Elsa.Delay' waits, and a slot takes no time. Make it the trigger of a transition.",
            "states[1].entry.type: 'Elsa.Writeline' is not an activity that Doorstep runs; did you mean 'Elsa.WriteLine'?",
        ], ignoreOrder: true);
    }

    [Fact]
    public void Dead_ends_unreached_states_and_states_without_a_deadline_are_warned_of()
    {
        var compiled = Compile(Of("New", [State("New"), State("Stopped"), State("Island"), State("ClosedPaid")],
            [Way("New", "Stopped", OnEvent("Stop")), Way("New", "ClosedPaid", OnEvent("Pay")), Way("Island", "New", Activity("Elsa.Delay"))]));

        compiled.Faults.ShouldBeEmpty();
        compiled.Warnings.Select(warning => warning.Path).ShouldBe(["states[0]", "states[1]", "states[2]"]);
        compiled.Warnings[0].Message.ShouldContain("has no deadline");
        compiled.Warnings[1].Message.ShouldContain("has no exit");
        compiled.Warnings[2].Message.ShouldContain("No way leads");
    }

    [Theory]
    [InlineData("[]", "object")]
    [InlineData("{", "not JSON")]
    [InlineData("{}", "root: is missing.")]
    [InlineData("""{"definitionId":"x","root":{"type":"Elsa.Flowchart"}}""", "Elsa.StateMachine")]
    [InlineData("""{"definitionId":"x","root":{"type":"Elsa.StateMachine","states":7,"transitions":[3]}}""", "must be an array")]
    public void What_is_not_a_definition_is_told_so_and_never_throws(string json, string said) =>
        string.Join('\n', ActivityCatalogue.Compiler().Compile(json).Faults).ShouldContain(said);

    [Fact]
    public void Two_variables_of_one_name_are_a_fault()
    {
        JsonObject Variable(string id) => new() { ["id"] = id, ["name"] = "Note", ["value"] = id };

        Compile(Of("A", [State("A")], [], [Variable("v1"), Variable("v2")])).Faults.ShouldHaveSingleItem()
            .ShouldBe(new DefinitionFault("variables", "'Note' is there twice; variables are known by name."));
    }

    [Fact]
    public void S11_a_state_runs_one_submachine_and_never_its_own_definition()
    {
        JsonObject Sub(string id) => Activity("Doorstep.Submachine", ("definitionId", Literal(id)));

        var compiled = Compile(Of("A", [State("A"), State("Closed")], [Way("A", "Closed", Sub("x")), Way("A", "Closed", Sub("y")), Way("*", "Closed", Sub("test"))]));

        compiled.Faults.Select(fault => fault.Path).ShouldBe(["transitions[1].trigger.definitionId", "transitions[2].trigger", "transitions[2].trigger.definitionId"]);
    }

    [Fact]
    public void A_definition_recorded_from_Elsa_runs_as_it_is()
    {
        var compiled = ActivityCatalogue.Compiler().Compile(File.ReadAllText("Samples/elsa-order.json"));
        compiled.Faults.ShouldBeEmpty();
        var machine = compiled.Machine!;

        var started = Start(machine);
        started.Next.StatePath.ShouldBe("New");
        var submitted = machine.Transition(started.Next, Raised("Submit"), Monday).ShouldBeOfType<Decision.Accepted>();
        submitted.Notes().ShouldBe(["entered Review, note=hello"]);
        var approved = machine.Transition(submitted.Next, Raised("Approve"), Monday).ShouldBeOfType<Decision.Accepted>();
        approved.Notes().ShouldBe(["left Review", "approve action"]);
        var deadline = approved.Armed.ShouldHaveSingleItem();
        deadline.DueAt.ShouldBe(Monday.AddSeconds(3));

        var done = machine.Transition(approved.Next, new WorkflowEvent.DeadlineFired(deadline.Id), Monday.AddSeconds(3)).ShouldBeOfType<Decision.Accepted>();
        done.Next.StatePath.ShouldBe("Done");
        done.Next.Status.ShouldBe(CaseStatus.Completed);
    }
}
