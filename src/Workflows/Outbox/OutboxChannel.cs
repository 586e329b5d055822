using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Outbox;

/// <summary>What became of one attempt to deliver a message.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>The receiver has it.</summary>
    public sealed record Done : Delivery;

    /// <summary>It may work later.</summary>
    public sealed record Failed(string Error) : Delivery;

    /// <summary>It will never work: park it at once.</summary>
    public sealed record Hopeless(string Error) : Delivery;
}

/// <summary>A way out of the house: one per kind of destination.</summary>
public abstract class OutboxChannel
{
    /// <summary>First part of the destinations it serves, <c>webhook:</c>.</summary>
    public abstract string Prefix { get; }

    /// <summary>Tries once. The message's key tells the receiver whether it has seen it.</summary>
    public abstract Task<Delivery> DeliverAsync(OutboxRecord message, CancellationToken cancellation);
}
