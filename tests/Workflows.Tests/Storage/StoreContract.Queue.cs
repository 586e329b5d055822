using System.Data.Common;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Commit;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Steps_that_wait_while_a_transaction_runs_share_the_next_one()
    {
        var busy = await Busy.OnAsync(Stores.Queue);
        var steps = Enumerable.Range(0, 100).Select(number => Cases.CommitAsync(Start($"c{number}"))).ToArray();
        await busy.EndAsync();

        (await Task.WhenAll(steps)).ShouldAllBe(outcome => outcome is CommitOutcome.Committed);
        Commits.ShouldBe(2);
        (await Database.CountAsync("journal")).ShouldBe(100);
    }

    [Fact]
    public async Task Many_cases_that_step_by_themselves_need_far_fewer_transactions_than_steps()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(async () =>
        {
            var step = Start($"c{number}");
            await CommitAsync(step);
            for (var count = 1; count < 10; count++) await CommitAsync(step = step.Then());
        })));

        (await Database.CountAsync("journal")).ShouldBe(1000);
        Commits.ShouldBeLessThan(500);
    }

    [Fact]
    public async Task An_idle_queue_commits_every_step_at_once()
    {
        var start = Start("c1");
        await CommitAsync(start, start.Then(), start.Then().Then());

        Commits.ShouldBe(3);
    }

    [Fact]
    public async Task A_transaction_that_may_wait_takes_those_who_come_meanwhile_and_a_lone_step_does_not_wait()
    {
        await ReopenAsync(options => options with { CommitWaitMax = TimeSpan.FromMinutes(10), CommitStepsMax = 3 });
        var busy = await Busy.OnAsync(Stores.Queue);
        var (first, second) = (Cases.CommitAsync(Start("c1")), Cases.CommitAsync(Start("c2")));
        await busy.EndAsync();
        var third = Cases.CommitAsync(Start("c3"));
        await Task.WhenAll(first, second, third);
        await CommitAsync(Start("c4")).WaitAsync(TimeSpan.FromMinutes(9));

        Commits.ShouldBe(1 + 1 + 1);
    }

    [Fact]
    public async Task A_transaction_takes_no_more_steps_than_its_bound()
    {
        await ReopenAsync(options => options with { CommitStepsMax = 10 });
        var busy = await Busy.OnAsync(Stores.Queue);
        var steps = Enumerable.Range(0, 25).Select(number => Cases.CommitAsync(Start($"c{number}"))).ToArray();
        await busy.EndAsync();
        await Task.WhenAll(steps);

        Commits.ShouldBe(1 + 3);
    }

    [Theory]
    [InlineData(512, 4, 2)]
    [InlineData(513, 4, 4)]
    [InlineData(5000, 3, 3)]
    public async Task A_transaction_takes_no_more_bytes_than_its_bound_but_a_larger_step_goes_alone(int bytes, int writes, int transactions)
    {
        await ReopenAsync(options => options with { CommitBytesMax = 1024 });
        var busy = await Busy.OnAsync(Stores.Queue);
        var all = Enumerable.Range(0, writes).Select(_ => Stores.Queue.WriteAsync(new PendingWrite(bytes, _ => Task.FromResult(WriteResult.Written)), default)).ToArray();
        await busy.EndAsync();
        await Task.WhenAll(all);

        Commits.ShouldBe(1 + transactions);
    }

    [Fact]
    public async Task The_size_of_a_step_is_what_it_carries()
    {
        await ReopenAsync(options => options with { CommitBytesMax = 1024 });
        var busy = await Busy.OnAsync(Stores.Queue);
        var large = Message("c1", "1/0") with { Payload = $"\"{new string('x', 2000)}\"" };
        var steps = new[] { Start("c1").Sending(large), Start("c2"), Start("c3") }.Select(step => Cases.CommitAsync(step)).ToArray();
        await busy.EndAsync();
        await Task.WhenAll(steps);

        Commits.ShouldBe(1 + 2);
    }

    [Fact]
    public async Task Who_finds_the_queue_full_waits_for_a_place_and_may_give_up_waiting()
    {
        await ReopenAsync(options => options with { CommitQueueMax = 1 });
        using var patience = new CancellationTokenSource();
        var busy = await Busy.OnAsync(Stores.Queue);
        var (first, second, third) = (Cases.CommitAsync(Start("c1")), Cases.CommitAsync(Start("c2"), patience.Token), Cases.CommitAsync(Start("c3")));
        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(second);
        await busy.EndAsync();
        await Task.WhenAll(first, third);
        (await Cases.FindCaseAsync("c2")).ShouldBeNull();
        (await Cases.FindCaseAsync("c3")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_step_that_has_its_place_is_answered_even_if_its_caller_gives_up()
    {
        using var patience = new CancellationTokenSource();
        await CommitAsync(Start("c1", "LN-1"));
        var busy = await Busy.OnAsync(Stores.Queue);
        var (taken, refused) = (Cases.CommitAsync(Start("c2", "LN-2"), patience.Token), Cases.CommitAsync(Start("c3", "LN-1"), patience.Token));
        await patience.CancelAsync();
        await busy.EndAsync();

        (await taken).ShouldBeOfType<CommitOutcome.Committed>();
        (await refused).ShouldBeOfType<CommitOutcome.BusinessKeyTaken>().CaseId.ShouldBe("c1");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(9)]
    public async Task A_step_that_violates_a_constraint_fails_alone(int place)
    {
        await CommitAsync(Start("there").Sending(Message("there", "1/0")));
        var busy = await Busy.OnAsync(Stores.Queue);
        var steps = Enumerable.Range(0, 10).Select(number => Cases.CommitAsync(number == place
            ? Start("poison").Sending(Message("there", "1/0"))
            : Start($"c{number}").Arming(Due($"c{number}", "1.0", 5)).Sending(Message($"c{number}", "1/0")))).ToArray();
        await busy.EndAsync();

        await Should.ThrowAsync<DbException>(steps[place]);
        foreach (var neighbour in steps.Where((_, number) => number != place)) (await neighbour).ShouldBeOfType<CommitOutcome.Committed>();
        (await Cases.FindCaseAsync("poison")).ShouldBeNull();
        (await Database.CountAsync("deadlines")).ShouldBe(9);
        Commits.ShouldBeLessThanOrEqualTo(2 + 2);
    }

    [Fact]
    public async Task A_deadline_of_a_case_that_does_not_exist_is_refused_by_the_database()
    {
        await Should.ThrowAsync<DbException>(() => Cases.CommitAsync(Start("c1").Arming(Due("nobody", "1.0", 5))));

        (await Cases.FindCaseAsync("c1")).ShouldBeNull();
        await CommitAsync(Start("c1"));
    }

    [Fact]
    public async Task A_write_that_throws_fails_alone()
    {
        var busy = await Busy.OnAsync(Stores.Queue);
        var before = Cases.CommitAsync(Start("c1"));
        var poison = Stores.Queue.WriteAsync(new PendingWrite(0, _ => throw new InvalidOperationException("poison")), default);
        var after = Cases.CommitAsync(Start("c2"));
        await busy.EndAsync();

        (await Should.ThrowAsync<InvalidOperationException>(poison)).Message.ShouldBe("poison");
        (await before).ShouldBeOfType<CommitOutcome.Committed>();
        (await after).ShouldBeOfType<CommitOutcome.Committed>();
    }

    [Fact]
    public async Task A_duplicate_event_takes_none_of_its_neighbours_with_it()
    {
        var (one, two) = (Start("c1"), Start("c2"));
        await CommitAsync(one, one.Then("payment-7"), two);
        var busy = await Busy.OnAsync(Stores.Queue);
        var steps = new[] { Start("c3"), one.Then("payment-7").Then("payment-7"), two.Then(), two.Then().Then() }.Select(step => Cases.CommitAsync(step)).ToArray();
        await busy.EndAsync();

        var outcomes = await Task.WhenAll(steps);
        outcomes.Select(outcome => outcome.GetType().Name).ShouldBe(["Committed", "DuplicateEvent", "Committed", "Committed"]);
        (await Cases.FindCaseAsync("c1"))!.Sequence.ShouldBe(2);
        (await Cases.FindCaseAsync("c2"))!.Sequence.ShouldBe(3);
    }

    [Fact]
    public async Task A_queue_of_nothing_but_poison_answers_everybody_and_goes_on()
    {
        var tries = 0;
        var busy = await Busy.OnAsync(Stores.Queue);
        var poisons = Enumerable.Range(0, 200).Select(number => Stores.Queue.WriteAsync(
            new PendingWrite(0, _ =>
            {
                tries++;
                throw new InvalidOperationException($"poison {number}");
            }), default)).ToArray();
        await busy.EndAsync();

        for (var number = 0; number < poisons.Length; number++)
            (await Should.ThrowAsync<InvalidOperationException>(poisons[number])).Message.ShouldBe($"poison {number}");
        tries.ShouldBe(200);
        await CommitAsync(Start("c1"));
    }

    [Fact]
    public async Task A_queue_that_closes_finishes_what_it_has_taken()
    {
        var busy = await Busy.OnAsync(Stores.Queue);
        var steps = Enumerable.Range(0, 10).Select(number => Cases.CommitAsync(Start($"c{number}"))).ToArray();
        var closing = Stores.Queue.DisposeAsync();
        await busy.EndAsync();
        await closing;

        (await Task.WhenAll(steps)).ShouldAllBe(outcome => outcome is CommitOutcome.Committed);
        await Should.ThrowAsync<ObjectDisposedException>(() => Cases.CommitAsync(Start("late")));
    }

    /// <summary>Keeps the writer in a transaction until it is told to end, so that what comes meanwhile waits together.</summary>
    private sealed class Busy
    {
        private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Task<bool> _written = null!;

        public static async Task<Busy> OnAsync(CommitQueue queue)
        {
            var busy = new Busy();
            busy._written = queue.WriteAsync(new PendingWrite(0, busy.WriteAsync), default);
            await busy._taken.Task;
            return busy;
        }

        public async Task EndAsync()
        {
            _end.SetResult();
            (await _written).ShouldBeTrue();
        }

        private async Task<WriteResult> WriteAsync(PreparedCommands commands)
        {
            _taken.TrySetResult();
            await _end.Task;
            return WriteResult.Written;
        }
    }
}
