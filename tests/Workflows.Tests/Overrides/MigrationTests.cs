using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Commands.Overrides.Bulk;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Definitions.Liveness;
using Doorstep.Workflows.Tests.Engine;
using Doorstep.Workflows.Tests.Kernel;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Definitions.Definition;
using static Doorstep.Workflows.Tests.Overrides.OverrideHouse;

namespace Doorstep.Workflows.Tests.Overrides;

/// <summary>Running cases go over to another version by a plan, a few first, and back again.</summary>
public sealed class MigrationTests
{
    private static readonly object Repin = new
    {
        verb = "REPIN",
        mapping = new { states = new[] { new { definition = "reminder", from = "Waiting", to = "Resting" } }, deadlines = new[] { new { definition = "reminder", transition = "call", policy = "GRACE", by = "P3D" } } },
    };

    [Fact]
    public async Task A_case_goes_over_under_another_name_with_grace_and_back_to_where_it_stood()
    {
        await using var house = await OpenAsync();
        var id = await house.StartAsync("reminder", "loan-1");
        var due = (await house.CaseAsync(id)).Snapshot.Deadlines.ShouldHaveSingleItem().DueAt;
        await house.PublishAsync(Next());

        (await house.AskForAsync(id, new { verb = "REPIN" })).Refusal().Reason.ShouldBe("'Waiting' is no state of 'reminder' version 2.");
        Lines((await house.PreviewAsync(id, Repin)).Value().Consequences).ShouldBe(["STATE Resting", "DEADLINE_MOVED call", "VERSION reminder"]);
        var there = await house.DoByTwoAsync(id, Repin);
        var gone = await house.CaseAsync(id);
        (gone.Snapshot.StatePath, gone.Record.DefinitionVersion, gone.Snapshot.Deadlines.Single().DueAt).ShouldBe(("Resting", 2, due.AddDays(3)));

        house.Clock.Advance(TimeSpan.FromDays(2));
        (await house.UndoAsync(id, there.Seen.Row.Id)).Value().Seen.Row.Status.ShouldBe(OverrideStatus.Undone);
        var back = await house.CaseAsync(id);
        (back.Snapshot.StatePath, back.Record.DefinitionVersion, back.Snapshot.Deadlines.Single().DueAt).ShouldBe(("Waiting", 1, due));
        (await house.PassAsync(due - house.Clock.GetUtcNow())).ShouldBe(1);
        (await house.StateAsync(id)).ShouldBe("Called");
        (await house.Services.GetRequiredService<JournalVerifier>().VerifyAsync(id)).ShouldBeOfType<ChainVerdict.Intact>();
    }

    [Fact]
    public async Task A_mapping_takes_no_case_out_of_a_state_that_the_other_version_has_and_gives_no_clock_more_than_an_extension_would()
    {
        await using var house = await OpenAsync();
        var id = await house.StartAsync("reminder", "loan-1");
        var next = Next();
        next["root"]!["states"]!.AsArray().Add(State("Waiting"));
        next["root"]!["transitions"]!.AsArray().Add((JsonNode)Way("Resting", "Waiting", OnEvent("Back"), name: "back"));
        next["root"]!["transitions"]!.AsArray().Add((JsonNode)Way("Waiting", "Phoned", Machines.Delay("P5D"), name: "call-again"));
        next["root"]!["transitions"]!.AsArray().Add((JsonNode)Way("Waiting", "Phoned", OnEvent("Another"), name: "again"));
        await house.PublishAsync(next);

        (await house.AskForAsync(id, Repin)).Refusal().Reason.ShouldStartWith("State 'Waiting' is in the other version under its own name");
        (await house.AskForAsync(id, new { verb = "REPIN", mapping = new { deadlines = new[] { new { definition = "reminder", transition = "call", policy = "GRACE", by = "P300D" } } } })).Refusal().Reason.ShouldContain("goes on by");
    }

