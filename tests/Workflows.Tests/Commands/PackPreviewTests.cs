using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Collections.Policy;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Acts.ActHouse;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Commands;

/// <summary>S19: a version of a pack is shown on running cases before anybody approves it.</summary>
public sealed class PackPreviewTests
{
    /// <summary>A Monday, nine in Shanghai.</summary>
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task S19_the_preview_shows_which_deadlines_a_stricter_version_would_move_and_changes_nothing()
    {
        await using var house = await OpenAsync();
        var (one, two) = (await WaitAsync(house, "LN-1"), await WaitAsync(house, "LN-2"));
        await PostAsync(house, "2026-11-03T09:00:00+08:00", ("clock.escalatedDays", 4), ("calls.per7Days", 10));
        var before = await house.Store.DeadlinesAsync(one);

        var pages = new List<PackPreview>();
        for (string? after = null; pages.Count == 0 || after is not null; after = pages[^1].Next)
            pages.Add((await house.Sender.Send(new PreviewPolicyPack("CN-2026.2", after, 1, Lin))).Value());

        (pages.Count, pages.Sum(page => page.Examined), pages[0].Against, pages[0].HoldsFrom).ShouldBe((3, 2, "CN-2026.1", Start.AddDays(1)));
        pages.SelectMany(page => page.Moves).Select(move => (move.CaseId, move.What, move.Name, move.From, move.To)).ShouldBe(
            new[] { one, two }.Order(StringComparer.Ordinal).Select(id => (id, "DEADLINE", "late", Day("2026-11-16"), (DateTimeOffset?)Day("2026-11-06"))));
        pages.SelectMany(page => page.Moves).First(move => move.CaseId == one).Sentence.ShouldBe(
            $"Case '{one}': deadline 'late' (P4B of CN-2026.2, calendar cn version 1, Asia/Shanghai) moves from Mon 2026-11-16 09:00 to Fri 2026-11-06 09:00 (Asia/Shanghai), 10 days earlier.");
        pages[0].Changes.Select(change => change.Subject).ShouldBe(["effectiveFrom", "calls.per7Days", "clock.escalatedDays"]);
        pages.SelectMany(page => page.Acts).ShouldBeEmpty();
        (await house.Recounts.RunAsync(), (await house.Store.DeadlinesAsync(one)).Single()).ShouldBe((0, before.Single()));
    }

    [Fact]
    public async Task S19_a_looser_version_moves_nothing_that_runs()
    {
        await using var house = await OpenAsync();
        await WaitAsync(house, "LN-1");
        await PostAsync(house, "2026-01-31T00:00:00+08:00", ("clock.escalatedDays", 20));

        var preview = (await house.Sender.Send(new PreviewPolicyPack("CN-2026.2", null, 1000, Lin))).Value();

        (preview.Moves.Length, preview.Acts.Length, preview.Examined).ShouldBe((0, 0, 1));
        preview.Changes.ShouldContain(change => change.Subject == "clock.escalatedDays");
    }

    [Fact]
    public async Task S19_the_end_of_a_hold_that_a_version_moves_is_shown()
    {
        await using var house = await OpenAsync();
        var id = await WaitAsync(house, "LN-1");
        await house.RaiseAsync(id, "e-1", "RepresentativeAppointed", new { adviser = "advice", kind = "DEBT_ADVISER" });
        await PostAsync(house, "2026-01-31T00:00:00+08:00", ("adviser.holdDays", 45));

        var move = (await house.Sender.Send(new PreviewPolicyPack("CN-2026.2", null, 1000, Lin))).Value().Moves.ShouldHaveSingleItem();

        (move.What, move.Name, move.From, move.To).ShouldBe(("HOLD", "ADVISER", Start.AddDays(30), Start.AddDays(45)));
        move.Sentence.ShouldBe($"Case '{id}': hold ADVISER ends at Thu 2026-12-17 09:00 instead of Wed 2026-12-02 09:00 (adviser.holdDays).");
    }

