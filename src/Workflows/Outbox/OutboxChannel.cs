using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Outbox;

/// <summary>What became of one attempt to deliver a message.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>What became of it, in a word.</summary>
    internal string Word => this switch { Done => "delivered", Later => "later", Dropped => "dropped", Hopeless => "hopeless", _ => "failed" };

    /// <summary>The receiver has it.</summary>
    public sealed record Done : Delivery;

    /// <summary>It may work later.</summary>
    /// <param name="Error">What went wrong.</param>
    /// <param name="IsSilence">Nobody answered: the other messages to this destination need not wait for the same silence in this round.</param>
    /// <param name="MayHaveArrived">The receiver may have it, and did not get to say so.</param>
    public sealed record Failed(string Error, bool IsSilence = false, bool MayHaveArrived = false) : Delivery;

    /// <summary>It is not its time yet. That is no attempt.</summary>
    /// <param name="At">When its time is (UTC).</param>
    /// <param name="Reason">Why not now.</param>
    public sealed record Later(DateTimeOffset At, string Reason) : Delivery;

    /// <summary>It is not to go out, and nobody needs to look after it.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Dropped(string Reason) : Delivery;

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
