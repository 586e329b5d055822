using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Doorstep.Postgres;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Deadlines.Outages;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Soak;

/// <summary>R6, R12 and R18 with as many deadlines as they ask for, under virtual time.</summary>
public sealed class DeadlineSoakTests(ITestOutputHelper output)
{
    private const int InFlight = 128;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    [Trait("Category", SoakPlan.Category)]
    public async Task R6_After_a_day_without_anybody_a_hundred_thousand_deadlines_are_caught_up_with_in_order_and_at_the_pace()
    {
        var count = SoakPlan.Part(100_000);
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Waiting("house", "HOUSE"), Waiting("law", "LEGAL")] });
        await StartManyAsync(house, "house", count * 9 / 10);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await StartManyAsync(house, "law", count / 10);
        var outages = house.Services.GetRequiredService<OutageLog>();
        await outages.BeatAsync(Cancellation);
        house.Clock.Advance(TimeSpan.FromHours(25));
        await house.Services.GetRequiredService<CatchUpDesk>().OpenAsync((await outages.BeatAsync(Cancellation)).ShouldNotBeNull(), Cancellation);

        var (began, seconds, most) = (Stopwatch.GetTimestamp(), 0, 0);
        while (true)
        {
            var told = await house.PassAsync(TimeSpan.FromSeconds(1));
            var desk = (await house.Sender.Send(new GetCatchUp(1, EngineHouse.Supervisor), Cancellation)).Value().Outages[0];
            (seconds, most) = (seconds + 1, Math.Max(most, told));
            if (desk.Waiting.ContainsKey(DeadlineRisk.Legal)) desk.Waiting[DeadlineRisk.House].ShouldBe(count * 9 / 10, "the law comes first");
            if (desk.IsOver) break;
        }

        Keep("R6", $"{count} due in an outage, caught up with in {seconds} s of virtual time, {most} in a second at most; the engine took {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, {count / Stopwatch.GetElapsedTime(began).TotalSeconds:0} a second");
        house.Sweep.Fired.ShouldBe(count);
        most.ShouldBeLessThanOrEqualTo(2 * new CatchUpOptions().PerSecond);
    }

    [Fact(Explicit = true)]
    [Trait("Category", SoakPlan.Category)]
    public async Task R12_Firing_is_as_fast_with_half_a_million_deadlines_pending_as_with_none()
    {
        const int due = 2000;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Waiting("soon", "HOUSE", "P1D"), Waiting("far", "HOUSE", "P900D")] });
        var (rates, pending) = (new List<double>(), 0);
        foreach (var level in (int[])[0, SoakPlan.Part(20_000), SoakPlan.Part(100_000), SoakPlan.Part(500_000)])
        {
            await StartManyAsync(house, "far", level - pending, pending);
            pending = level;
            await StartManyAsync(house, "soon", due, level);
            house.Clock.Advance(TimeSpan.FromDays(1));
            var began = Stopwatch.GetTimestamp();
            (await house.Sweep.RunAsync(Cancellation)).ShouldBe(due);
            rates.Add(due / Stopwatch.GetElapsedTime(began).TotalSeconds);
            Keep("R12", $"{level} pending: {rates[^1]:0} a second");
        }

        // The first round compiles what the others run, so it is no measure of anything but itself.
        rates[^1].ShouldBeGreaterThan(rates.Skip(1).Max() / 2);
    }

    [Fact(Explicit = true)]
    [Trait("Category", SoakPlan.Category)]
    public async Task R18_A_thousand_poisoned_cases_among_ten_thousand_keep_nobody_waiting_and_are_tried_once()
    {
        var (all, poisoned) = (SoakPlan.Part(10_000), SoakPlan.Part(1000));
        var definition = Of("Waiting", [State("Waiting"), State("Late")], [Way("Waiting", "Late", Machines.Deadline("P1D"), action: Note("getInput('poison') ? nothing.there : 'well'"), name: "late")]).Named("mixed");
        await using var house = await EngineHouse.OpenAsync(definition);
        await Parallel.ForAsync(0, all, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (index, _) => await house.StartAsync("mixed", $"m-{index}", new { poison = index < poisoned }));
        house.Clock.Advance(TimeSpan.FromDays(1));

        var began = Stopwatch.GetTimestamp();
        (await house.Sweep.RunAsync(Cancellation)).ShouldBe(all);
        Keep("R18", $"{poisoned} poisoned among {all}: one sweep of {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        house.Sweep.Fired.ShouldBe(all - poisoned);
        (await house.PassAsync(TimeSpan.FromHours(1))).ShouldBe(0, "what is poisoned waits for a person");
        var states = (await house.Sender.Send(new CountStates(EngineHouse.Supervisor), Cancellation)).Value();
        states.Where(state => state.DefinitionId == "mixed").Select(state => (state.State, state.Count, state.Faulted)).ShouldBe([("Late", all - poisoned, 0), ("Waiting", poisoned, poisoned)], ignoreOrder: true);
    }

    private static JsonObject Waiting(string id, string risk, string within = "P1D") => Of("Waiting", [State("Waiting"), State("Late")],
        [Way("Waiting", "Late", Activity("Doorstep.Deadline", ("within", Literal(within)), ("risk", Literal(risk))), name: "late")]).Named(id);

    private static Task StartManyAsync(EngineHouse house, string definition, int count, int from = 0) => Parallel.ForAsync(
        from, from + Math.Max(0, count), new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (index, _) => await house.StartAsync(definition, $"{definition}-{index}"));

    private void Keep(string name, FormattableString figure)
    {
        output.WriteLine(figure.ToString(CultureInfo.InvariantCulture));
        SoakPlan.Keep(name, figure.ToString(CultureInfo.InvariantCulture));
    }
}
