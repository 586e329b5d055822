using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Outbox;

/// <summary>How the machines of a cluster share what leaves: who takes a message delivers it.</summary>
public sealed partial class OutboxRelay
{
    /// <summary>Of messages that other machines read as well, those that this one took; all of them where it is alone.</summary>
    private async Task<IReadOnlyList<OutboxRecord>> ClaimedAsync(IReadOnlyList<OutboxRecord> due, DateTimeOffset? claim, CancellationToken cancellation)
    {
        if (claim is not { } until) return due;
        var isOurs = await Task.WhenAll(due.Select(message => store.ClaimOutboxAsync(message, until, cancellation)));
        return [.. due.Where((_, index) => isOurs[index])];
    }

    /// <summary>Whether a delivery that begins now might end after the claim: the message is left to whoever takes it then.</summary>
    private bool HasLapsed(DateTimeOffset? claim) => claim is { } until && clock.GetUtcNow() + options.DeliveryTimeMax > until;

    /// <summary>Gives back what was taken and not tried, so that another machine need not wait. What is written as it was read is due again at once. What may be another's by now is left alone.</summary>
    private async Task GiveBackAsync(IEnumerable<OutboxRecord> untried, DateTimeOffset? claim)
    {
        if (claim is null || HasLapsed(claim)) return;
        await Task.WhenAll(untried.Select(message => store.SaveOutboxAsync(message, CancellationToken.None)));
    }
}
