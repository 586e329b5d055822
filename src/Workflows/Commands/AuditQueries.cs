using Doorstep.Workflows.Deadlines.Auditing;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>How far the auditor of deadlines is, and what it found.</summary>
/// <param name="Limit">Findings, the last one first.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record GetAudit(int Limit, Actor Actor) : IQuery<Reply<AuditReport>>, IActed;

/// <summary>The answer to <see cref="GetAudit"/>.</summary>
/// <param name="Pass">The pass that goes on, or the last one; null before the first.</param>
/// <param name="Last">The last pass that saw every case.</param>
/// <param name="Findings">What was wrong, the last one first.</param>
public sealed record AuditReport(AuditPass? Pass, AuditPass? Last, IReadOnlyList<AuditFinding> Findings);

internal sealed class AuditQueryHandler(AuditLog book) : IQueryHandler<GetAudit, Reply<AuditReport>>
{
    public async ValueTask<Reply<AuditReport>> Handle(GetAudit query, CancellationToken cancellationToken)
    {
        var progress = (await book.FindAsync(cancellationToken))?.Progress;
        return new Reply<AuditReport>.Done(new AuditReport(progress?.Pass, progress?.Last, await book.FindingsAsync(query.Limit, cancellationToken)));
    }
}
