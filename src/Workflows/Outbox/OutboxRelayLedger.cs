using Doorstep.Workflows.Deadlines.Restores;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Dispatches;
using Microsoft.Extensions.Logging;

namespace Doorstep.Workflows.Outbox;

/// <summary>What leaves the house is on a disk outside of its database first, and what left before a restore does not leave again by itself.</summary>
public sealed partial class OutboxRelay
{
    private static bool IsOutward(OutboxRecord message) => message.Destination.StartsWith(DispatchStore.Outward, StringComparison.Ordinal);

    /// <summary>What is due and ours to deliver. Messages to receivers outside are in the ledger by then, all of them with one write to its disk; where it cannot be written, they stay, and the others go.</summary>
    private async Task<IReadOnlyList<OutboxRecord>> LeavingAsync(DateTimeOffset? claim, Round round)
    {
        var shut = new HashSet<string>(_busy.Keys, StringComparer.Ordinal);
        while (true)
        {
            var due = await ClaimedAsync(await store.OutboxDueAsync(round.Until, options.BatchMax, shut, round.Cancellation), claim, round.Cancellation);
            var outward = due.Where(IsOutward).ToArray();
            if (outward.Length == 0 || await IsWrittenDownAsync(outward, round.Cancellation)) return due;
            await GiveBackAsync(due, claim);
            shut.UnionWith(outward.Select(message => message.Destination));
        }
    }

    private async Task<bool> IsWrittenDownAsync(OutboxRecord[] outward, CancellationToken cancellation)
    {
        if (!ledger.IsKept) return true;
        if (await restores.GenerationAsync(cancellation) is not { } generation) return false;
        try
        {
            ledger.Leave(outward, generation);
            return true;
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            UnwrittenLogged(log, unwritten, outward.Length);
            return false;
        }
    }

    /// <summary>Writes down that the database has what became of an attempt; null: none was made. One that the receiver may have all the same is left open.</summary>
    private void Settle(OutboxRecord message, Delivery? delivery)
    {
        if (!ledger.IsKept || !IsOutward(message) || delivery is Delivery.Failed { MayHaveArrived: true }) return;
        ledger.Settle(message, delivery switch { Delivery.Done => DispatchOutcome.Delivered, Delivery.Failed => DispatchOutcome.Failed, _ => DispatchOutcome.Stayed });
    }

    /// <summary>What repeats a message that left before a restore stays here.</summary>
    private async Task<Delivery> DeliverOutwardAsync(OutboxRecord message, CancellationToken cancellation)
    {
        if (!sent.Knows(message.CaseId)) return await DeliverAsync(message, cancellation);
        var generation = (await restores.StandingAsync(cancellation)).Generation;
        return await sent.LookAsync(message, generation, cancellation) switch
        {
            SentVerdict.Same(var reason) => new Delivery.Dropped(reason),
            SentVerdict.Alike(var reason) => new Delivery.Hopeless(reason),
            SentVerdict.Free(var key) => await DeliverAsync(key == message.Key ? message : message with { Key = key }, cancellation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    [LoggerMessage(LogLevel.Error, "{Count} messages stay in the house: it could not be written down that they leave.")]
    private static partial void UnwrittenLogged(ILogger log, Exception exception, int count);
}
