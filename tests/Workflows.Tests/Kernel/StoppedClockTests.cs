using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Reference;

namespace Doorstep.Workflows.Tests.Kernel;

/// <summary>A clock that a hold has stopped is told as stopped.</summary>
public sealed class StoppedClockTests
{
    [Fact]
    public void T44_A_stopped_clock_says_since_when_for_which_holds_and_what_it_has_left()
    {
        var disputed = Walk.Begin().Pass(TimeSpan.FromDays(10)).Raise("DisputeRaised", new { ground = "AMOUNT" });
        var held = disputed.Pass(TimeSpan.FromDays(2)).Raise("RepresentativeAppointed", new { kind = "LAWYER" });
        var machine = held.Machine;

        var clocks = machine.StoppedClocks(held.Snapshot, held.Now);

        var t10 = held.Snapshot.Deadlines.Single(armed => armed.Transition == "T10");
        var stopped = clocks[t10.Id];
        (stopped.Since, stopped.Left, string.Join(' ', stopped.Holds)).ShouldBe((disputed.Now, TimeSpan.FromDays(20), "DISPUTE REPRESENTED"));
        stopped.ToString().ShouldBe("stands still since 2031-03-13T01:00:00.000Z for holds DISPUTE, REPRESENTED; P20D is left");
        var way = machine.Explain(held.Snapshot, held.Now).Ways.Single(way => way.Key == "T10" && way.Stopped is not null);
        (way.DueAt, way.Stopped!.Left).ShouldBe((null, TimeSpan.FromDays(20)));
        machine.Explain(held.Snapshot, held.Now).Next.ShouldNotBe(way);
        machine.StoppedClocks(Walk.Begin().Snapshot, Walk.Monday).ShouldBeEmpty();
    }
}
