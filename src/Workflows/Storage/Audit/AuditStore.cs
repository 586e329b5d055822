using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Audit;

/// <summary>The audit log. Lines are added and never changed.</summary>
public sealed class AuditStore
{
    private const int TextMax = 500;

    private const string Insert =
        """
        INSERT INTO audit (at, actor, act, allowed, case_id, subject, purpose, reason, origin)
        VALUES (@at, @actor, @act, @allowed, @case_id, @subject, @purpose, @reason, @origin)
        """;

    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly CommitQueue _queue;

    internal AuditStore(IDbContextFactory<DoorstepDb> contexts, CommitQueue queue) => (_contexts, _queue) = (contexts, queue);

    /// <summary>Adds a line; it is on the disk when this returns. Texts are cut at 500 characters.</summary>
    public Task AddAsync(AuditRecord line, CancellationToken cancellation = default) => _queue.WriteAsync(
        PendingWrite.Statement(
            Insert,
            [
                line.At.ToUnixTimeMilliseconds(), Cut(line.Actor), Cut(line.Act), line.Allowed, Cut(line.CaseId), Cut(line.Subject), Cut(line.Purpose), Cut(line.Reason), Cut(line.Origin),
            ]),
        cancellation);

    /// <summary>Lines, newest first.</summary>
    public async Task<IReadOnlyList<AuditRecord>> ListAsync(AuditQuery query, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var lines = db.Audit.AsQueryable();
        if (query.Actor is { } actor) lines = lines.Where(line => line.Actor == actor);
        if (query.Act is { } act) lines = lines.Where(line => line.Act.StartsWith(act));
        if (query.CaseId is { } caseId) lines = lines.Where(line => line.CaseId == caseId);
        if (query.Allowed is { } allowed) lines = lines.Where(line => line.Allowed == allowed);
        if (query.Before is { } before) lines = lines.Where(line => line.Id < before);
        return await lines.OrderByDescending(line => line.Id).Take(query.Limit).ToListAsync(cancellation);
    }

    private static string? Cut(string? text) => text?.Length > TextMax ? text[..TextMax] : text;
}
