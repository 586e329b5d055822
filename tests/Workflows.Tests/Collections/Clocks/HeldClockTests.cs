using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Collections.Policy;
using Doorstep.Workflows.Tests.Definitions;
using static Doorstep.Workflows.Tests.Deadlines.Calendars.Shipped;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Collections.Clocks;

/// <summary>Holds, interruptions and new rules on clocks that count business days; and holds whose own length a pack sets.</summary>
public sealed class HeldClockTests
{
    private static readonly DateTimeOffset Start = At("2026-02-12T10:00:00+08:00").ToUniversalTime();
    private static readonly DateTimeOffset Due = At("2026-03-04T10:00:00+08:00").ToUniversalTime();

    [Fact]
    public void A_hold_over_the_Spring_Festival_gives_a_business_day_clock_back_what_was_left_to_the_second()
    {
        var machine = Waiting();
        var begun = Begin(machine);
        begun.Deadlines.Single().DueAt.ShouldBe(Due);
        var stoppedAt = Start.AddDays(3).AddHours(2).AddMilliseconds(7);

        var stopped = Tell(machine, begun, "ComplaintFiled", "{}", stoppedAt);
        var resumed = Tell(machine, Stored(stopped), "HoldReleased", """{"hold":"COMPLAINT","by":"a","secondBy":"b"}""", stoppedAt.AddDays(11).AddSeconds(13));

        (stopped.Deadlines.Single().Left, resumed.Deadlines.Single().DueAt).ShouldBe((Due - stoppedAt, Due.AddDays(11).AddSeconds(13)));
        resumed.Deadlines.Single().By.ShouldBe(begun.Deadlines.Single().By, "what it was counted from stays with it");
    }

    [Fact]
    public void A_new_holiday_while_the_clock_stands_still_gives_a_day_more()
    {
        var machine = Waiting();
        var stopped = Tell(machine, Begin(machine), "ComplaintFiled", "{}", Start.AddDays(1));

        var recounted = machine.Recount(Counted(stopped, Holiday("2026-03-03"), Start.AddDays(2)), stopped, "calendar cn version 2", Start.AddDays(2)).ShouldBeOfType<Decision.Accepted>();

        (recounted.Next.Deadlines.Single().Left, recounted.Armed.Length, recounted.IsMove).ShouldBe((Due - Start, 0, false));
        var resumed = Tell(machine, recounted.Next, "HoldReleased", """{"hold":"COMPLAINT","by":"a","secondBy":"b"}""", Start.AddDays(2), Holiday("2026-03-03"));
        resumed.Deadlines.Single().DueAt.ShouldBe(Due.AddDays(2), "a day of the hold and a day of the holiday");
        machine.Recount(Counted(resumed, Holiday("2026-03-03"), Start.AddDays(3)), resumed, "calendar cn version 2", Start.AddDays(3)).ShouldBeOfType<Decision.Ignored>("counted once is enough");
    }

    [Fact]
    public void A_state_that_was_left_for_a_while_comes_back_with_its_moved_clock()
    {
        var machine = Machine(Of("Waiting", [State("Waiting"), State("Aside"), State("Over")],
            [Way("Waiting", "Over", Deadline()), Way("*", "Aside", OnEvent("ComplaintFiled"), name: "aside"), Way("Aside", "^", OnEvent("ComplaintClosed"), name: "back"), Way("Aside", "Over", OnEvent("Close"))]));
        var aside = Tell(machine, Begin(machine), "ComplaintFiled", "{}", Start.AddDays(1));

        var recounted = machine.Recount(Counted(aside, Holiday("2026-03-03"), Start.AddDays(2)), aside, "calendar cn version 2", Start.AddDays(2)).ShouldBeOfType<Decision.Accepted>();
        recounted.Journal.Single(line => line.Kind == JournalKind.ClockMoved).Text.ShouldStartWith("'Waiting→Over' waits until 2026-03-05T02:00:00.000Z instead of 2026-03-04T02:00:00.000Z");

        Tell(machine, Stored(recounted.Next), "ComplaintClosed", "{}", Start.AddDays(3), Holiday("2026-03-03")).Deadlines.Single().DueAt.ShouldBe(Due.AddDays(3), "two days aside and a holiday");
    }

    [Fact]
    public void A_stricter_pack_may_make_a_clock_due_at_once()
    {
        var machine = Waiting();
        var begun = Begin(machine);
        var now = Start.AddDays(14);
        var rules = Rules.Shipped.With(Packs.Version(2, now, ("clock.escalatedDays", Packs.Number(1))).Approved(now));

        var recounted = machine.Recount(Counted(begun, rules, now), begun, "policy pack CN-2026.2", now).ShouldBeOfType<Decision.Accepted>();

        (recounted.Armed.Single().DueAt, recounted.Cancelled.Single()).ShouldBe((Start.AddDays(1), begun.Deadlines.Single().Id));
        machine.Transition(recounted.Next, new WorkflowEvent.DeadlineFired(recounted.Armed.Single().Id), now).ShouldBeOfType<Decision.Accepted>().Next.StatePath.ShouldBe("Over");
    }

