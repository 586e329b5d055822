using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Deadlines.Outages;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Deadlines.Outages;

/// <summary>R6: what fell due while nobody was at work is not fired blindly.</summary>
public sealed class CatchUpTests
{
    private static readonly SweepOptions Slow = new() { CatchUp = new CatchUpOptions { PerSecond = 10 } };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R6_What_fell_due_in_an_outage_is_told_in_order_of_risk_and_at_its_pace_and_the_desk_shows_how_far_it_is()
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Waiting("slow", "HOUSE"), Waiting("law", "LEGAL")], Sweep = Slow });
        var slow = await StartManyAsync(house, "slow", 25);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var law = await StartManyAsync(house, "law", 8);
        await OutageAsync(house, TimeSpan.FromDays(6));

        (await house.Sweep.RunAsync(Cancellation)).ShouldBe(10);
        foreach (var id in law) (await house.StateAsync(id)).ShouldBe("Late", "the law comes first, though it was due later");
        (await LateAsync(house, slow)).ShouldBe(2);
        (await house.Sweep.RunAsync(Cancellation)).ShouldBe(0, "no time has passed");

        var sight = (await DeskAsync(house)).ShouldHaveSingleItem();
        (sight.Overdue, sight.Done, sight.IsOver).ShouldBe((33, 10, false));
        sight.Waiting.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create(DeadlineRisk.House, 23L));
        (await house.PassAsync(TimeSpan.FromSeconds(1))).ShouldBe(10);
        (await house.PassAsync(TimeSpan.FromHours(1))).ShouldBe(13, "two seconds are saved up at most");
        (await LateAsync(house, slow)).ShouldBe(25);
        (await DeskAsync(house)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(over => over.Done.ShouldBe(33), over => over.IsOver.ShouldBeTrue());
    }

    [Fact]
    public async Task R6_What_falls_due_after_the_outage_waits_behind_nothing_that_fell_due_in_it()
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Waiting("slow", "LEGAL"), Waiting("soon", "HOUSE", "PT1S")], Sweep = Slow });
        await StartManyAsync(house, "slow", 30);
        await OutageAsync(house, TimeSpan.FromDays(6));
        await house.Sweep.RunAsync(Cancellation);
        var soon = await StartManyAsync(house, "soon", 15);

        (await house.PassAsync(TimeSpan.FromSeconds(1))).ShouldBe(25);
        (await LateAsync(house, soon)).ShouldBe(15);
    }

    [Fact]
    public async Task R6_A_hint_that_comes_before_the_first_beat_after_an_outage_tells_nothing_of_what_fell_due_in_it()
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Waiting("slow", "HOUSE")], Sweep = Slow });
        var slow = await StartManyAsync(house, "slow", 3);
        await house.Services.GetRequiredService<OutageLog>().BeatAsync(Cancellation);
        house.Clock.Advance(TimeSpan.FromDays(6));
        await house.CrashAsync();

        (await house.Sweep.RunFreshAsync(Cancellation)).ShouldBe(0);
        (await DeskAsync(house)).ShouldHaveSingleItem().Overdue.ShouldBe(3);
        (await house.Sweep.RunAsync(Cancellation)).ShouldBe(3);
        (await LateAsync(house, slow)).ShouldBe(3);
    }

    [Fact]
    public async Task R6_A_deadline_that_is_marked_waits_for_what_was_reported_meanwhile_and_goes_where_that_ends_it()
    {
        await using var house = await EngineHouse.OpenAsync(Waiting("marked", "HOUSE", whenLate: "REVALIDATE"));
        var (paid, unpaid) = (await house.StartAsync("marked", "LN-1"), await house.StartAsync("marked", "LN-2"));
        await OutageAsync(house, TimeSpan.FromDays(6));
        await house.Sweep.RunAsync(Cancellation);
        (await DeskAsync(house)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(desk => desk.HeldBack.ShouldBe(2), desk => desk.Held.ShouldBeEmpty(), desk => desk.IsOver.ShouldBeFalse());

        await house.RaiseAsync(paid, "e-1", "Paid");
        (await house.PassAsync(new CatchUpOptions().HearAfter - TimeSpan.FromMilliseconds(1))).ShouldBe(0);
        (await house.PassAsync(TimeSpan.FromMilliseconds(1))).ShouldBe(1);

        (await house.StateAsync(paid), await house.StateAsync(unpaid)).ShouldBe(("Paid", "Late"));
        (await DeskAsync(house)).ShouldHaveSingleItem().IsOver.ShouldBeTrue();
    }

    [Fact]
    public async Task R6_A_deadline_that_is_marked_goes_through_the_guards_again_and_is_held_back_until_they_let_it_pass()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Night.AddDays(-2));
        await house.SeedAsync(Calling("REVALIDATE"));
        var id = await house.StartLoanAsync("LN-1");
        await OutageAsync(house, TimeSpan.FromDays(2));

        await house.PassAsync(new CatchUpOptions().HearAfter);
        (await house.StateAsync(id)).ShouldBe("Waiting");
        var held = (await DeskAsync(house)).ShouldHaveSingleItem().Held.ShouldHaveSingleItem();
        (held.CaseId, held.Transition).ShouldBe((id, "call"));
        held.Reason.ShouldStartWith("CALL: G1 Hours");
        for (var hour = 0; hour < 9; hour++) await house.PassAsync(TimeSpan.FromHours(1));
        (await house.LinesAsync(id, "deadlineHeld")).ShouldBe(["call"], "however often the guards are asked, it is said once");
        (await house.JournalAsync(id)).Single(row => row.EventType == "deadlineHeld").Decision.ShouldContain("G1");

        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.Sweep.RunAsync(Cancellation);
        await house.Relay.RunAsync(Cancellation);
        (await house.StateAsync(id)).ShouldBe("Calling");
        (await house.DecisionsAsync(id)).ShouldHaveSingleItem().Allowed.ShouldBeTrue();
        (await DeskAsync(house)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(desk => desk.IsOver.ShouldBeTrue(), desk => desk.Held.ShouldBeEmpty(), desk => desk.Done.ShouldBe(1));
    }

    [Fact]
    public async Task R6_T55_What_is_refused_for_good_is_held_back_no_longer_than_twice_its_clock()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        await house.SeedAsync(Calling("REVALIDATE"));
        var id = await house.StartLoanAsync("LN-1");
        await house.RaiseAsync(id, "i-1", "IncapacityNotified");
        await OutageAsync(house, TimeSpan.FromHours(25));

        await house.PassAsync(new CatchUpOptions().HearAfter);
        for (var hour = 0; hour < 22; hour++) await house.PassAsync(TimeSpan.FromHours(1));
        (await house.StateAsync(id)).ShouldBe("Waiting");
        for (var hour = 0; hour < 2; hour++) await house.PassAsync(TimeSpan.FromHours(1));
        await house.Relay.RunAsync(Cancellation);

        (await house.StateAsync(id)).ShouldBe("Calling");
        (await house.DecisionsAsync(id)).ShouldHaveSingleItem().Allowed.ShouldBeFalse();
    }

    [Fact]
    public async Task R6_A_deadline_that_is_not_marked_is_applied_and_only_its_act_waits()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Night.AddDays(-2));
        await house.SeedAsync(Calling("APPLY"));
        var id = await house.StartLoanAsync("LN-1");
        await OutageAsync(house, TimeSpan.FromDays(2));

        await house.Sweep.RunAsync(Cancellation);
        await house.Relay.RunAsync(Cancellation);

        (await house.StateAsync(id)).ShouldBe("Calling");
        (await house.DecisionsAsync(id)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(act => act.Allowed.ShouldBeFalse(), act => act.NextTryAt.ShouldBe(ActHouse.Morning));
    }

    [Fact]
    public async Task R6_One_that_is_held_back_is_nothing_wrong_to_the_auditor()
    {
        await using var house = await EngineHouse.OpenAsync(Waiting("marked", "HOUSE", whenLate: "REVALIDATE"));
        await house.StartAsync("marked", "LN-1");
        await OutageAsync(house, TimeSpan.FromDays(6));
        await house.Sweep.RunAsync(Cancellation);

        (await house.Auditor.RunAsync(Cancellation)).ShouldBe(0);
    }

    private static JsonObject Waiting(string id, string risk, string within = "P5D", string whenLate = "APPLY") => Of("Waiting", [State("Waiting"), State("Late"), State("Paid")],
    [
        Way("Waiting", "Late", Deadline(within, risk, whenLate), name: "late"),
        Way("Waiting", "Paid", OnEvent("Paid"), name: "paid"),
    ]).Named(id);

    private static JsonObject Calling(string whenLate) => Of("Waiting", [State("Waiting"), State("Calling", entry: ActHouse.PlanAct("CALL")), State("Paid")],
    [
        Way("Waiting", "Calling", Deadline("P1D", "HOUSE", whenLate), name: "call"),
        Way("*", "Paid", OnEvent("PaymentReceived"), Script("case.debt.total === 0"), name: "paid"), Way("Calling", "Waiting", OnEvent("ContactAttempted"), name: "again"),
    ]).Named("caller");

    private static JsonObject Deadline(string within, string risk, string whenLate) =>
        Activity("Doorstep.Deadline", ("within", Literal(within)), ("risk", Literal(risk)), ("whenLate", Literal(whenLate)));

    private static async Task<string[]> StartManyAsync(EngineHouse house, string definition, int count)
    {
        var ids = new string[count];
        for (var index = 0; index < count; index++) ids[index] = await house.StartAsync(definition, $"{definition}-{index}");
        return ids;
    }

    private static async Task<int> LateAsync(EngineHouse house, string[] ids)
    {
        var states = new List<string>();
        foreach (var id in ids) states.Add(await house.StateAsync(id));
        return states.Count(state => state == "Late");
    }

    /// <summary>Nobody is at work for a while; then the first beat.</summary>
    private static async Task OutageAsync(EngineHouse house, TimeSpan span)
    {
        var outages = house.Services.GetRequiredService<OutageLog>();
        await outages.BeatAsync(Cancellation);
        house.Clock.Advance(span);
        await house.Services.GetRequiredService<CatchUpDesk>().OpenAsync((await outages.BeatAsync(Cancellation)).ShouldNotBeNull(), Cancellation);
    }

    private static async Task<IReadOnlyList<CatchUp>> DeskAsync(EngineHouse house) => (await house.Sender.Send(new GetCatchUp(10, EngineHouse.Supervisor), Cancellation)).Value().Outages;
}