    [Fact]
    public async Task S19_an_act_that_waits_and_would_be_decided_on_otherwise_is_shown_with_both_decisions()
    {
        await using var house = await ActHouse.OpenAsync(Night);
        var id = await house.StartLoanAsync("LN-1");
        await house.RaiseAsync(id, "e-1", "CallNow");
        await house.Relay.RunAsync();
        var waiting = await house.PlannedAsync(id);
        waiting.NextTryAt.ShouldBe(Morning);
        var pack = Packs.Json();
        (pack["version"], pack["effectiveFrom"]) = ("2026.2", "2026-01-31T00:00:00+08:00");
        pack.Parameter("contact.window")["value"] = "10:00-22:00";
        pack.Parameter("visit.window")["value"] = "10:00-20:00";
        (await house.Sender.Send(new PostPolicyPack(pack.ToJsonString(), Lin))).Value();

        var change = (await house.Sender.Send(new PreviewPolicyPack("CN-2026.2", null, 1000, Lin))).Value().Acts.ShouldHaveSingleItem();

        (change.CaseId, change.Kind, change.At, change.Without).ShouldBe((id, "CALL", Morning, "may go out"));
        change.With.ShouldStartWith("waits until Tue 2026-11-03 10:00: G1 Hours:");
        change.Sentence.ShouldEndWith("instead of this: it may go out.");
        (await house.PlannedAsync(id)).ShouldBe(waiting, "a look decides nothing");
        (await house.DecisionsAsync(id)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_preview_shows_is_what_approving_does()
    {
        await using var house = await OpenAsync();
        var ids = new[] { await WaitAsync(house, "LN-1"), await WaitAsync(house, "LN-2"), await WaitAsync(house, "LN-3") };
        await house.RaiseAsync(ids[1], "hold", "ComplaintFiled");
        await PostAsync(house, "2026-11-02T09:00:00+08:00", ("clock.escalatedDays", 6));
        house.Clock.Advance(TimeSpan.FromHours(30));
        var preview = (await house.Sender.Send(new PreviewPolicyPack("CN-2026.2", null, 1000, Lin))).Value();

        (await house.Sender.Send(new ApprovePolicyPack("CN-2026.2", Zhao))).Value();

        (await house.Recounts.RunAsync()).ShouldBe(3);
        foreach (var move in preview.Moves)
        {
            var armed = (await house.CaseAsync(move.CaseId)).Snapshot.Deadlines.Single();
            (armed.Left is null ? armed.DueAt : default(DateTimeOffset?), armed.Left).ShouldBe((move.To, move.Left));
        }

        preview.Moves.Select(move => move.CaseId).ShouldBe(ids, ignoreOrder: true);
        (await house.Sender.Send(new PreviewPolicyPack("CN-2026.2", null, 1000, Lin))).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        (await house.Sender.Send(new PreviewPolicyPack("CN-2026.9", null, 1000, Lin))).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
    }

    private static async Task<EngineHouse> OpenAsync()
    {
        var waiter = Of("Waiting", [State("Waiting"), State("Late")],
            [Way("Waiting", "Late", Activity("Doorstep.Deadline", ("within", Literal("P10B")), ("parameter", Literal("clock.escalatedDays")), ("stopsFor", Literal("COMPLAINT"))), name: "late")]).Named("waiter");
        var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [waiter], Now = Start });
        (await house.Sender.Send(new ImportPolicies("workflow-definitions", Actor.House))).Value();
        (await house.Recounts.RunAsync()).ShouldBe(0);
        return house;
    }

    private static async Task<string> WaitAsync(EngineHouse house, string loan) => (await house.Sender.Send(new StartCase(loan, JsonSerializer.SerializeToElement(new
    {
        schema = "case.start/1", tenant = "synthetic-bank", policyPack = "CN-2026.1", timezone = "Asia/Shanghai", definition = new { key = "waiter" }, @case = new { externalRef = loan },
        debt = new { currency = "CNY", principal = 1000, interest = 0, penalty = 0, fees = 0, total = 1000, dpd = 20 }, customer = new { token = $"cust_{loan}" },
    }), EngineHouse.Service))).Value().CaseId;

    private static async Task PostAsync(EngineHouse house, string effectiveFrom, params (string Name, int Value)[] changed)
    {
        var pack = Packs.Json();
        (pack["version"], pack["effectiveFrom"]) = ("2026.2", effectiveFrom);
        foreach (var (name, value) in changed) pack.Parameter(name)["value"] = value;
        (await house.Sender.Send(new PostPolicyPack(pack.ToJsonString(), Lin))).Value();
    }

    /// <summary>Nine in Shanghai.</summary>
    private static DateTimeOffset Day(string day) => DateTimeOffset.Parse($"{day}T01:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