    [Theory]
    [InlineData("DisputeRaised", """{"creditData":true}""", "dispute.creditDataDays", Hold.Dispute)]
    [InlineData("DisputeRaised", "{}", "dispute.otherDays", Hold.Dispute)]
    [InlineData("ComplaintFiled", "{}", "complaint.days", Hold.Complaint)]
    [InlineData("ComplaintFiled", """{"isComplex":true}""", "complaint.complexDays", Hold.Complaint)]
    [InlineData("VulnerabilityDisclosed", """{"code":"ILLNESS"}""", "vulnerable.reviewDays", Hold.Vulnerable)]
    [InlineData("MoratoriumStarted", "{}", "moratorium.days", Hold.Moratorium)]
    [InlineData("RepresentativeAppointed", """{"kind":"DEBT_ADVISER"}""", "adviser.holdDays", Hold.Adviser)]
    [InlineData("DistressReported", "{}", "disaster.holdDays", Hold.IllnessBereavementDisaster)]
    public void The_pack_of_the_case_says_how_long_a_hold_lasts(string type, string data, string parameter, Hold hold)
    {
        var rules = Rules.Shipped.With(Packs.Version(2, Rules.Long, (parameter, Packs.Number(23))).Approved(Rules.Long));

        var opened = Fold(Rules.File("CN-2026.2"), type, data, rules, Start).Hold.Open.Single();

        (opened.Hold, opened.Until, opened.Length).ShouldBe((hold, Start.AddDays(23), new HoldClock(parameter, Start, 23)));
        Fold(Rules.File("CN-2031.9"), type, data, rules, Start).Hold.Open.Single().Until.ShouldNotBeNull("the table's length is the default");
    }

    [Fact]
    public void The_end_of_hardship_and_the_quiet_after_the_last_hold_are_the_packs_too()
    {
        var rules = Rules.Shipped.With(Packs.Version(2, Rules.Long, ("hardship.afterDecisionDays", Packs.Number(20)), ("coolingOff.days", Packs.Number(9))).Approved(Rules.Long));
        var decided = Fold(Fold(Rules.File("CN-2026.2"), "HardshipDeclared", "{}", rules, Start), "HardshipAssessed", """{"decision":"NO_HARDSHIP"}""", rules, Start.AddDays(1));

        decided.Hold.Open.Single().Until.ShouldBe(Start.AddDays(21));
        Fold(decided, "HoldReleased", """{"hold":"HARDSHIP","by":"a","secondBy":"b"}""", rules, Start.AddDays(2)).Hold.CoolOffUntil.ShouldBe(Start.AddDays(11));
    }

    [Fact]
    public void A_stricter_pack_moves_the_end_of_a_hold_that_is_open()
    {
        var file = Fold(Rules.File(), "RepresentativeAppointed", """{"kind":"DEBT_ADVISER"}""", Rules.Shipped, Start);
        var rules = Rules.Shipped.With(Packs.Version(2, Start.AddDays(1), ("adviser.holdDays", Packs.Number(45))).Approved(Start.AddDays(1)));

        var before = Files.Folder.Recount(file.WithClocks(CaseClockDesk.Of(file, rules, Start.AddDays(1).AddTicks(-1))));
        var after = Files.Folder.Recount(file.WithClocks(CaseClockDesk.Of(file, rules, Start.AddDays(1))));

        (((CaseFile)before).Hold.Open.Single().Until, ((CaseFile)after).Hold.Open.Single().Until).ShouldBe((Start.AddDays(30), Start.AddDays(45)));
        after.Reminders.Single().DueAt.ShouldBe(Start.AddDays(45));
    }

    private static ClockRules Holiday(string day)
    {
        var json = JsonNode.Parse(Text("cn"))!.AsObject();
        json["years"]!.AsArray()[0]!["holidays"]!.AsArray().Add(new JsonObject { ["day"] = day, ["name"] = "a day for a test" });
        return new ClockRules(Rules.Shipped.Packs, Rules.Shipped.Versions.Add(Rules.Version("cn", 2, json.ToJsonString())));
    }

    private static StateMachine Waiting() => Machine(Of("Waiting", [State("Waiting"), State("Over")], [Way("Waiting", "Over", Deadline())]));

    private static JsonObject Deadline() => Activity("Doorstep.Deadline", ("within", Literal("P99D")), ("parameter", Literal("clock.escalatedDays")), ("stopsFor", Literal("COMPLAINT")));

    private static Snapshot Begin(StateMachine machine) =>
        machine.Start("case-1", Values.EmptyObject, Rules.File().WithClocks(CaseClockDesk.Of(Rules.File(), Rules.Shipped, Start)), Start).ShouldBeOfType<Decision.Accepted>().Next;

    private static Snapshot Counted(Snapshot snapshot, ClockRules rules, DateTimeOffset now) =>
        snapshot with { Facts = snapshot.Facts.WithClocks(CaseClockDesk.Of((CaseFile)snapshot.Facts, rules, now)) };

    private static Snapshot Tell(StateMachine machine, Snapshot snapshot, string type, string data, DateTimeOffset at, ClockRules? rules = null)
    {
        var counted = Counted(snapshot, rules ?? Rules.Shipped, at);
        var fact = new WorkflowEvent.Raised($"e-{snapshot.Sequence}", type, at, JsonElement.Parse(data));
        return machine.Transition(counted with { Facts = Files.Folder.Fold(counted.Facts, fact, at) }, fact, at).ShouldBeOfType<Decision.Accepted>().Next;
    }

    private static CaseFile Fold(CaseFile file, string type, string data, ClockRules rules, DateTimeOffset at)
    {
        FactCatalogue.Check(type, JsonElement.Parse(data)).ShouldBeEmpty();
        return (CaseFile)Files.Folder.Fold(file.WithClocks(CaseClockDesk.Of(file, rules, at)), new WorkflowEvent.Raised("e-1", type, at, JsonElement.Parse(data)), at);
    }

    private static Snapshot Stored(Snapshot snapshot) => SnapshotCodec.Read(SnapshotCodec.Write(snapshot), Files.Folder);
}
