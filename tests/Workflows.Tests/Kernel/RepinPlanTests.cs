using System.Collections.Immutable;
using Doorstep.Workflows.Deadlines.Ledger;
using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Kernel;

/// <summary>How a case goes over to a version in which states are called otherwise and deadlines are of other lengths, and back.</summary>
public sealed class RepinPlanTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly StateMachine One = Machine([State("A"), State("End")], [Way("A", "End", Within(10 * Hour), key: "late"), Way("A", "End", After(20 * Hour), key: "remind")]);
    private static readonly StateMachine Two = Version([State("B"), State("End")], [Way("B", "End", Within(4 * Hour), key: "late"), Way("B", "End", After(20 * Hour), key: "remind")]);

    private static readonly RepinPlan Renamed = new() { States = ImmutableDictionary<(string, string), string>.Empty.Add(("test", "A"), "B") };

    [Fact]
    public void Without_a_mapping_a_state_that_is_gone_keeps_the_case_where_it_is() =>
        Two.Repin(One.Start().Next, Monday).ShouldBeOfType<Decision.Rejected>().Reason.ShouldBe("'A' is no state of 'test' version 2.");

    [Fact]
    public void A_state_with_another_name_is_neither_left_nor_entered_and_its_deadlines_run_on()
    {
        var started = One.Start().Next;

        var gone = Two.Repin(started, Renamed, Monday + Hour).ShouldBeOfType<Decision.Accepted>();

        (gone.Next.StatePath, gone.IsMove, gone.Next.StateSince).ShouldBe(("B", false, Monday));
        gone.Next.Deadlines.ShouldBe(started.Deadlines);
        gone.Armed.ShouldBeEmpty();
        gone.Journal.Select(line => line.Text).ShouldBe(["'A' is 'B' in the other version.", "'test' runs in version 2 instead of 1"]);
    }

    [Fact]
    public void A_deadline_is_kept_counted_again_from_when_it_began_or_given_grace()
    {
        var started = One.Start().Next;
        DateTimeOffset Due(DeadlinePolicy policy) => Two.Repin(started, Renamed with { Deadlines = Renamed.Deadlines.Add(("test", "late"), policy) }, Monday + Hour)
            .ShouldBeOfType<Decision.Accepted>().Next.Deadlines.Single(armed => armed.Transition == "late").DueAt;

        Due(new DeadlinePolicy.Keep()).ShouldBe(Monday + (10 * Hour));
        Due(new DeadlinePolicy.Recompute()).ShouldBe(Monday + (4 * Hour));
        Due(new DeadlinePolicy.Grace(3 * Hour)).ShouldBe(Monday + (13 * Hour));
    }

    [Fact]
    public void What_moves_gets_a_new_row_and_what_comes_to_the_same_time_keeps_its_own()
    {
        var started = One.Start().Next;

        var gone = Two.Repin(started, Renamed with { Otherwise = new DeadlinePolicy.Recompute() }, Monday + (6 * Hour)).ShouldBeOfType<Decision.Accepted>();

        gone.Cancelled.ShouldBe([started.Deadlines.Single(armed => armed.Transition == "late").Id]);
        gone.Armed.ShouldHaveSingleItem().DueAt.ShouldBe(Monday + (4 * Hour));
        gone.Next.Deadlines.Single(armed => armed.Transition == "remind").ShouldBe(started.Deadlines.Single(armed => armed.Transition == "remind"));
        // What is over by then is due at once.
        Two.Take(gone.Next, gone.Next.Fired("late"), Monday + (6 * Hour)).Next.StatePath.ShouldBe("End");
    }

    [Fact]
    public void What_a_case_can_come_back_to_takes_its_new_name_too()
    {
        Transition[] Ways(string name) => [Way(name, "End", On("Go")), Way("*", "Held", On("Hold")), Way("Held", "^", On("Free"))];
        var one = Machine([State("A"), State("Held"), State("End")], Ways("A"));
        var two = Version([State("B"), State("Held"), State("End")], Ways("B"));

        var gone = two.Repin(one.Take(one.Start().Next, Event("Hold")).Next, Renamed, Monday).ShouldBeOfType<Decision.Accepted>();

        two.Take(gone.Next, Event("Free")).Next.StatePath.ShouldBe("B");
    }

    [Fact]
    public void Going_back_stands_the_case_where_it_stood_with_every_deadline_due_when_it_was()
    {
        var started = One.Start().Next;
        var gone = Two.Repin(started, Renamed with { Otherwise = new DeadlinePolicy.Grace(5 * Hour) }, Monday + Hour).ShouldBeOfType<Decision.Accepted>();

        var back = One.GoBack(gone.Next, started.Frames, Monday + (2 * Hour)).ShouldBeOfType<Decision.Accepted>();

        (back.Next.StatePath, back.Next.Pins["test"], back.Next.Frames[0].Version, back.Next.Sequence).ShouldBe(("A", 1, 1, 3));
        back.Next.Deadlines.Select(armed => (armed.Transition, armed.DueAt)).ShouldBe(started.Deadlines.Select(armed => (armed.Transition, armed.DueAt)));
        back.Cancelled.ShouldBe(gone.Next.Deadlines.Select(armed => armed.Id), ignoreOrder: true);
        back.Armed.Select(armed => armed.Id).ShouldBe(back.Next.Deadlines.Select(armed => armed.Id));
        back.Next.Deadlines.Select(armed => armed.Id).Intersect(gone.Next.Deadlines.Concat(started.Deadlines).Select(armed => armed.Id)).ShouldBeEmpty();
        One.Take(back.Next, back.Next.Fired("late"), Monday + (10 * Hour)).Next.StatePath.ShouldBe("End");
    }

    [Fact]
    public void The_journal_tells_every_life_of_a_deadline_there_and_back()
    {
        var (started, policy) = (One.Start(), Renamed with { Deadlines = Renamed.Deadlines.Add(("test", "late"), new DeadlinePolicy.Grace(5 * Hour)) });
        var gone = Two.Repin(started.Next, policy, Monday + Hour).ShouldBeOfType<Decision.Accepted>();
        var back = One.GoBack(gone.Next, started.Next.Frames, Monday + (2 * Hour)).ShouldBeOfType<Decision.Accepted>();

        var (lives, tally) = (new DeadlineLives(), new DeadlineTally());
        foreach (var (step, index) in ((Decision.Accepted[])[started, gone, back]).Select((step, index) => (step, index)))
        {
            lives.Take(index + 1, Monday, "repin", step.Journal);
            tally = step.Journal.Aggregate(tally, (made, line) => made.With(line, Monday, Hour));
            lives.All.Where(life => life.IsOpen).Select(life => life.Id).ShouldBe(step.Next.Deadlines.Select(armed => armed.Id), ignoreOrder: true);
            tally.Opened.ShouldBe(step.Next.Deadlines.Count());
        }
    }

    [Fact]
    public void A_deadline_that_stands_still_is_open_again_when_the_case_goes_back_to_a_version_that_has_it()
    {
        var (started, without) = (One.Start().Next, Version([State("B"), State("End")], [Way("B", "End", On("Go"))]));
        var frames = started.Frames.SetItem(0, started.Frames[0] with { Deadlines = [.. started.Frames[0].Deadlines.Select(armed => armed with { Left = Hour, StoppedAt = Monday })] });
        var suspended = started with { Frames = frames, Suspension = new Suspension(Monday, Monday + (100 * Hour), true) };
        var gone = without.Repin(suspended, Renamed, Monday + Hour).ShouldBeOfType<Decision.Accepted>();

        var back = One.GoBack(gone.Next, frames, Monday + (2 * Hour)).ShouldBeOfType<Decision.Accepted>();

        var tally = gone.Journal.Concat(back.Journal).Aggregate(new DeadlineTally(), (made, line) => made.With(line, Monday, Hour));
        (tally.Opened, tally.StoppedMore, tally.Cancelled, tally.Armed).ShouldBe((0, 0, 2, 2));
        back.Next.Deadlines.ShouldBe(suspended.Deadlines);
        back.Armed.ShouldBeEmpty();
    }

    private static StateMachine Version(State[] states, Transition[] ways)
    {
        var made = Machine(states, ways);
        return new StateMachine(made.Id, 2, made.Name, made.InitialState, made.Declared, made.Variables, made.Bounds);
    }
}
