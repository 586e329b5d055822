using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Definitions.Definition;
using static Doorstep.Workflows.Tests.Engine.Machines;

namespace Doorstep.Workflows.Tests.Engine;

/// <summary>The whole engine on PostgreSQL. Every other test of a house runs there too with <c>DOORSTEP_TEST_STORE=postgres</c>.</summary>
public sealed class OnPostgresTests
{
    private static readonly EnginePlan Plan = new() { Store = StoreKind.Postgres };

    [Fact]
    public async Task A_case_hears_events_waits_for_its_deadline_and_loses_nothing_by_a_crash_in_between()
    {
        await using var house = await EngineHouse.OpenAsync(Plan with { Definitions = [Reminder()] });
        var id = await house.StartAsync("reminder", "LN-1");
        await house.CrashAsync();

        (await house.PassAsync(TimeSpan.FromDays(5))).ShouldBe(1);
        (await house.StateAsync(id)).ShouldBe("Called");
        (await house.RaiseAsync(id, "e1", "Again")).Outcome.ShouldBe(CaseOutcome.Accepted);
        await house.CrashAsync();
        (await house.RaiseAsync(id, "e1", "Again")).Sequence.ShouldBe(3);
        (await house.RaiseAsync(id, "e2", "Paid")).IsCompleted.ShouldBeTrue();

        (await house.Store.DeadlinesAsync(id)).ShouldBeEmpty();
        (await house.Services.GetRequiredService<JournalVerifier>().VerifyAsync(id, TestContext.Current.CancellationToken)).ShouldBeOfType<ChainVerdict.Intact>().Rows.ShouldBe(4);
    }

    [Fact]
    public async Task Many_cases_at_once_share_transactions_and_each_of_their_messages_arrives_once()
    {
        var definition = Of("Begun", [State("Begun", Publish("Go", isLocal: true)), State("Gone"), State("Late")], [Way("Begun", "Gone", OnEvent("Go")), Way("Gone", "Late", Delay("P1D"))]).Named("goes");
        await using var house = await EngineHouse.OpenAsync(Plan with { Definitions = [definition] });
        var ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => house.StartAsync("goes", $"LN-{number}")));

        await house.Relay.RunAsync(TestContext.Current.CancellationToken);
        (await house.PassAsync(TimeSpan.FromDays(1))).ShouldBe(100);

        foreach (var id in ids) (await house.JournalAsync(id)).Select(row => row.State).ShouldBe(["Begun", "Gone", "Late"]);
        var queue = house.Services.GetRequiredService<Workflows.Storage.Commit.CommitQueue>();
        queue.Together.ShouldBeGreaterThan(0);
        queue.Commits.ShouldBeLessThan(400);
    }
}
