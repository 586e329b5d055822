namespace Doorstep.Workflows.Storage;

/// <summary>Reads by key what many ask for at the same time: whoever comes while a read is under way shares the next one with all who came meanwhile. So each sees what was
/// committed before it asked, an empty queue delays nobody, and a statement reads for many.</summary>
/// <typeparam name="TKey">What is asked for.</typeparam>
/// <typeparam name="TAnswer">What there is; null where there is nothing.</typeparam>
/// <param name="read">Reads for some keys, each of which is there once; a key without an answer is left out.</param>
/// <param name="keysMax">Keys of one read at most.</param>
internal sealed class GroupedRead<TKey, TAnswer>(Func<IReadOnlyCollection<TKey>, Task<IReadOnlyDictionary<TKey, TAnswer>>> read, int keysMax)
    where TKey : notnull
    where TAnswer : class
{
    private readonly Lock _turn = new();
    private readonly Queue<Asked> _waiting = [];
    private bool _isReading;

    /// <summary>The answer of a read that begins after this was asked. A caller that gives up leaves the others theirs.</summary>
    public Task<TAnswer?> AskAsync(TKey key, CancellationToken cancellation)
    {
        var asked = new Asked(key);
        lock (_turn)
        {
            _waiting.Enqueue(asked);
            if (_isReading) return asked.Answer.WaitAsync(cancellation);
            _isReading = true;
        }

        _ = Task.Run(ReadAllAsync, CancellationToken.None);
        return asked.Answer.WaitAsync(cancellation);
    }

    private async Task ReadAllAsync()
    {
        while (Next() is { Count: > 0 } group)
        {
            try
            {
                var answers = await read([.. group.Select(asked => asked.Key).Distinct()]);
                foreach (var asked in group) asked.Give(answers.GetValueOrDefault(asked.Key));
            }
#pragma warning disable CA1031 // Whatever it is belongs to those who asked, and those who come next must still be answered.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                foreach (var asked in group) asked.Fail(failure);
            }
        }
    }

    private List<Asked> Next()
    {
        lock (_turn)
        {
            var group = new List<Asked>(Math.Min(_waiting.Count, keysMax));
            while (group.Count < keysMax && _waiting.TryDequeue(out var asked)) group.Add(asked);
            _isReading = group.Count > 0;
            return group;
        }
    }

    private sealed class Asked(TKey key)
    {
        // The caller goes on elsewhere: the reader must not run its callers' code.
        private readonly TaskCompletionSource<TAnswer?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TKey Key => key;

        public Task<TAnswer?> Answer => _answer.Task;

        public void Give(TAnswer? answer) => _answer.TrySetResult(answer);

        public void Fail(Exception failure) => _answer.TrySetException(failure);
    }
}
