using Doorstep.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace Doorstep.Workflows.Outbox;

/// <summary>Takes committed messages out of the house: at least once, in order of their commit as far as nothing fails, parked after the last attempt, never lost.</summary>
public sealed partial class OutboxRelay(ICaseStore store, IEnumerable<OutboxChannel> channels, TimeProvider clock, OutboxOptions options, ILogger<OutboxRelay> log)
{
    private readonly OutboxChannel[] _channels = [.. channels];

    /// <summary>Delivers what is waiting; gives the number of attempts made.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var (until, tried) = (clock.GetUtcNow(), new HashSet<string>(StringComparer.Ordinal));
        while (true)
        {
            var due = await store.OutboxDueAsync(until, options.BatchMax, cancellation);
            var fresh = due.Where(message => tried.Add(message.Key)).ToArray();
            await Parallel.ForEachAsync(
                fresh, new ParallelOptions { MaxDegreeOfParallelism = options.InFlightMax, CancellationToken = cancellation }, async (message, token) => await TryAsync(message, token));
            if (fresh.Length == 0 || due.Count < options.BatchMax) return tried.Count;
        }
    }

    private async Task TryAsync(OutboxRecord message, CancellationToken cancellation)
    {
        var delivery = await DeliverAsync(message, cancellation);
        var (now, attempts) = (clock.GetUtcNow(), message.Attempts + 1);
        var isParked = delivery is Delivery.Hopeless || (delivery is Delivery.Failed && attempts >= options.AttemptsMax);
        var error = delivery switch { Delivery.Failed failed => failed.Error, Delivery.Hopeless hopeless => hopeless.Error, _ => null };
        if (isParked) ParkedLogged(log, message.Key, message.Destination, attempts, error);
        await store.SaveOutboxAsync(
            message with
            {
                Attempts = attempts,
                LastError = error,
                Status = delivery is Delivery.Done ? OutboxStatus.Delivered : isParked ? OutboxStatus.Parked : OutboxStatus.Pending,
                DeliveredAt = delivery is Delivery.Done ? now : null,
                NextTryAt = delivery is Delivery.Failed ? now + RetryDelay.After(attempts, message.Key, options) : message.NextTryAt,
            },
            cancellation);
    }

    private async Task<Delivery> DeliverAsync(OutboxRecord message, CancellationToken cancellation)
    {
        var channel = _channels.FirstOrDefault(candidate => message.Destination.StartsWith(candidate.Prefix, StringComparison.Ordinal));
        if (channel is null) return new Delivery.Hopeless($"Nothing delivers to '{message.Destination}'.");
        try
        {
            return await channel.DeliverAsync(message, cancellation);
        }
#pragma warning disable CA1031 // Whatever breaks on the way out is an attempt that failed; the message stays.
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new Delivery.Failed($"{exception.GetType().Name}: {exception.Message}");
        }
    }

    [LoggerMessage(LogLevel.Error, "Message {Key} to {Destination} is parked after {Attempts} attempts: {Error}")]
    private static partial void ParkedLogged(ILogger log, string key, string destination, int attempts, string? error);
}
