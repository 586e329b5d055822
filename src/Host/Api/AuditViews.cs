using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Deadlines.Auditing;

namespace Doorstep.Host.Api;

/// <summary>A pass of the auditor over all running cases.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="BeganAt">When it began.</param>
/// <param name="EndedAt">When it had seen every case; null while it goes on.</param>
/// <param name="Cases">Cases looked at so far.</param>
/// <param name="Deadlines">Deadlines that they wait for.</param>
/// <param name="Healed">Cases that were put right.</param>
/// <param name="Unhealed">Cases that could not be.</param>
internal sealed record AuditPassView(long Number, DateTimeOffset BeganAt, DateTimeOffset? EndedAt, long Cases, long Deadlines, long Healed, long Unhealed)
{
    public static AuditPassView? Of(AuditPass? pass) => pass is null ? null : new(pass.Number, pass.BeganAt, pass.EndedAt, pass.Cases, pass.Deadlines, pass.Healed, pass.Unhealed);
}

/// <summary>Something that was wrong.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="At">When it was found.</param>
/// <param name="Healed">It was put right.</param>
/// <param name="Text">What it was.</param>
internal sealed record AuditFindingView(string CaseId, DateTimeOffset At, bool Healed, string Text);

/// <summary>How far the auditor is.</summary>
/// <param name="Pass">The pass that goes on, or the last one; null before the first.</param>
/// <param name="Last">The last pass that saw every case.</param>
/// <param name="Findings">What was wrong, the last one first.</param>
internal sealed record AuditView(AuditPassView? Pass, AuditPassView? Last, IEnumerable<AuditFindingView> Findings)
{
    public static AuditView Of(AuditReport report) => new(
        AuditPassView.Of(report.Pass), AuditPassView.Of(report.Last), report.Findings.Select(finding => new AuditFindingView(finding.CaseId, finding.At, finding.IsHealed, finding.Text)));
}
