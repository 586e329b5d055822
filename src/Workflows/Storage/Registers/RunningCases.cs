using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Registers;

/// <summary>Which of some cases still run.</summary>
public sealed class RunningCases
{
    private const int ChunkSize = 500;

    private readonly IDbContextFactory<DoorstepDb> _contexts;

    internal RunningCases(IDbContextFactory<DoorstepDb> contexts) => _contexts = contexts;

    /// <summary>The ids among these whose case is there and not closed.</summary>
    public async Task<HashSet<string>> AmongAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var running = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in ids.Chunk(ChunkSize))
            running.UnionWith(await db.Cases.Where(row => chunk.Contains(row.Id) && row.Status == CaseStatus.Running).Select(row => row.Id).ToListAsync(cancellation));
        return running;
    }
}
