using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Outbox;

/// <summary>How the machines of a cluster share what leaves: who takes a message delivers it.</summary>
public sealed partial class OutboxRelay
{
    /// <summary>Of messages that other machines read as well, those that this one took.</summary>
    private async Task<IReadOnlyList<OutboxRecord>> ClaimedAsync(IReadOnlyList<OutboxRecord> due, CancellationToken cancellation)
    {
        if (options.ClaimFor is not { } keep) return due;
        var until = clock.GetUtcNow() + keep;
        var isOurs = await Task.WhenAll(due.Select(message => store.ClaimOutboxAsync(message, until, cancellation)));
        return [.. due.Where((_, index) => isOurs[index])];
    }

    /// <summary>Gives back what was taken and not tried, so that another machine need not wait. What is written as it was read is due again at once.</summary>
    private async Task GiveBackAsync(IEnumerable<OutboxRecord> untried)
    {
        if (options.ClaimFor is null) return;
        await Task.WhenAll(untried.Select(message => store.SaveOutboxAsync(message, CancellationToken.None)));
    }
}
