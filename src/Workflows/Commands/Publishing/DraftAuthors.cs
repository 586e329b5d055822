using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Commands.Publishing;

/// <summary>Everybody who has written a version while it was a draft. A draft is written over by each of them, and none of them approves what it has become.</summary>
internal sealed class DraftAuthors(RegisterStore store, TimeProvider clock)
{
    private const string Kind = "DRAFT_AUTHORS";

    /// <summary>Notes an author, before the draft is written: who is noted and then not faster than somebody else has at worst one draft that he does not approve.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="isNew">It begins: who wrote one that was deleted has written nothing of this one.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task AddAsync(DefinitionRecord draft, bool isNew, CancellationToken cancellation)
    {
        for (var isNoted = false; !isNoted;)
        {
            var row = await store.FindAsync(Kind, Key(draft), cancellation);
            var known = isNew ? [] : Read(row);
            isNoted = known.Contains(draft.CreatedBy) || await store.SaveAsync(
                new RegisterRecord(Kind, Key(draft), (row?.Version ?? 0) + 1, JsonSerializer.Serialize(known.Add(draft.CreatedBy), FactJson.Options), clock.GetUtcNow(), draft.CreatedBy), cancellation);
        }
    }

    /// <summary>Everybody who has written a version, the first first.</summary>
    public async Task<ImmutableArray<string>> OfAsync(DefinitionRecord version, CancellationToken cancellation)
    {
        var noted = Read(await store.FindAsync(Kind, Key(version), cancellation));
        return noted.Contains(version.CreatedBy) ? noted : noted.Add(version.CreatedBy);
    }

    private static ImmutableArray<string> Read(RegisterRecord? row) => row is null ? [] : JsonSerializer.Deserialize<ImmutableArray<string>>(row.Json, FactJson.Options);

    private static string Key(DefinitionRecord draft) => string.Create(CultureInfo.InvariantCulture, $"{draft.DefinitionId}/{draft.Version:D6}");
}
