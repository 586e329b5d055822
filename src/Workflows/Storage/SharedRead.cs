namespace Doorstep.Workflows.Storage;

/// <summary>A read that many ask for at the same time: whoever comes while one is under way shares the next one with all who came meanwhile. So each sees what was
/// committed before it asked, and the database is asked by one at a time.</summary>
internal sealed class SharedRead<T>(Func<Task<T>> read)
{
    private readonly Lock _turn = new();
    private Task<T>? _running;
    private Task<T>? _next;

    /// <summary>The answer of a read that begins after this was asked. A caller that gives up leaves the others theirs.</summary>
    public Task<T> AskAsync(CancellationToken cancellation)
    {
        lock (_turn)
        {
            if (_running is { IsCompleted: false } running) return (_next ??= AfterAsync(running)).WaitAsync(cancellation);
            _running = Task.Run(read, CancellationToken.None);
            return _running.WaitAsync(cancellation);
        }
    }

    private async Task<T> AfterAsync(Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_turn) (_running, _next) = (_next, null);
        return await read();
    }
}