    [Fact]
    public async Task A_case_that_has_moved_on_does_not_go_back()
    {
        await using var house = await OpenAsync();
        var id = await house.StartAsync("reminder", "loan-1");
        await house.PublishAsync(Next());
        var there = await house.DoByTwoAsync(id, Repin);
        (await house.RaiseAsync(id, "e-1", "Paid")).State.ShouldBe("Paid");

        (await house.UndoAsync(id, there.Seen.Row.Id)).Refusal().Reason.ShouldStartWith("Something has happened in the case since");
    }

    [Fact]
    public async Task A_portfolio_goes_over_a_few_first_and_those_that_have_not_moved_go_back()
    {
        await using var house = await OpenAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => house.StartAsync("reminder", $"loan-{number:00}")));
        await house.PassAsync(TimeSpan.FromDays(5));
        var waiting = await Task.WhenAll(Enumerable.Range(12, 12).Select(number => house.StartAsync("reminder", $"loan-{number:00}")));
        await house.PublishAsync(Next());

        var preview = (await house.Sender.Send(new PreviewBulkOverride(Body(), Li))).Value();
        (preview.Cases, preview.WouldApply).ShouldBe((24, 12));
        preview.Refusals.ShouldHaveSingleItem().ShouldSatisfyAllConditions(refusal => refusal.Reason.ShouldBe("'Called' is no state of 'reminder' version 2."), refusal => refusal.Count.ShouldBe(12), refusal => ids.ShouldContain(refusal.Example));

        var bulk = (await house.Sender.Send(new RequestBulkOverride("go", Body(new { ids = waiting }, 3), Li))).Value().Row.Id;
        (await house.Sender.Send(new ApproveBulkOverride(bulk, "Read the difference.", Zhao))).Value();
        await RunAsync(house);
        (await SeenAsync(house, bulk)).ShouldSatisfyAllConditions(seen => seen.Row.Status.ShouldBe(BulkStatus.Looking), seen => seen.Counts[BulkItemStatus.Applied].ShouldBe(3));
        (await house.Sender.Send(new ContinueBulkOverride(bulk, "The first three are fine.", Li))).Value();
        await RunAsync(house);
        (await SeenAsync(house, bulk)).Row.Status.ShouldBe(BulkStatus.Done);
        foreach (var id in waiting) (await house.StateAsync(id)).ShouldBe("Resting");

        (await house.RaiseAsync(waiting[0], "e-1", "Paid")).State.ShouldBe("Paid");
        (await house.Sender.Send(new UndoBulkOverride(bulk, "The new letter is wrong.", Li))).Value().Row.Status.ShouldBe(BulkStatus.Undoing);
        await RunAsync(house);

        var undone = await SeenAsync(house, bulk);
        (undone.Row.Status, undone.Counts[BulkItemStatus.Undone], undone.Counts[BulkItemStatus.Kept]).ShouldBe((BulkStatus.Undone, 11, 1));
        foreach (var id in waiting[1..]) (await house.StateAsync(id)).ShouldBe("Waiting");
        (await house.Sender.Send(new ListBulkItems(bulk, BulkItemStatus.Kept, 0, 10, Li))).Value().ShouldHaveSingleItem().CaseId.ShouldBe(waiting[0]);
    }

    [Fact]
    public async Task Cases_go_to_the_version_that_was_previewed_or_nowhere()
    {
        await using var house = await OpenAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 14).Select(number => house.StartAsync("reminder", $"loan-{number:00}")));
        await house.PublishAsync(Next());
        var preview = (await house.Sender.Send(new PreviewBulkOverride(Body(), Li))).Value();
        preview.Override.GetProperty("published").GetRawText().ShouldBe("""{"reminder":2}""");
        var bulk = (await house.Sender.Send(new RequestBulkOverride("go", Body(), Li))).Value().Row.Id;
        (await house.Sender.Send(new ApproveBulkOverride(bulk, "Read the difference.", Zhao))).Value();
        await RunAsync(house);
        (await house.Sender.Send(new ContinueBulkOverride(bulk, "The first ten are fine.", Li))).Value();

        await house.PublishAsync(Later());
        await RunAsync(house);

        (await Task.WhenAll(ids.Select(id => house.CaseAsync(id)))).CountBy(one => one.Record.DefinitionVersion).ToDictionary().ShouldBe(new Dictionary<int, int> { [2] = 10, [1] = 4 }, ignoreOrder: true);
        var refused = (await house.Sender.Send(new ListBulkItems(bulk, BulkItemStatus.Refused, 0, 10, Li))).Value();
        refused.Select(item => item.Result).Distinct().ShouldHaveSingleItem().ShouldNotBeNull().ShouldContain("is published in version 3 by now, and this was previewed with version 2.");
        var again = JsonNode.Parse(Body().GetRawText())!;
        again["override"] = JsonNode.Parse(preview.Override.GetRawText());
        (await house.Sender.Send(new RequestBulkOverride("again", JsonSerializer.SerializeToElement(again), Li))).Refusal().Reason.ShouldContain("previewed with version 2");
    }

    [Fact]
    public async Task One_case_goes_to_the_version_that_was_approved_or_nowhere()
    {
        await using var house = await OpenAsync();
        var id = await house.StartAsync("reminder", "loan-1");
        await house.PublishAsync(Next());
        var asked = await house.WaitAsync(id, Repin, "OTHER");
        await house.PublishAsync(Later());

        (await house.ApproveAsync(id, asked)).Refusal().Reason.ShouldContain("is published in version 3 by now");
        (await house.CaseAsync(id)).Record.DefinitionVersion.ShouldBe(1);
    }

    [Fact]
    public async Task R13_Cases_in_every_state_go_over_through_a_crash_in_the_middle_and_no_deadline_is_lost_or_doubled()
    {
        InterposedStore store = null!;
        await using var house = await OpenAsync(inner => store = new InterposedStore(inner));
        var called = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => house.StartAsync("reminder", $"loan-{number:00}")));
        await house.PassAsync(TimeSpan.FromDays(5));
        var waiting = await Task.WhenAll(Enumerable.Range(8, 8).Select(number => house.StartAsync("reminder", $"loan-{number:00}")));
        await house.PublishAsync(Next());
        var all = JsonSerializer.SerializeToNode(Repin)!;
        all["mapping"]!["states"]!.AsArray().Add(new JsonObject { ["definition"] = "reminder", ["from"] = "Called", ["to"] = "Phoned" });
        var body = JsonSerializer.SerializeToElement(new { @override = all, filter = new { definition = "reminder" }, reason = new { code = "DATA_CORRECTION", text = "The texts were corrected." }, ticket = "T-1", lookAfter = 10 });
        var bulk = (await house.Sender.Send(new RequestBulkOverride("go", body, Li))).Value().Row.Id;
        (await house.Sender.Send(new ApproveBulkOverride(bulk, "Read the difference.", Zhao))).Value();
        await house.Bulk().RunAsync();
        using var death = new CancellationTokenSource();
        var done = 0;
        store.AfterCommit = (step, _) =>
        {
            if (step.Override is null || Interlocked.Increment(ref done) < 5) return Task.CompletedTask;
            death.Cancel();
            throw new DiedException();
        };

        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await Should.ThrowAsync<Exception>(() => house.Bulk().RunAsync(death.Token));
        store.AfterCommit = (_, _) => Task.CompletedTask;
        await house.CrashAsync(plan => plan with { Wrap = inner => inner });
        (await SeenAsync(house, bulk)).Row.Status.ShouldBe(BulkStatus.Running);
        await RunAsync(house);
        (await house.Sender.Send(new ContinueBulkOverride(bulk, "The first ten are fine.", Li))).Value();
        await RunAsync(house);

        (await SeenAsync(house, bulk)).Counts[BulkItemStatus.Applied].ShouldBe(16);
        foreach (var id in called.Concat(waiting))
        {
            var gone = await house.CaseAsync(id);
            (gone.Record.DefinitionVersion, gone.Snapshot.StatePath, gone.Snapshot.Deadlines.Count()).ShouldBe(waiting.Contains(id) ? (2, "Resting", 1) : (2, "Phoned", 0));
            (await house.Store.DeadlinesAsync(id)).Count.ShouldBe(gone.Snapshot.Deadlines.Count());
            (await house.Services.GetRequiredService<JournalVerifier>().VerifyAsync(id)).ShouldBeOfType<ChainVerdict.Intact>();
        }

        (await house.Auditor.RunAsync(TestContext.Current.CancellationToken)).ShouldBe(0, "What is armed is what the states ask for.");
        (await house.PassAsync(TimeSpan.FromDays(8))).ShouldBe(8, "Five days and three of grace.");
        foreach (var id in waiting) (await house.LinesAsync(id, "deadlineApplied")).ShouldBe(["call"]);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_mapping_is_said_at_once()
    {
        await using var house = await OpenAsync();
        var id = await house.StartAsync("reminder", "loan-1");
        await house.PublishAsync(Next());

        (await house.AskForAsync(id, new { verb = "REPIN", mapping = new { states = new[] { new { definition = "reminder", from = "Waiting" } }, otherwise = "LATER", more = 1 } })).Refusal().Faults.Select(fault => fault.Path)
            .ShouldBe(["override.mapping.more", "override.mapping.states[0].to", "override.mapping.otherwise"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("LegalReview", "LegalReview", null)]
    [InlineData("ManualIntervention", "Intake", "the case stands in MANUAL_INTERVENTION and would stand in INTAKE.")]
    [InlineData("LegalReview", "HardshipAssessment", "the case stands in LEGAL_REVIEW and would stand in HARDSHIP_ASSESSMENT.")]
    public void A_mapping_calls_a_state_otherwise_and_makes_no_other_stage_of_it(string from, string to, string? refusal)
    {
        var machine = Build.Machine(Loan.States, Loan.Ways, id: "loan");
        Snapshot In(string state) => new()
        {
            CaseId = "c", Sequence = 1, Status = CaseStatus.Running, Frames = [new Frame { DefinitionId = "loan", Version = 1, State = state }], Pins = ImmutableSortedDictionary<string, int>.Empty,
            Input = Values.EmptyObject, Facts = new JsonFacts(Values.EmptyObject), StartedAt = ShippedHouse.Monday, StateSince = ShippedHouse.Monday,
        };
        var repin = new OverrideVerb.Repin(Mapping: RepinPlan.None with { States = RepinPlan.None.States.SetItem(("loan", from), to) });

        var said = OverrideLimits.After(repin, machine, In(from), new OverrideMade(In(from), In(to), new Decision.Ignored("mapped"), machine));

        if (refusal is null) said.ShouldBeNull();
        else said.ShouldNotBeNull().ShouldEndWith(refusal);
    }

    private static JsonObject Next() => Of("Resting", [State("Resting"), State("Paid"), State("Phoned")],
        [Way("Resting", "Phoned", Machines.Delay("P9D"), name: "call"), Way("Resting", "Paid", OnEvent("Paid"), name: "paid"), Way("Phoned", "Paid", OnEvent("Paid"), name: "late")]).Named("reminder");

    /// <summary>A version after that, with a way that is called otherwise.</summary>
    private static JsonObject Later()
    {
        var later = Next();
        later["root"]!["transitions"]![1]!["displayName"] = "Paid in full";
        return later;
    }

    private static JsonElement Body(object? filter = null, int lookAfter = 10) => JsonSerializer.SerializeToElement(new
    {
        @override = Repin, filter = filter ?? new { definition = "reminder" }, reason = new { code = "DATA_CORRECTION", text = "The texts were corrected." }, ticket = "T-1", lookAfter,
    });

    private static async Task<BulkSeen> SeenAsync(EngineHouse house, string bulk) => (await house.Sender.Send(new GetBulkOverride(bulk, Zhao))).Value();

    private static async Task RunAsync(EngineHouse house)
    {
        for (var round = 0; round < 4; round++)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(1));
            await house.Bulk().RunAsync();
        }
    }

    private static async Task<EngineHouse> OpenAsync(Func<ICaseStore, ICaseStore>? wrap = null)
    {
        var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Machines.Reminder()], Now = ShippedHouse.Monday, Wrap = wrap ?? (store => store) });
        (await house.Sender.Send(new ImportPolicies("workflow-definitions", Actor.House))).Value();
        return house;
    }
}
