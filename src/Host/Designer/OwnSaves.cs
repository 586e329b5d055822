using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Doorstep.Host.Designer;

/// <summary>Which contents a designer's own saves of the last seconds have followed. Studio saves by itself and does not wait for the answer, so that its next save may still name the content before; that is no second designer. Kept in memory: elsewhere, and later, it is a conflict.</summary>
internal sealed class OwnSaves(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Chain> _chains = new(StringComparer.Ordinal);

    /// <summary>Notes a save.</summary>
    /// <param name="definitionId">Of what.</param>
    /// <param name="by">Whose.</param>
    /// <param name="before">The content that it followed.</param>
    /// <param name="after">The content that it made.</param>
    public void Note(string definitionId, string by, string before, string after)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, chain) in _chains)
            if (now - chain.At > Kept) _chains.TryRemove(new KeyValuePair<string, Chain>(old, chain));
        _chains.AddOrUpdate(definitionId, _ => new Chain(by, after, [before], now), (_, chain) => new Chain(by, after, chain.By == by && chain.Latest == before ? [.. chain.Before, before] : [before], now));
    }

    /// <summary>Whether the latest content came from this designer's own saves of the last seconds, which followed the content that was read.</summary>
    public bool Follows(string definitionId, string by, string? read, string latest) =>
        read is not null && _chains.TryGetValue(definitionId, out var chain) && chain.By == by && chain.Latest == latest && chain.Before.Contains(read) && clock.GetUtcNow() - chain.At <= Kept;

    private sealed record Chain(string By, string Latest, ImmutableArray<string> Before, DateTimeOffset At);
}
