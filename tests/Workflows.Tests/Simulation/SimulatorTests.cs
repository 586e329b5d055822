using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Wording;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Simulation;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Simulation;

/// <summary>Invented cases under a virtual clock.</summary>
public sealed class SimulatorTests
{
    private static readonly SimulationPlan Plan = new() { Start = Monday, DefinitionId = "test", Cases = 200, Seed = 5, Days = 365 };

    [Fact]
    public async Task S66_the_same_seed_gives_the_same_result_and_another_seed_another_one()
    {
        var machine = Machine(Asking());

        var (one, again, other) = (await PlayAsync(machine, Plan), await PlayAsync(machine, Plan), await PlayAsync(machine, Plan with { Seed = 6 }));

        Written(again).ShouldBe(Written(one));
        Written(other).ShouldNotBe(Written(one));
        one.Cases.ShouldBe(200);
        one.Ends.Sum(end => end.Cases).ShouldBe(200);
        one.Ends.Select(end => end.State).ShouldBe(["Yes", "No", "Late"], ignoreOrder: true);
    }

    [Fact]
    public async Task S66_ten_thousand_synthetic_cases_are_replayed_before_a_draft_is_published()
    {
        var result = await PlayAsync(Machine(Of("A", [State("A"), State("B"), State("End")],
        [
            Way("A", "B", OnEvent("Said"), name: "said"), Way("A", "B", Activity("Elsa.Delay", ("timeSpan", Literal("P9D"))), name: "silent"), Way("B", "End", Activity("Elsa.Delay", ("timeSpan", Literal("P1D"))), name: "end"),
        ])), Plan with { Cases = 10_000 });

        (result.Cases, result.IsCut).ShouldBe((10_000, false));
        result.Ends.ShouldHaveSingleItem().Cases.ShouldBe(10_000);
        result.Ways.Select(way => way.Transition).Order(StringComparer.Ordinal).ShouldBe(["end", "said", "silent"]);
        result.Ways.ShouldAllBe(way => way.Cases > 1_000);
    }

    [Fact]
    public async Task A_deadline_that_comes_before_what_it_waits_for_is_missed_and_one_that_never_has_to_is_not()
    {
        var script = Lines("""[{"after":"P2D","type":"Answered","data":{"decision":"YES"}}]""");

        var silent = await PlayAsync(Machine(Asking()), Plan with { Script = Lines("""[{"in":"Nowhere","type":"Answered"}]"""), Cases = 3 });
        var answered = await PlayAsync(Machine(Asking()), Plan with { Script = script, Cases = 3 });

        silent.Deadlines.ShouldHaveSingleItem().ShouldBe(new DeadlineCount("test", "late", 3, 3, 0, 1));
        silent.Ends.ShouldHaveSingleItem().ShouldBe(new EndCount("Late", TraceEnd.Closed, 3, 1, "SIM-5-000001"));
        silent.DaysToClosure.ShouldBe(new Spread(30, 30, 30, 30, 30));
        answered.Deadlines.ShouldHaveSingleItem().ShouldBe(new DeadlineCount("test", "late", 3, 0, 0, 0));
        answered.Paths.ShouldHaveSingleItem().States.ShouldBe(["Asked", "Yes"]);
        answered.DaysToClosure.Median.ShouldBe(2);
        answered.Ways.Where(way => way.Cases == 0).Select(way => way.Transition).ShouldBe(["late", "no"]);
    }

    [Fact]
    public async Task A_state_from_which_nothing_leads_on_is_a_dead_end_and_is_named_with_a_case()
    {
        var stuck = Of("Asked", [State("Asked"), State("Nowhere"), State("End")],
            [Way("Asked", "Nowhere", Activity("Elsa.Delay", ("timeSpan", Literal("P1D"))), name: "go"), Way("Nowhere", "End", OnEvent("NeverSaid"), Script("false"), name: "on")]);

        var result = await PlayAsync(Machine(stuck), Plan with { Cases = 4 });

        result.DeadEnds.ShouldHaveSingleItem().ShouldBe(new EndCount("Nowhere", TraceEnd.DeadEnd, 4, 1, "SIM-5-000001"));
        result.Ways.First(way => way.Transition == "on").Cases.ShouldBe(0);
    }

