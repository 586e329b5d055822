using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Kernel;

/// <summary>How a case goes over to other versions of its definitions.</summary>
public sealed class RepinTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_case_stays_where_it_stands_with_the_deadlines_that_both_versions_have()
    {
        var one = Machine([State("A"), State("End")], [Way("A", "End", Within(3 * Hour), key: "both"), Way("A", "End", Within(4 * Hour), key: "old")], variables: ["x"]);
        var two = Version(2, [State("A"), State("End")], [Way("A", "End", Within(9 * Hour), key: "both"), Way("A", "End", Within(Hour), key: "new")], ["x", "y"]);
        var started = one.Start().Next;

        var repinned = two.Repin(started, Monday + Hour).ShouldBeOfType<Decision.Accepted>();

        repinned.Next.Pins.ShouldHaveSingleItem().Value.ShouldBe(2);
        (repinned.Next.Frames[0].Version, repinned.Next.StatePath, repinned.IsMove).ShouldBe((2, "A", false));
        repinned.Next.Frames[0].Variables.Keys.ShouldBe(["x", "y"]);
        repinned.Next.Deadlines.Select(armed => (armed.Transition, armed.DueAt)).ShouldBe([("both", Monday + (3 * Hour)), ("new", Monday + (2 * Hour))]);
        repinned.Cancelled.ShouldBe([started.Deadlines.Single(armed => armed.Transition == "old").Id]);
        repinned.Armed.ShouldHaveSingleItem().Transition.ShouldBe("new");
        repinned.Reason.ShouldBe("The case runs test 2 instead of test 1.");
        two.Repin(repinned.Next, Monday).ShouldBeOfType<Decision.Rejected>().Reason.ShouldBe("The case runs these versions already: test 2.");
    }

    [Fact]
    public void A_case_that_stands_in_what_the_other_version_does_not_have_stays_with_every_reason()
    {
        var inner = Machine([State("Pending"), State("Done")], [Way("Pending", "Done", On("Go"))], id: "visit");
        var one = Machine([State("Visit"), State("End")], [Way("Visit", "End", Runs("visit"))], inner: [inner]);
        var standing = one.Start().Next;

        Misfit(Version(2, [State("Call"), State("End")], [Way("Call", "End", On("Go"))]), standing)
            .ShouldBe("'Visit' is no state of 'test' version 2. 'visit', in which the case stands, runs nowhere in 'test' version 2.");
        Misfit(Version(2, [State("Visit"), State("End")], [Way("Visit", "End", On("Go"))]), standing).ShouldContain("State 'Visit' runs nothing inside itself in 'test' version 2, and the case stands in 'visit'.");
        Misfit(Version(2, [State("Call"), State("Visit")], [Way("Call", "Visit", On("Go"))]), standing).ShouldContain("'Visit' is an end of 'test' version 2.");
        Misfit(Version(2, [State("A"), State("End")], [Way("A", "End", Runs("visit"))], inner: [inner]), Machine([State("A"), State("End")], [Way("A", "End", On("Go"))]).Start().Next)
            .ShouldBe("State 'A' runs 'visit' inside itself in 'test' version 2, and the case stands in nothing.");
    }

    [Fact]
    public void What_a_case_can_come_back_to_has_to_be_there_too()
    {
        Transition[] ways = [Way("A", "End", On("Go")), Way("*", "Held", On("Hold")), Way("Held", "^", On("Free"))];
        var one = Machine([State("A"), State("Held"), State("End")], ways);
        var held = one.Take(one.Start().Next, Event("Hold")).Next;

        Misfit(Version(2, [State("Held"), State("End")], [Way("*", "Held", On("Hold")), Way("Held", "^", On("Free"))]), held).ShouldBe("'A' is no state of 'test' version 2.");
        var two = Version(2, [State("A"), State("Held"), State("End")], ways);
        var repinned = two.Repin(held, Monday).ShouldBeOfType<Decision.Accepted>().Next;
        repinned.Frames[0].Interruptions[0].Frames[0].Version.ShouldBe(2);
        two.Take(repinned, Event("Free")).Next.StatePath.ShouldBe("A");
    }

    private static string Misfit(StateMachine machine, Snapshot snapshot) => machine.Repin(snapshot, Monday).ShouldBeOfType<Decision.Rejected>().Reason;

    private static StateMachine Version(int version, State[] states, Transition[] ways, string[]? variables = null, StateMachine[]? inner = null)
    {
        var made = Machine(states, ways, variables: variables, inner: inner);
        return new StateMachine(made.Id, version, made.Name, made.InitialState, made.Declared, made.Variables, made.Bounds).WithSubmachines(inner ?? []);
    }
}
