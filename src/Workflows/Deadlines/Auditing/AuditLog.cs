using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Deadlines.Auditing;

/// <summary>What the auditor did and found, written down, so that whichever host goes on with it knows.</summary>
public sealed class AuditLog(RegisterStore registers, TimeProvider clock)
{
    private const string Progress = "AUDIT";
    private const string ProgressKey = "deadlines";
    private const string Findings = "AUDIT_FINDING";
    private const string House = "auditor";

    /// <summary>How far it is, and the version of that; null before the first round.</summary>
    public async Task<(AuditProgress Progress, long Version)?> FindAsync(CancellationToken cancellation = default) =>
        await registers.FindAsync(Progress, ProgressKey, cancellation) is { } row ? (JsonSerializer.Deserialize(row.Json, AuditingJson.Default.AuditProgress)!, row.Version) : null;

    /// <summary>Writes down how far it is; false where another host did meanwhile.</summary>
    public Task<bool> SaveAsync(AuditProgress progress, long version, CancellationToken cancellation = default) =>
        registers.SaveAsync(new RegisterRecord(Progress, ProgressKey, version, JsonSerializer.Serialize(progress, AuditingJson.Default.AuditProgress), clock.GetUtcNow(), House), cancellation);

    /// <summary>Writes down a finding.</summary>
    public Task AddAsync(AuditFinding finding, CancellationToken cancellation = default) =>
        registers.SaveAsync(new RegisterRecord(Findings, KeyOf(finding), 1, JsonSerializer.Serialize(finding, AuditingJson.Default.AuditFinding), finding.At, House), cancellation);

    /// <summary>Findings, the last one first.</summary>
    public async Task<IReadOnlyList<AuditFinding>> FindingsAsync(int limit, CancellationToken cancellation = default) =>
        [.. (await registers.ListAsync(Findings, limit, cancellation)).Select(row => JsonSerializer.Deserialize(row.Json, AuditingJson.Default.AuditFinding)!)];

    /// <summary>Keys sort the last finding first.</summary>
    private static string KeyOf(AuditFinding finding) =>
        $"{(DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() - finding.At.ToUnixTimeMilliseconds()).ToString("D16", CultureInfo.InvariantCulture)}|{finding.CaseId}";
}
