using System.Collections.Immutable;
using Doorstep.Workflows.Storage.Dispatches;

namespace Doorstep.Workflows.Outbox;

/// <summary>How messages leave the house. Bound from the configuration section <c>Doorstep:Outbox</c>.</summary>
public sealed record OutboxOptions
{
    /// <summary>Time between two rounds. Default 1 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Messages read at once. Default 200.</summary>
    public int BatchMax { get; init; } = 200;

    /// <summary>Reads in one round at most; what is left then waits for the next round. Default 100.</summary>
    public int BatchesMax { get; init; } = 100;

    /// <summary>Rest between two rounds that hints of new messages ask for. Default 50 ms, so that a case which answers itself for ever does so slowly.</summary>
    public TimeSpan HintRest { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a round waits for its destinations. One that takes longer goes on by itself, and the next round goes on without it. Default 250 ms.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Messages on their way to one webhook at the same time, and to all cases together. Default 16.</summary>
    public int InFlightMax { get; init; } = 16;

    /// <summary>Attempts before a message is parked. Default 12, a little over an hour with the default delays.</summary>
    public int AttemptsMax { get; init; } = 12;

    /// <summary>Delay after the first failure; doubled after each. Default 2 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest delay. Default 15 min.</summary>
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Time that one delivery may take. Default 10 s.</summary>
    public TimeSpan DeliveryTimeMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a machine of a cluster keeps messages to itself that it is about to deliver; if it dies, another one tries them then. More than <see cref="DeliveryTimeMax"/>. Null, the default: this
    /// machine is alone.</summary>
    public TimeSpan? ClaimFor { get; init; }

    /// <summary>How it is written down outside of the database what left. Default: it is not.</summary>
    public DispatchOptions Ledger { get; init; } = new();

    /// <summary>Receivers outside.</summary>
    public ImmutableArray<WebhookOptions> Webhooks { get; init; } = [];
}

/// <summary>A receiver of events over HTTP.</summary>
public sealed record WebhookOptions
{
    /// <summary>Its name, unique; part of idempotency keys.</summary>
    public required string Name { get; init; }

    /// <summary>Where to post.</summary>
    public required Uri Url { get; init; }

    /// <summary>Shared secret for the HMAC-SHA256 signature.</summary>
    public required string Secret { get; init; }

    /// <summary>Event names it wants; empty means all.</summary>
    public ImmutableArray<string> Events { get; init; } = [];
}
