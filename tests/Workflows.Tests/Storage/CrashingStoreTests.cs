using Doorstep.Workflows.Storage;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public sealed class CrashingStoreTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase _database = new();
    private Stores _stores = null!;

    public async ValueTask InitializeAsync() => _stores = await Stores.OpenAsync(_database.Options);

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_death_before_a_commit_leaves_nothing()
    {
        var store = new CrashingStore(_stores.Cases, seed: 1);
        store.DieAt(CrashPoints.BeforeCommit);

        (await Should.ThrowAsync<CrashException>(() => store.CommitAsync(Start("c1")))).Message.ShouldBe("Died BeforeCommit of CommitAsync (seed 1).");

        (await store.FindCaseAsync("c1")).ShouldBeNull();
        (await store.CommitAsync(Start("c1"))).ShouldBeOfType<CommitOutcome.Committed>();
    }

    [Fact]
    public async Task A_death_after_a_commit_leaves_all_of_it_and_whoever_repeats_the_step_learns_so()
    {
        var store = new CrashingStore(_stores.Cases, seed: 1);
        var start = Start("c1");
        var second = start.Then("payment-7").Arming(Due("c1", "2.0", 5)).Sending(Message("c1", "2/0"));
        store.DieAt(CrashPoints.AfterCommit, nth: 2);
        await store.CommitAsync(start);

        await Should.ThrowAsync<CrashException>(() => store.CommitAsync(second));

        (await store.FindCaseAsync("c1")).ShouldBeEquivalentTo(second.Case);
        (await store.DeadlinesAsync("c1")).ShouldBe(second.Armed);
        (await store.OutboxDueAsync(Monday, 10)).ShouldBe(second.Outbox);
        (await store.CommitAsync(second)).ShouldBeOfType<CommitOutcome.DuplicateEvent>().First.ShouldBeEquivalentTo(second.Journal);
        (await store.CommitAsync(start)).ShouldBeOfType<CommitOutcome.Conflict>();
    }

    [Theory]
    [InlineData(CrashPoints.BeforeRead)]
    [InlineData(CrashPoints.AfterRead)]
    public async Task A_read_can_be_lost_as_well(CrashPoints point)
    {
        var store = new CrashingStore(_stores.Cases, seed: 1);
        store.DieAt(point, nth: 2);
        await store.NextDueAsync();

        (await Should.ThrowAsync<CrashException>(() => store.FindCaseAsync("c1"))).Point.ShouldBe(point);

        await store.FindCaseAsync("c1");
        store.Deaths.ShouldBe([$"{point} FindCaseAsync"]);
    }

    [Fact]
    public async Task Small_writes_die_like_steps()
    {
        var message = Message("c1", "1/0");
        var store = new CrashingStore(_stores.Cases, seed: 1);
        await store.CommitAsync(Start("c1").Arming(Due("c1", "1.0", 5)).Sending(message));

        store.DieAt(CrashPoints.AfterCommit);
        await Should.ThrowAsync<CrashException>(() => store.SaveOutboxAsync(message with { Status = OutboxStatus.Delivered }));
        store.DieAt(CrashPoints.BeforeCommit);
        await Should.ThrowAsync<CrashException>(() => store.PutOffAsync(Due("c1", "1.0", 5), Monday.AddDays(1)));
        store.DieAt(CrashPoints.BeforeCommit);
        await Should.ThrowAsync<CrashException>(() => store.RemoveDeadlineAsync("c1", "1.0"));

        (await store.FindOutboxAsync(message.Key))!.Status.ShouldBe(OutboxStatus.Delivered);
        (await store.NextDueAsync()).ShouldBe(Monday.AddMinutes(5));
    }

    [Fact]
    public async Task A_dead_process_answers_nothing_until_it_is_started_again()
    {
        var store = new CrashingStore(_stores.Cases, seed: 1) { StaysDead = true };
        store.DieAt(CrashPoints.BeforeRead);
        await Should.ThrowAsync<CrashException>(() => store.FindCaseAsync("c1"));

        (await Should.ThrowAsync<CrashException>(() => store.CommitAsync(Start("c1")))).Point.ShouldBe(CrashPoints.None);
        store.Restart();

        (await store.FindCaseAsync("c1")).ShouldBeNull();
        store.Deaths.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_under_way_when_the_process_died_is_never_answered()
    {
        var store = new CrashingStore(_stores.Cases, seed: 1) { StaysDead = true };
        var writer = new TaskCompletionSource();
        var busy = _stores.Queue.WriteAsync(new(0, async _ =>
        {
            await writer.Task;
            return Workflows.Storage.Commit.WriteResult.Written;
        }), default);
        var underWay = store.CommitAsync(Start("c1"));
        store.DieAt(CrashPoints.BeforeRead);
        await Should.ThrowAsync<CrashException>(() => store.FindCaseAsync("c1"));
        store.Restart();
        writer.SetResult();
        await busy;

        await Should.ThrowAsync<CrashException>(underWay);
        (await store.FindCaseAsync("c1")).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_same_seed_dies_at_the_same_points()
    {
        var (one, two, other) = (await LivesAsync("a", 7), await LivesAsync("b", 7), await LivesAsync("c", 8));

        one.ShouldNotBeEmpty();
        two.ShouldBe(one);
        other.ShouldNotBe(one);
    }

    [Fact]
    public async Task R1_whatever_dies_every_event_is_in_the_journal_once_and_the_chain_holds()
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            var id = $"case-{seed}";
            await LivesAsync(id, seed);

            (await _stores.Cases.JournalAsync(id, 0, 100)).Select(row => row.EventId).ShouldBe(["start", "e2", "e3", "e4", "e5"], $"seed {seed}");
            (await _stores.Verifier.VerifyAsync(id)).ShouldBeOfType<ChainVerdict.Intact>($"seed {seed}");
        }
    }

    /// <summary>Brings five events into a case, dying and starting again on the way; answers where it died.</summary>
    private async Task<IReadOnlyList<string>> LivesAsync(string caseId, int seed)
    {
        var store = new CrashingStore(_stores.Cases, seed) { Odds = 0.2, StaysDead = true };
        string[] events = ["start", "e2", "e3", "e4", "e5"];
        for (var next = 0; next < events.Length;)
        {
            try
            {
                if (await store.FindEventAsync(caseId, events[next]) is null) await StepAsync(store, caseId, events[next]);
                next++;
            }
            catch (CrashException)
            {
                store.Restart();
            }
        }

        return store.Deaths;
    }

    private static async Task StepAsync(CrashingStore store, string caseId, string eventId)
    {
        var step = await store.FindCaseAsync(caseId) is { } row ? row.Then(eventId) : Start(caseId);
        (await store.CommitAsync(step)).ShouldBeOfType<CommitOutcome.Committed>();
    }
}
