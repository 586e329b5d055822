using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage;

internal sealed class DefinitionStore(IDbContextFactory<DoorstepDb> contexts, CommitQueue queue) : IDefinitionStore
{
    // Every start asks for it.
    private readonly SharedRead<IReadOnlyDictionary<string, int>> _published = new(() => ReadPublishedAsync(contexts));

    public async Task<DefinitionRecord?> FindAsync(string definitionId, int version, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Definitions.SingleOrDefaultAsync(row => row.DefinitionId == definitionId && row.Version == version, cancellation);
    }

    public async Task<DefinitionRecord?> LatestAsync(string definitionId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Definitions.Where(row => row.DefinitionId == definitionId).OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellation);
    }

    public Task<IReadOnlyDictionary<string, int>> PublishedVersionsAsync(CancellationToken cancellation) => _published.AskAsync(cancellation);

    public async Task<DefinitionRecord?> PublishedAsync(string definitionId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Definitions.SingleOrDefaultAsync(row => row.DefinitionId == definitionId && row.Status == DefinitionStatus.Published, cancellation);
    }

    public async Task<IReadOnlyList<DefinitionRecord>> ListAsync(string? definitionId, bool withJson, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = db.Definitions.Where(row => definitionId == null || row.DefinitionId == definitionId).OrderBy(row => row.DefinitionId).ThenBy(row => row.Version);
        return withJson ? await rows.ToListAsync(cancellation) : await WithoutJson(rows).ToListAsync(cancellation);
    }

    public Task<bool> SaveAsync(DefinitionRecord definition, string? expectedHash, CancellationToken cancellation) =>
        queue.WriteAsync(new PendingWrite(definition.Json.Length, commands => DefinitionWriter.WriteAsync(commands, definition, expectedHash)), cancellation);

    public Task<bool> DeleteAsync(DefinitionRecord definition, CancellationToken cancellation) =>
        queue.WriteAsync(new PendingWrite(0, commands => DefinitionWriter.DeleteAsync(commands, definition)), cancellation);

    private static async Task<IReadOnlyDictionary<string, int>> ReadPublishedAsync(IDbContextFactory<DoorstepDb> contexts)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Definitions.Where(row => row.Status == DefinitionStatus.Published).Select(row => new { row.DefinitionId, row.Version })
            .ToDictionaryAsync(row => row.DefinitionId, row => row.Version, StringComparer.Ordinal);
    }

    private static IQueryable<DefinitionRecord> WithoutJson(IQueryable<DefinitionRecord> rows) => rows.Select(row => new DefinitionRecord
    {
        Id = row.Id,
        DefinitionId = row.DefinitionId,
        Version = row.Version,
        Name = row.Name,
        Status = row.Status,
        Json = "",
        ContentHash = row.ContentHash,
        CreatedAt = row.CreatedAt,
        CreatedBy = row.CreatedBy,
        PublishedAt = row.PublishedAt,
    });
}
