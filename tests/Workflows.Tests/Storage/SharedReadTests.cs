using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Tests.Storage;

public sealed class SharedReadTests : IDisposable
{
    private readonly Queue<TaskCompletionSource<int>> _reads = [];
    private readonly SemaphoreSlim _begun = new(0);

    [Fact]
    public async Task Whoever_comes_while_a_read_is_under_way_shares_the_one_that_begins_after_it()
    {
        var shared = new SharedRead<int>(ReadAsync);
        var first = shared.AskAsync(default);
        await _begun.WaitAsync(TestContext.Current.CancellationToken);
        var (second, third) = (shared.AskAsync(default), shared.AskAsync(default));

        _reads.Dequeue().SetResult(1);
        await _begun.WaitAsync(TestContext.Current.CancellationToken);
        _reads.Dequeue().SetResult(2);

        (await Task.WhenAll(first, second, third)).ShouldBe([1, 2, 2]);
        _begun.CurrentCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_read_that_fails_fails_those_who_share_it_and_the_next_one_is_made_anew()
    {
        var shared = new SharedRead<int>(ReadAsync);
        var first = shared.AskAsync(default);
        await _begun.WaitAsync(TestContext.Current.CancellationToken);
        var second = shared.AskAsync(default);
        _reads.Dequeue().SetException(new IOException("gone"));
        await _begun.WaitAsync(TestContext.Current.CancellationToken);
        _reads.Dequeue().SetResult(2);

        await Should.ThrowAsync<IOException>(first);
        (await second).ShouldBe(2);
    }

    public void Dispose() => _begun.Dispose();

    private Task<int> ReadAsync()
    {
        var read = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _reads.Enqueue(read);
        _begun.Release();
        return read.Task;
    }
}
