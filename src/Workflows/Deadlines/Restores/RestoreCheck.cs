using System.Globalization;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Dispatches;

namespace Doorstep.Workflows.Deadlines.Restores;

/// <summary>Holds the ledger of this machine against the database.</summary>
public sealed class RestoreCheck(DispatchLedger ledger, DispatchStore store, SentBook sent)
{
    /// <summary>As much of the ledger is looked at when the house opens as usual: some three hundred deliveries.</summary>
    private const int TailBytes = 64 << 10;

    /// <summary>Messages that wait in a database whose ledger was lost, and are put before a person.</summary>
    private const int WaitingMax = 10_000;

    /// <summary>Whether the last deliveries are not in the database: a message that nobody can have asked for, or one that was settled and waits again. A crash leaves neither.</summary>
    public async Task<bool> IsBehindAsync(string generation, CancellationToken cancellation = default)
    {
        var lines = ledger.Tail(TailBytes).ToArray();
        var delivered = lines.OfType<DispatchLine.Settled>().Where(line => line.Outcome == DispatchOutcome.Delivered).Select(line => (line.Key, line.Attempts)).ToHashSet();
        var left = lines.OfType<DispatchLine.Leaving>().Where(line => line.Generation == generation).ToArray();
        var known = await store.MessagesAsync([.. left.Select(line => line.Key).Distinct(StringComparer.Ordinal)], cancellation);
        return left.Any(line => !known.TryGetValue(line.Key, out var row)
            || (row.Status == OutboxStatus.Pending && row.Attempts <= line.Attempts && delivered.Contains((line.Key, line.Attempts))));
    }

    /// <summary>Writes down what left and the database does not know of; gives the number of messages that were not known to have been sent before.</summary>
    public async Task<int> CompareAsync(CancellationToken cancellation = default)
    {
        var open = new Dictionary<string, DispatchLine.Leaving>(StringComparer.Ordinal);
        foreach (var chunk in ledger.Read().OfType<DispatchLine.Leaving>().Chunk(DispatchStore.ChunkMax))
        {
            var known = await store.MessagesAsync([.. chunk.Select(line => line.Key).Distinct(StringComparer.Ordinal)], cancellation);
            foreach (var line in chunk)
                if (!known.TryGetValue(line.Key, out var row) || row.Status is OutboxStatus.Pending or OutboxStatus.Parked) open[Of(line.Key, line.Attempts)] = line;
        }

        var outcomes = new Dictionary<string, DispatchOutcome>(StringComparer.Ordinal);
        foreach (var line in ledger.Read().OfType<DispatchLine.Settled>())
            if (open.ContainsKey(Of(line.Key, line.Attempts))) outcomes[Of(line.Key, line.Attempts)] = line.Outcome;
        // What the receiver did not take is tried again under its own key, as ever. Where the ledger does not say, the receiver may have it.
        return await AddAsync(open.Where(one => !outcomes.TryGetValue(one.Key, out var outcome) || outcome == DispatchOutcome.Delivered)
            .Select(one => (one.Value.CaseId, new SentMessage(one.Value.Key, one.Value.Sequence, one.Value.Type, one.Value.Destination, one.Value.Hash, one.Value.At, outcomes.ContainsKey(one.Key)))), cancellation);
    }

    /// <summary>Where the ledger was lost: everything that waits to leave may have been sent.</summary>
    public async Task<int> SuspectAsync(CancellationToken cancellation = default) =>
        await AddAsync((await store.WaitingAsync(WaitingMax, cancellation))
            .Select(message => (message.CaseId, new SentMessage(message.Key, message.Sequence, message.Type, message.Destination, DispatchLine.HashOf(message), message.CreatedAt, IsCertain: false))), cancellation);

    private async Task<int> AddAsync(IEnumerable<(string CaseId, SentMessage Message)> found, CancellationToken cancellation)
    {
        var added = 0;
        foreach (var chunk in found.GroupBy(one => one.CaseId, one => one.Message).Chunk(DispatchStore.ChunkMax))
            added += (await Task.WhenAll(chunk.Select(ofOneCase => sent.AddAsync(ofOneCase.Key, Latest(ofOneCase), cancellation)))).Sum();
        return added;
    }

    /// <summary>One message may have left more than once; whether the receiver took it is certain if it is of one of the times.</summary>
    private static SentMessage[] Latest(IEnumerable<SentMessage> ofOneCase) =>
        [.. ofOneCase.GroupBy(one => (one.Key, one.Hash)).Select(same => same.OrderBy(one => one.IsCertain).ThenBy(one => one.SentAt).Last())];

    private static string Of(string key, int attempts) => string.Create(CultureInfo.InvariantCulture, $"{key}#{attempts}");
}
