using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Tests.Storage;

public sealed class GroupedReadTests : IDisposable
{
    private readonly Queue<(string[] Keys, TaskCompletionSource<IReadOnlyDictionary<string, string>> Answer)> _reads = [];
    private readonly SemaphoreSlim _begun = new(0);

    [Fact]
    public async Task Whoever_comes_while_a_read_is_under_way_shares_the_one_that_begins_after_it()
    {
        var grouped = new GroupedRead<string, string>(ReadAsync, 10);
        var first = grouped.AskAsync("a", default);
        await _begun.WaitAsync(TestContext.Current.CancellationToken);
        var (second, third, again) = (grouped.AskAsync("a", default), grouped.AskAsync("b", default), grouped.AskAsync("a", default));

        Answer("a").ShouldBe(["a"]);
        await _begun.WaitAsync(TestContext.Current.CancellationToken);
        Answer("a").ShouldBe(["a", "b"]);

        (await Task.WhenAll(first, second, again)).ShouldBe(["A", "A", "A"]);
        (await third).ShouldBeNull();
        _begun.CurrentCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_read_takes_no_more_than_its_bound_and_the_next_one_the_rest()
    {
        var grouped = new GroupedRead<string, string>(ReadAsync, 2);
        var first = grouped.AskAsync("a", default);
        await _begun.WaitAsync(TestContext.Current.CancellationToken);
        Task<string?>[] others = [.. "bcde".Select(key => grouped.AskAsync($"{key}", default))];

        Answer("a").ShouldBe(["a"]);
        await _begun.WaitAsync(TestContext.Current.CancellationToken);
        Answer("b", "c").ShouldBe(["b", "c"]);
        await _begun.WaitAsync(TestContext.Current.CancellationToken);
        Answer("d", "e").ShouldBe(["d", "e"]);

        (await Task.WhenAll([first, .. others])).ShouldBe(["A", "B", "C", "D", "E"]);
    }

    [Fact]
    public async Task A_read_that_fails_fails_those_who_share_it_and_the_next_one_is_made_anew()
    {
        var grouped = new GroupedRead<string, string>(ReadAsync, 10);
        var first = grouped.AskAsync("a", default);
        await _begun.WaitAsync(TestContext.Current.CancellationToken);
        var second = grouped.AskAsync("b", default);
        _reads.Dequeue().Answer.SetException(new IOException("gone"));
        await _begun.WaitAsync(TestContext.Current.CancellationToken);
        Answer("b");

        await Should.ThrowAsync<IOException>(first);
        (await second).ShouldBe("B");
    }

    public void Dispose() => _begun.Dispose();

    private string[] Answer(params string[] known)
    {
        var (keys, answer) = _reads.Dequeue();
        answer.SetResult(known.ToDictionary(key => key, key => key.ToUpperInvariant()));
        return keys;
    }

    private Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyCollection<string> keys)
    {
        var read = new TaskCompletionSource<IReadOnlyDictionary<string, string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _reads.Enqueue(([.. keys], read));
        _begun.Release();
        return read.Task;
    }
}
