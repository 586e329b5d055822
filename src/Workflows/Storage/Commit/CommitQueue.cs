using System.Threading.Channels;

namespace Doorstep.Workflows.Storage.Commit;

/// <summary>Group commit: everything that waits while one transaction reaches the disk shares the next one. An empty queue delays nobody.
/// One loop is the only writer of this process, so that writers never wait for each other's locks.</summary>
internal sealed class CommitQueue : IAsyncDisposable
{
    private readonly Channel<PendingWrite> _waiting;
    private readonly StorageOptions _options;
    private readonly CommitWriter _writer;
    private readonly Task _loop;

    public CommitQueue(StorageOptions options, StorageDatabase database)
    {
        _options = options;
        _writer = new CommitWriter(database);
        _waiting = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(options.CommitQueueMax) { SingleReader = true });
        _loop = Task.Run(WriteAllAsync);
    }

    /// <summary>Transactions committed so far.</summary>
    public long Commits => _writer.Commits;

    /// <summary>Answers true once the write is durable and false once it is refused. The token counts only until the write has its place in the queue.</summary>
    public async Task<bool> WriteAsync(PendingWrite write, CancellationToken cancellation)
    {
        await _waiting.Writer.WriteAsync(write, cancellation);
        return await write.Answer;
    }

    /// <summary>Takes nothing more, finishes what was taken.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
        await _writer.DisposeAsync();
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<PendingWrite>(_options.CommitStepsMax);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            Take(batch);
            await _writer.CommitAsync(batch);
            batch.Clear();
        }
    }

    private void Take(List<PendingWrite> batch)
    {
        var bytes = 0L;
        while (batch.Count < _options.CommitStepsMax && _waiting.Reader.TryPeek(out var next))
        {
            bytes += next.Bytes;
            if (batch.Count > 0 && bytes > _options.CommitBytesMax) return;
            _waiting.Reader.TryRead(out _);
            batch.Add(next);
        }
    }
}
