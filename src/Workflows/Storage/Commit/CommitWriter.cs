using System.Data.Common;
using System.Diagnostics;
using Doorstep.Workflows.Watching;

namespace Doorstep.Workflows.Storage.Commit;

/// <summary>Commits a batch in one transaction, its steps together where the database gains by that. Where one of them stands in the way they go one after the
/// other; a write that breaks the transaction then is taken out, so that it breaks nobody's but its own: those before it and those after it go into transactions
/// without it, and none is run more than three times for a neighbour's sake.</summary>
internal sealed class CommitWriter(StorageDatabase database) : IAsyncDisposable
{
    /// <summary>Stands for all steps of a batch where nobody knows yet which of them is to blame.</summary>
    private const int Steps = -1;

    private PreparedCommands? _session;
    private long _commits;
    private long _statements;
    private long _together;
    private volatile Exception? _lastFailure;

    /// <summary>Transactions committed so far.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Statements of the transactions committed so far.</summary>
    public long Statements => Interlocked.Read(ref _statements);

    /// <summary>Transactions in which steps were written together.</summary>
    public long Together => Interlocked.Read(ref _together);

    /// <summary>Why the database did not take the last transaction; null when it did.</summary>
    public Exception? LastFailure => _lastFailure;

    /// <summary>Answers every write of the batch: after its commit returned, or with its own failure. Never throws.</summary>
    public async Task CommitAsync(PendingWrite[] batch)
    {
        var parts = new Stack<(ArraySegment<PendingWrite> Writes, bool Together)>([(batch, database.WritesTogether)]);
        while (parts.TryPop(out var next))
        {
            var (part, together) = next;
            if (part.Count == 0) continue;
            if (together && Apart(part) is var apart && apart < part.Count)
            {
                parts.Push((part[apart..], true));
                part = part[..apart];
            }

            switch (await TryAsync(part, together && part.Any(write => write.Step is not null)))
            {
                case Attempt.Committed { Results: var results }:
                    for (var index = 0; index < part.Count; index++) part[index].Complete(results[index]);
                    break;
                case Attempt.Broken { Index: var index, Failure: var failure }:
                    Settle(part[index], failure);
                    parts.Push((part[(index + 1)..], false));
                    parts.Push((part[..index], false));
                    break;
                case Attempt.NotTogether:
                    parts.Push((part, false));
                    break;
                case Attempt.Failed { Failure: var failure }:
                    _lastFailure = failure;
                    Watch.CommitFailures.Add(1);
                    foreach (var write in part) write.Fail(failure);
                    break;
            }
        }
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private static void Settle(PendingWrite broken, Exception? failure)
    {
        if (failure is null) broken.Complete(WriteResult.Refused);
        else broken.Fail(failure);
    }

    /// <summary>Where the first write stands that cannot go together with those before it: it is of the same case, or counts against the same person or number.</summary>
    private static int Apart(ArraySegment<PendingWrite> part)
    {
        var (cases, persons) = (new HashSet<string>(part.Count, StringComparer.Ordinal), new HashSet<(string, string)>());
        for (var index = 0; index < part.Count; index++)
        {
            if (part[index].Step is not { } step) continue;
            if (!cases.Add(step.Case.Id) || step.Debtors.Any(person => !persons.Add((person.Tenant, person.Token)))) return index;
        }

        return part.Count;
    }

    private async Task<Attempt> TryAsync(ArraySegment<PendingWrite> part, bool together)
    {
        int? at = null;
        var began = Stopwatch.GetTimestamp();
        try
        {
            var commands = await BeginAsync();
            var before = commands.Statements;
            var results = new WriteResult[part.Count];
            if (together)
            {
                at = Steps;
                StepRecord[] steps = [.. part.Select(write => write.Step).OfType<StepRecord>()];
                if (await database.WriteTogetherAsync(commands.Transaction!, steps) is not { } statements) return await RolledBackAsync(Steps, null);
                commands.Count(statements);
            }

            for (var index = 0; index < part.Count; index++)
            {
                if (together && part[index].Step is not null) continue;
                at = index;
                results[index] = await part[index].WriteAsync(commands);
                if (results[index] == WriteResult.Torn) return await RolledBackAsync(index, null);
            }

            at = null;
            await commands.Transaction!.CommitAsync();
            await EndAsync(commands);
            if (together) Interlocked.Increment(ref _together);
            database.CheckThere(commands.Connection);
            _lastFailure = null;
            Interlocked.Increment(ref _commits);
            Watch.BatchSize.Record(part.Count);
            Watch.CommitTime.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
            Interlocked.Add(ref _statements, commands.Statements - before);
            return new Attempt.Committed(results);
        }
#pragma warning disable CA1031 // Whatever it is belongs to the callers of this batch, and the next batch must still be written.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return await RolledBackAsync(at, failure);
        }
    }

    private async Task<PreparedCommands> BeginAsync()
    {
        _session ??= new PreparedCommands(await database.OpenWriterAsync(CancellationToken.None));
        _session.Transaction = await _session.Connection.BeginTransactionAsync();
        return _session;
    }

    private static async Task EndAsync(PreparedCommands commands)
    {
        if (commands.Transaction is { } transaction) await transaction.DisposeAsync();
        commands.Transaction = null;
    }

    /// <summary>A write is to blame where it threw by itself and the transaction can be rolled back after it. Else it is the database: then everybody is told,
    /// because trying each one alone would make them wait for it one after the other, and the connection is given up. A commit whose answer was lost
    /// may be durable all the same; its callers load the case and see.</summary>
    private async Task<Attempt> RolledBackAsync(int? at, Exception? failure)
    {
        try
        {
            if (_session?.Transaction is { } transaction && at is { } index && (failure is not DbException fault || database.IsOfTheStatement(fault)))
            {
                await transaction.RollbackAsync();
                await EndAsync(_session);
                return index == Steps ? new Attempt.NotTogether() : new Attempt.Broken(index, failure);
            }
        }
#pragma warning disable CA1031 // A connection that cannot even roll back is given up, whatever it says.
        catch (Exception unusable)
#pragma warning restore CA1031
        {
            failure ??= unusable;
        }

        await CloseAsync();
        return new Attempt.Failed(failure!);
    }

    /// <summary>Gives the connection up, and with it whatever was not committed; the next batch opens another.</summary>
    private async ValueTask CloseAsync()
    {
        if (_session is not { } session) return;
        _session = null;
        try
        {
            await session.DisposeAsync();
        }
        catch (Exception unusable) when (unusable is DbException or InvalidOperationException or IOException)
        {
            // It was given up already.
        }
    }

    /// <summary>What became of one transaction.</summary>
    private abstract record Attempt
    {
        /// <summary>It is durable.</summary>
        public sealed record Committed(WriteResult[] Results) : Attempt;

        /// <summary>One write broke it; nothing is written. Without a failure the write was refused halfway.</summary>
        public sealed record Broken(int Index, Exception? Failure) : Attempt;

        /// <summary>One of the steps broke it, and which one shows when each is tried by itself; nothing is written.</summary>
        public sealed record NotTogether : Attempt;

        /// <summary>The database did not take it.</summary>
        public sealed record Failed(Exception Failure) : Attempt;
    }
}
