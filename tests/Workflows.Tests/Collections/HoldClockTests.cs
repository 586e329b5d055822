using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Definitions;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Collections;

/// <summary>A hold stops the deadlines that say so, to the millisecond, and nothing else.</summary>
public sealed class HoldClockTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void A_hold_stops_a_deadline_and_its_end_gives_back_what_was_left_to_the_millisecond()
    {
        var machine = Waiting("DISPUTE");
        var begun = Begin(machine);
        var stoppedAt = Files.Monday + TimeSpan.FromDays(3) + TimeSpan.FromMilliseconds(7);

        var stopped = Tell(machine, begun, "DisputeRaised", "{}", stoppedAt);

        (stopped.IsMove, stopped.Cancelled.Single(), stopped.Next.Deadlines.Single().Left).ShouldBe((false, begun.Deadlines.Single().Id, Files.Monday + (10 * Day) - stoppedAt));
        machine.Transition(stopped.Next, new WorkflowEvent.DeadlineFired(begun.Deadlines.Single().Id), Files.Monday + (20 * Day)).ShouldBeOfType<Decision.Ignored>();

        var answered = Tell(machine, Stored(stopped.Next), "DisputeResolved", """{"result":"REJECTED","answerRef":"doc:answer"}""", stoppedAt + (5 * Day), mayBeNothing: true);
        var released = Tell(machine, answered.Next, "HoldReleased", """{"hold":"DISPUTE","by":"sup_1"}""", stoppedAt + (6 * Day));

        var resumed = released.Armed.Single();
        resumed.DueAt.ShouldBe(Files.Monday + (16 * Day));
        released.Journal.Select(line => line.Kind).ShouldBe([JournalKind.ClockResumed]);
        machine.Transition(released.Next, new WorkflowEvent.DeadlineFired(resumed.Id), resumed.DueAt).ShouldBeOfType<Decision.Accepted>().Next.StatePath.ShouldBe("Over");
    }

    [Theory]
    [InlineData("NONE", false)]
    [InlineData("ALL", true)]
    [InlineData("COMPLAINT, DISPUTE", true)]
    [InlineData("COMPLAINT", false)]
    [InlineData("ALL EXCEPT COMPLAINT", true)]
    [InlineData("ALL EXCEPT COMPLAINT, DISPUTE", false)]
    public void Only_the_holds_that_a_deadline_names_stop_it(string stopsFor, bool isStopped)
    {
        var machine = Waiting(stopsFor);
        var told = Tell(machine, Begin(machine), "DisputeRaised", "{}", Files.Monday);

        (told.Next.Deadlines.Single().Left is not null).ShouldBe(isStopped);
    }

    [Theory]
    [InlineData("dispute", "'dispute' in 'dispute' is not the name of a hold.")]
    [InlineData("ALL EXCEPT", "'ALL EXCEPT' in 'ALL EXCEPT' is not the name of a hold.")]
    [InlineData("DISPUTE,", "'' in 'DISPUTE,' is not the name of a hold.")]
    public void A_list_of_holds_that_is_none_is_a_fault_of_the_definition(string stopsFor, string message)
    {
        var fault = Compile(Json(stopsFor)).Faults.ShouldHaveSingleItem();

        (fault.Path.EndsWith(".stopsFor", StringComparison.Ordinal), fault.Message.StartsWith(message, StringComparison.Ordinal)).ShouldBe((true, true), fault.ToString());
    }

    [Fact]
    public void While_one_hold_is_left_the_clock_stands_still()
    {
        var machine = Waiting("ALL");
        var two = Tell(machine, Tell(machine, Begin(machine), "DisputeRaised", "{}", Files.Monday).Next, "ComplaintFiled", "{}", Files.Monday + Day).Next;

        var one = Tell(machine, two, "HoldReleased", """{"hold":"DISPUTE","by":"a","secondBy":"b"}""", Files.Monday + (2 * Day)).Next;
        one.Deadlines.Single().Left.ShouldBe(10 * Day);

        Tell(machine, one, "HoldReleased", """{"hold":"COMPLAINT","by":"a","secondBy":"b"}""", Files.Monday + (3 * Day)).Armed.Single().DueAt.ShouldBe(Files.Monday + (13 * Day));
    }

    [Fact]
    public void A_deadline_that_is_armed_under_a_hold_stands_still_from_its_first_instant()
    {
        var machine = Machine(Of("A", [State("A"), State("B"), State("Over")], [Way("A", "B", OnEvent("Go")), Way("B", "Over", Deadline("ALL"))]));
        var held = Tell(machine, Begin(machine), "ComplaintFiled", "{}", Files.Monday);

        var entered = Tell(machine, held.Next, "Go", "{}", Files.Monday + Day);

        (entered.Next.StatePath, entered.Next.Deadlines.Single().Left, entered.Armed.Length).ShouldBe(("B", 10 * Day, 0));
    }

    [Fact]
    public void What_the_file_wants_to_be_reminded_of_is_armed_once_and_gone_with_the_wish()
    {
        var machine = Waiting("NONE");
        var held = Tell(machine, Begin(machine), "ComplaintFiled", "{}", Files.Monday);
        var armed = held.Next.Reminders.Single();
        (armed.Reminder.EventType, armed.Reminder.DueAt, held.Armed.Single().Id).ShouldBe(("HoldExpired", Files.Monday + (15 * Day), armed.Id));

        machine.Transition(Known(held.Next, "InboundMessage", "{}", Files.Monday).Snapshot, Known(held.Next, "InboundMessage", "{}", Files.Monday).Fact, Files.Monday).ShouldBeOfType<Decision.Rejected>();
        Stored(held.Next).Reminders.ShouldBe(held.Next.Reminders);
        var closed = Tell(machine, held.Next, "ComplaintClosed", "{}", Files.Monday + Day);

        (closed.Cancelled.Single(), closed.Next.Reminders.Length).ShouldBe((armed.Id, 0));
    }

    [Fact]
    public void A_case_that_is_closed_wants_nothing_any_more()
    {
        var machine = Machine(Of("A", [State("A"), State("Over")], [Way("A", "Over", OnEvent("Go"))]));
        var held = Tell(machine, Begin(machine), "ComplaintFiled", "{}", Files.Monday).Next;

        var closed = Tell(machine, held, "Go", "{}", Files.Monday + Day);

        (closed.Next.Status, closed.Next.Reminders.Length, closed.Cancelled.Single()).ShouldBe((CaseStatus.Completed, 0, held.Reminders.Single().Id));
    }

    private static StateMachine Waiting(string stopsFor) => Machine(Json(stopsFor));

    private static JsonObject Json(string stopsFor) => Of("Waiting", [State("Waiting"), State("Over")], [Way("Waiting", "Over", Deadline(stopsFor))]);

    private static JsonObject Deadline(string stopsFor) => Activity("Doorstep.Deadline", ("within", Literal("P10D")), ("stopsFor", Literal(stopsFor)));

    private static Snapshot Begin(StateMachine machine) => machine.Start("case-1", Values.EmptyObject, Files.Open(), Files.Monday).ShouldBeOfType<Decision.Accepted>().Next;

    private static Decision.Accepted Tell(StateMachine machine, Snapshot snapshot, string type, string data, DateTimeOffset at, bool mayBeNothing = false)
    {
        var (known, fact) = Known(snapshot, type, data, at);
        var decision = machine.Transition(known, fact, at);
        if (decision is Decision.Rejected) return new Decision.Accepted(known with { Sequence = known.Sequence + 1 }, [], [], [], [], mayBeNothing ? "nothing" : decision.Reason, IsMove: false);
        return decision.ShouldBeOfType<Decision.Accepted>(decision.Reason);
    }

    private static (Snapshot Snapshot, WorkflowEvent.Raised Fact) Known(Snapshot snapshot, string type, string data, DateTimeOffset at)
    {
        var fact = new WorkflowEvent.Raised($"e-{snapshot.Sequence}", type, at, JsonElement.Parse(data));
        return (snapshot with { Facts = Files.Folder.Fold(snapshot.Facts, fact, at) }, fact);
    }

    private static Snapshot Stored(Snapshot snapshot) => SnapshotCodec.Read(SnapshotCodec.Write(snapshot), Files.Folder);
}
