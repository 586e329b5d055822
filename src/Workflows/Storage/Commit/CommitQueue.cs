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

    /// <summary>Statements in them.</summary>
    public long Statements => _writer.Statements;

    /// <summary>Those in which steps were written together, by statements over many rows.</summary>
    public long Together => _writer.Together;

    /// <summary>Why the database did not take the last transaction; null when it did.</summary>
    public Exception? LastFailure => _writer.LastFailure;

    /// <summary>Answers true once the write is durable and false once it is refused. The token counts only until the write has its place in the queue.</summary>
    public async Task<bool> WriteAsync(PendingWrite write, CancellationToken cancellation)
    {
        try
        {
            await _waiting.Writer.WriteAsync(write, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(CommitQueue), "The store is closed: nothing more is written.");
        }

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
            var bytes = Take(batch, 0);
            if (batch.Count > 1 && _options.CommitWaitMax > TimeSpan.Zero) await FillAsync(batch, bytes);
            await _writer.CommitAsync([.. batch]);
            batch.Clear();
        }
    }

    /// <summary>Waits a while for more, as long as there is room.</summary>
    private async Task FillAsync(List<PendingWrite> batch, long bytes)
    {
        using var patience = new CancellationTokenSource(_options.CommitWaitMax);
        try
        {
            for (var before = -1; before != batch.Count && batch.Count < _options.CommitStepsMax && await _waiting.Reader.WaitToReadAsync(patience.Token);)
            {
                before = batch.Count;
                bytes = Take(batch, bytes);
            }
        }
        catch (OperationCanceledException)
        {
            // Long enough.
        }
    }

    private long Take(List<PendingWrite> batch, long bytes)
    {
        while (batch.Count < _options.CommitStepsMax && _waiting.Reader.TryPeek(out var next))
        {
            if (batch.Count > 0 && bytes + next.Bytes > _options.CommitBytesMax) break;
            bytes += next.Bytes;
            _waiting.Reader.TryRead(out _);
            batch.Add(next);
        }

        return bytes;
    }
}
