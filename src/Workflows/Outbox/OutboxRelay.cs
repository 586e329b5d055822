using System.Collections.Concurrent;
using System.Diagnostics;
using Doorstep.Workflows.Deadlines.Restores;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Dispatches;
using Doorstep.Workflows.Watching;
using Microsoft.Extensions.Logging;

namespace Doorstep.Workflows.Outbox;

/// <summary>Takes committed messages out of the house: at least once, those of one case to one destination in the order of their steps, parked after the last
/// attempt, never lost.</summary>
public sealed partial class OutboxRelay(
    ICaseStore store, IGrainFactory grains, IEnumerable<OutboxChannel> channels, TimeProvider clock, OutboxOptions options, DispatchLedger ledger, RestoreWatch restores, SentBook sent, ILogger<OutboxRelay> log)
    : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim _toCases = new(options.InFlightMax);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.Ordinal);
    private readonly OutboxChannel[] _channels = [.. channels];

    /// <summary>Delivers what is waiting, each destination in a lane of its own; a lane that takes long is left to itself. Gives the number of attempts begun. Nothing leaves while the house is held back after a restore.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        if (await restores.IsHeldAsync(cancellation)) return 0;
        var round = new Round(clock.GetUtcNow(), cancellation);
        for (var batch = 0; batch < options.BatchesMax; batch++)
        {
            var lanes = await StartAsync(round);
            if (lanes.Length == 0) break;
            var all = Task.WhenAll(lanes);
            if (await Task.WhenAny(all, Task.Delay(options.Patience, cancellation)) == all) await all;
            else await Task.WhenAll(lanes.Where(lane => lane.IsCompleted));
            cancellation.ThrowIfCancellationRequested();
        }

        return round.Attempts;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _turn.Dispose();
        _toCases.Dispose();
    }

    /// <summary>Starts a lane for every destination that has something due and has none yet. One caller at a time reads and starts, so that no message is in two lanes.</summary>
    private async Task<Task[]> StartAsync(Round round)
    {
        await _turn.WaitAsync(round.Cancellation);
        try
        {
            var claim = options.ClaimFor is { } keep ? clock.GetUtcNow() + keep : (DateTimeOffset?)null;
            var due = await LeavingAsync(claim, round);
            var lanes = due.GroupBy(Lane).Select(lane => lane.ToArray()).ToArray();
            foreach (var message in due) _busy[message.Destination] = true;
            return [.. lanes.Select(lane => Task.Run(() => DeliverAsync(lane, claim, round), CancellationToken.None))];
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Acts of one case are decided one after the other, in the order in which they were planned: the first may use up what the second would need.</summary>
    private static string Lane(OutboxRecord message) => IsAct(message) ? $"{ActChannel.Scheme}{message.CaseId}" : message.Destination;

    private static bool IsAct(OutboxRecord message) => message.Destination.StartsWith(ActChannel.Scheme, StringComparison.Ordinal);

    private async Task DeliverAsync(OutboxRecord[] messages, DateTimeOffset? claim, Round round)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(round.Cancellation, _end.Token);
        var untried = new ConcurrentDictionary<string, OutboxRecord>(messages.Select(message => KeyValuePair.Create(message.Key, message)), StringComparer.Ordinal);
        try
        {
            var atOnce = new ParallelOptions { MaxDegreeOfParallelism = IsAct(messages[0]) ? 1 : options.InFlightMax, CancellationToken = stop.Token };
            await Parallel.ForEachAsync(messages, atOnce, async (message, token) =>
            {
                if (HasLapsed(claim)) return;
                await NextAsync(message, round, token);
                untried.TryRemove(message.Key, out _);
            });
        }
        finally
        {
            foreach (var message in messages) _busy.TryRemove(message.Destination, out _);
            await GiveBackAsync(untried.Values, claim);
        }
    }

    private async Task NextAsync(OutboxRecord message, Round round, CancellationToken cancellation)
    {
        if (round.Silent.ContainsKey(message.Destination))
        {
            await store.SaveOutboxAsync(message with { NextTryAt = clock.GetUtcNow() + options.RetryDelay }, cancellation);
            Settle(message, null);
            return;
        }

        round.Begin();
        if (await TryAsync(message, cancellation) is Delivery.Failed { IsSilence: true }) round.Silent[message.Destination] = true;
    }

    private sealed class Round(DateTimeOffset until, CancellationToken cancellation)
    {
        private int _attempts;

        public DateTimeOffset Until { get; } = until;

        public CancellationToken Cancellation { get; } = cancellation;

        public ConcurrentDictionary<string, bool> Silent { get; } = new(StringComparer.Ordinal);

        public int Attempts => Volatile.Read(ref _attempts);

        public void Begin() => Interlocked.Increment(ref _attempts);
    }

    private async Task<Delivery> TryAsync(OutboxRecord message, CancellationToken cancellation)
    {
        using var span = TraceSpan.Begin("outbox.deliver", message.Trace, ActivityKind.Producer);
        var delivery = await DeliverInTurnAsync(message, cancellation);
        Watch.Deliveries.Add(1, Watch.Tag("channel", message.Destination.Split(':')[0]), Watch.Tag("outcome", delivery.Word));
        var (now, attempts) = (clock.GetUtcNow(), message.Attempts + (delivery is Delivery.Later ? 0 : 1));
        var isParked = delivery is Delivery.Hopeless || (delivery is Delivery.Failed && attempts >= options.AttemptsMax);
        var error = delivery switch { Delivery.Failed failed => failed.Error, Delivery.Hopeless hopeless => hopeless.Error, Delivery.Later later => later.Reason, Delivery.Dropped dropped => dropped.Reason, _ => null };
        if (isParked) await ShowAsync(message, attempts, error);
        await store.SaveOutboxAsync(
            message with
            {
                Attempts = attempts,
                LastError = error,
                Status = delivery is Delivery.Done or Delivery.Dropped ? OutboxStatus.Delivered : isParked ? OutboxStatus.Parked : OutboxStatus.Pending,
                DeliveredAt = delivery is Delivery.Done or Delivery.Dropped ? now : null,
                NextTryAt = delivery switch { Delivery.Failed => now + RetryDelay.After(attempts, message.Key, options), Delivery.Later later => later.At, _ => message.NextTryAt },
            },
            CancellationToken.None); // What went out is written down even while the house is stopping; otherwise it goes out again.
        Settle(message, delivery);
        return delivery;
    }

    /// <summary>The case shows what was given up. One that cannot be reached keeps no message from being parked: the list of messages has it all the same.</summary>
    private async Task ShowAsync(OutboxRecord message, int attempts, string? error)
    {
        ParkedLogged(log, message.Key, message.Destination, attempts, error);
        try
        {
            await grains.GetGrain<ICaseGrain>(message.CaseId).MessageParked(message.Key, message.Destination, error ?? "");
        }
#pragma warning disable CA1031 // Whatever is wrong with the case is reported where the case is asked.
        catch (Exception unreachable)
#pragma warning restore CA1031
        {
            UnshownLogged(log, unreachable, message.Key, message.CaseId);
        }
    }

    /// <summary>Cases share their places, which each keeps no longer than a round waits: a case that does not answer takes none from the others.</summary>
    private async Task<Delivery> DeliverInTurnAsync(OutboxRecord message, CancellationToken cancellation)
    {
        if (IsOutward(message)) return await DeliverOutwardAsync(message, cancellation);
        await _toCases.WaitAsync(cancellation);
        Task<Delivery> delivery;
        try
        {
            delivery = DeliverAsync(message, cancellation);
            await Task.WhenAny(delivery, Task.Delay(options.Patience, cancellation));
        }
        finally
        {
            _toCases.Release();
        }

        return await delivery;
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

    [LoggerMessage(LogLevel.Warning, "Case {Case} could not note that its message {Key} is parked.")]
    private static partial void UnshownLogged(ILogger log, Exception exception, string key, string @case);

    [LoggerMessage(LogLevel.Error, "Message {Key} to {Destination} is parked after {Attempts} attempts: {Error}")]
    private static partial void ParkedLogged(ILogger log, string key, string destination, int attempts, string? error);
}