    [Fact]
    public async Task A_case_that_goes_round_by_itself_and_a_step_that_breaks_are_told_and_stop_nothing()
    {
        var round = Of("A", [State("A"), State("B"), State("End")],
        [
            Way("A", "B", Activity("Elsa.Delay", ("timeSpan", Literal("P1D"))), name: "to"), Way("B", "A", Activity("Elsa.Delay", ("timeSpan", Literal("PT1H"))), name: "fro"),
            Way("A", "End", OnEvent("Broken"), Script("event.data.x.y.z == 1"), name: "broken"),
        ]);

        var result = await PlayAsync(Machine(round), Plan with { Cases = 2, Days = 3650, Script = Lines("""[{"after":"PT2H","type":"Broken"}]""") });

        result.Ends.ShouldHaveSingleItem().End.ShouldBe(TraceEnd.Endless);
        result.Faults.ShouldHaveSingleItem().Times.ShouldBe(2);
    }

    [Fact]
    public async Task When_the_time_is_over_what_is_done_is_summed_up()
    {
        var result = await SimulatorWith(new SimulationOptions { TimeMax = TimeSpan.Zero }).PlayAsync(Machine(Asking()), Plan with { Cases = 10_000 }, TestContext.Current.CancellationToken);

        result.IsCut.ShouldBeTrue();
        result.Cases.ShouldBeLessThan(10_000);
    }

    [Fact]
    public async Task What_a_submachine_does_is_told_under_its_own_name()
    {
        var inner = Machine(Of("Open", [State("Open"), State("Done")], [Way("Open", "Done", Activity("Elsa.Delay", ("timeSpan", Literal("P3D"))), name: "go")]).Named("inner"));
        var outer = Machine(Of("Run", [State("Run"), State("End")], [Way("Run", "End", Activity("Doorstep.Submachine", ("definitionId", Literal("inner"))), name: "go")]));

        var result = await PlayAsync(outer.WithSubmachines([inner]), Plan with { Cases = 1 });

        result.Paths.ShouldHaveSingleItem().States.ShouldBe(["Run/Open", "End"]);
        result.Ways.Select(way => (way.Definition, way.Transition, way.Cases)).ShouldBe([("inner", "go", 1), ("test", "go", 1)]);
    }

    [Fact]
    public async Task A_guard_that_refused_everything_is_a_warning_and_not_a_quiet_good_result()
    {
        var machine = Machine(Of("A", [State("A", entry: Activity("Doorstep.PlanAct", ("kind", Literal("SMS")), ("template", Literal("REMINDER")))), State("End")],
            [Way("A", "End", Activity("Elsa.Delay", ("timeSpan", Literal("P9D"))), name: "end")]));

        var result = await PlayAsync(machine, Plan with { Cases = 4 });

        result.DeadEnds.ShouldBeEmpty();
        result.Acts.ShouldHaveSingleItem().Allowed.ShouldBe(0);
        result.Warnings[0].En.ShouldBe("Nobody was ever contacted: acts were refused 4 times and never allowed. The result says nothing about what contacts would bring.");
        (result with { Objections = [new ObjectionCount("Words", 7)] }).Warnings[0].En.ShouldContain("never allowed, and 'Words' objected 7 times.");
        (result with { Acts = [.. result.Acts, new ActCount("CALL", 1, 0, 0)] }).Warnings[0].En.ShouldStartWith("No act of these kinds was ever allowed");
    }

    /// <summary>Asks, and waits thirty days for an answer.</summary>
    private static JsonObject Asking() => Of("Asked", [State("Asked"), State("Yes"), State("No"), State("Late")],
    [
        Way("Asked", "Yes", OnEvent("Answered"), Script("event.data.decision == 'YES'"), name: "yes"), Way("Asked", "No", OnEvent("Answered"), Script("event.data.decision == 'NO'"), name: "no"),
        Way("Asked", "Late", Activity("Elsa.Delay", ("timeSpan", Literal("P30D"))), name: "late"),
    ]);

    private static Task<SimulationResult> PlayAsync(StateMachine machine, SimulationPlan plan) => SimulatorWith(new SimulationOptions()).PlayAsync(machine, plan, TestContext.Current.CancellationToken);

    private static Simulator SimulatorWith(SimulationOptions options) => new(
        new CaseFileFolder(new ReliefShelf()), new ReliefShelf(), new ActWording(new TemplateShelf(), Institution.Unknown), new ActDecider(), new RuleShelf(new ClockRules([], [])), new StrangePeople(), options);

    private static string Written(SimulationResult result) => JsonSerializer.Serialize(result);

    private static ImmutableArray<ScriptLine> Lines(string json) =>
    [
        .. JsonNode.Parse(json)!.AsArray().Select(line => new ScriptLine(
            line!["in"]?.ToString(), Duration.TryParse(line["after"]?.ToString() ?? "PT0S", out var after) ? after : throw new FormatException(), line["type"]!.ToString(),
            JsonSerializer.SerializeToElement(line["data"] ?? new JsonObject()))),
    ];
}
