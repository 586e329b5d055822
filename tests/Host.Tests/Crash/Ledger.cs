using System.Collections.Concurrent;
using System.Text.Json;

namespace Doorstep.Host.Tests.Crash;

/// <summary>A start that was sent.</summary>
/// <param name="Key">Its idempotency key, and the business key.</param>
/// <param name="Body">Its body, to the letter.</param>
internal sealed record SentStart(string Key, string Body);

/// <summary>An event that was sent.</summary>
internal sealed record SentEvent(string CaseId, string EventId, string Type, string Body);

/// <summary>A start that was answered with 202.</summary>
internal sealed record StartAck(SentStart Sent, string CaseId, string State);

/// <summary>An event that was answered with 200.</summary>
internal sealed record EventAck(SentEvent Sent, string Outcome, string Reason, string State, long Sequence, bool Completed)
{
    public static EventAck Read(SentEvent sent, JsonElement answer) => new(
        sent, answer.GetProperty("outcome").GetString()!, answer.GetProperty("reason").GetString()!, answer.GetProperty("state").GetString()!,
        answer.GetProperty("sequence").GetInt64(), answer.GetProperty("completed").GetBoolean());
}

/// <summary>What the clients sent and what they were told. Whatever was told must be true for ever.</summary>
internal sealed class Ledger
{
    public ConcurrentBag<StartAck> Starts { get; } = [];

    public ConcurrentBag<EventAck> Events { get; } = [];

    /// <summary>Sent once, never answered, never repeated: it may be there or not, but not twice.</summary>
    public ConcurrentBag<SentStart> StartsLeft { get; } = [];

    /// <summary>The same for events.</summary>
    public ConcurrentBag<SentEvent> EventsLeft { get; } = [];

    /// <summary>Answers that a client of a dying host must never see.</summary>
    public ConcurrentBag<string> Surprises { get; } = [];

    /// <summary>503: refused in order, before anything was kept.</summary>
    public int Refusals => _refusals;

    public int Acknowledged => Starts.Count + Events.Count;

    /// <summary>Called by the client that has just been answered, before it does anything else.</summary>
    public Action? OnAcknowledged { get; set; }

    /// <summary>Starts that clients may have made so far; the test raises it as it goes, so that there is always something young.</summary>
    public int StartsMax { get; set; }

    private int _refusals;

    public void Add(StartAck ack)
    {
        Starts.Add(ack);
        OnAcknowledged?.Invoke();
    }

    public void Add(EventAck ack)
    {
        Events.Add(ack);
        OnAcknowledged?.Invoke();
    }

    public void Refused() => Interlocked.Increment(ref _refusals);
}
