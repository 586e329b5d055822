using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Commands.Publishing;

/// <summary>Wishes to publish, one for each content that was ever asked about. None is removed: who approved what, when and why stays.</summary>
public sealed class PublicationBook(RegisterStore store)
{
    /// <summary>Wishes that are kept.</summary>
    public const int Max = 10_000;

    private const string Kind = "PUBLICATION";

    /// <summary>Every wish, by definition and version.</summary>
    public async Task<IReadOnlyList<Publication>> ListAsync(CancellationToken cancellation = default) => [.. (await store.ListAsync(Kind, Max, cancellation)).Select(Read)];

    /// <summary>The wish about one content, and how often it was written; null and 0 where nobody asked.</summary>
    internal async Task<(Publication? Wish, long Writes)> FindAsync(string definitionId, int version, string contentHash, CancellationToken cancellation) =>
        await store.FindAsync(Kind, Key(definitionId, version, contentHash), cancellation) is { } row ? (Read(row), row.Version) : (null, 0);

    /// <summary>Writes a wish that was read before; false when somebody wrote it meanwhile.</summary>
    internal Task<bool> SaveAsync(Publication wish, long writes, CancellationToken cancellation) => store.SaveAsync(
        new RegisterRecord(Kind, Key(wish.DefinitionId, wish.Version, wish.ContentHash), writes + 1, JsonSerializer.Serialize(wish, FactJson.Options), wish.Steps[^1].At, wish.Steps[^1].By), cancellation);

    /// <summary>Ends what was asked about another content of a draft: who changed it, and when, stays as it happened.</summary>
    /// <param name="saved">The draft as it is now.</param>
    /// <param name="cancellation">Gives up.</param>
    internal async Task OvertakeAsync(DefinitionRecord saved, CancellationToken cancellation)
    {
        var (ofDraft, same) = (Key(saved.DefinitionId, saved.Version, ""), Key(saved.DefinitionId, saved.Version, saved.ContentHash));
        foreach (var row in (await store.ListAsync(Kind, Max, cancellation)).Where(row => row.Key.StartsWith(ofDraft, StringComparison.Ordinal) && row.Key != same))
        {
            if (Read(row) is not { Status: PublicationStatus.Pending or PublicationStatus.Approved } wish) continue;
            await SaveAsync(wish with { Steps = wish.Steps.Add(new PublicationStep(PublicationStatus.Void, saved.CreatedAt, saved.CreatedBy, "The draft was changed.")) }, row.Version, cancellation);
        }
    }

    private static string Key(string definitionId, int version, string contentHash) => string.Create(CultureInfo.InvariantCulture, $"{definitionId}/{version:D6}/{contentHash}");

    private static Publication Read(RegisterRecord row) => JsonSerializer.Deserialize<Publication>(row.Json, FactJson.Options)!;
}
