using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Grains;

/// <summary>The due-table is held against the case, and made right in a step like any other: fenced, chained, for everybody to see.</summary>
internal sealed partial class CaseGrain
{
    private const string Auditor = "auditor";

    public async Task<CaseAnswer> Audit()
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            // The rows first, because reading the case puts back what is missing; and afresh, for memory may be stale.
            var (rows, record) = (await dueTable.RowsAsync(Id), await store.FindCaseAsync(Id));
            _case = null;
            if (await Load(isFresh: true) is not { } current)
            {
                foreach (var row in rows) await store.RemoveDeadlineAsync(Id, row.Deadline.Id);
                return NotFound();
            }

            if (record?.Sequence != current.Record.Sequence) continue;
            var now = Now();
            var findings = DueTableCheck.Findings(current.Snapshot, rows, now).ToArray();
            if (Healed(current, findings, now) is not { } decision) return Answer(new Decision.Ignored("The due-table has what the case waits for."));
            var data = JsonSerializer.Serialize(new AuditData([.. findings.Select(finding => $"{finding.Fault} {finding.Deadline.Id}")], [.. current.Machine.Unarmed(current.Snapshot)]), AuditJson.Default.AuditData);
            var (outcome, made) = await Commit(current, current.Snapshot, decision, new StepCause(null, "audit", now, data, Auditor), now);
            if (outcome is CommitOutcome.Committed) return Answer(made);
            if (outcome is CommitOutcome.Unavailable { Reason: var unavailable }) return Busy(unavailable);
        }

        return Busy();
    }

    /// <summary>The step that puts everything right; null where nothing is wrong. What the definition asks for and the case lacks is armed; rows that are missing or say something
    /// else are written anew, and rows that nobody waits for are removed.</summary>
    private static Decision.Accepted? Healed(Loaded current, DueFinding[] findings, DateTimeOffset now)
    {
        var rearmed = current.Machine.Rearm(current.Snapshot, now) as Decision.Accepted;
        if (rearmed is null && findings.Length == 0) return null;
        var made = rearmed ?? new Decision.Accepted(current.Snapshot with { Sequence = current.Snapshot.Sequence + 1 }, [], [], [], [], "", IsMove: false);
        return new Decision.Accepted(
            made.Next,
            [.. made.Journal, .. findings.Select(finding => new JournalEntry(JournalKind.DeadlineHealed, finding.Deadline.Transition, finding.Text, finding.Deadline.DueAt, DeadlineMark.Of(finding.Deadline)))],
            [.. made.Armed, .. findings.Where(finding => finding.Fault != DueFault.Stray).Select(finding => finding.Deadline)],
            [.. made.Cancelled, .. findings.Where(finding => finding.Fault == DueFault.Stray).Select(finding => finding.Deadline.Id)],
            made.Effects,
            string.Join(" ", findings.Select(finding => finding.Text).Prepend(made.Reason).Where(text => text.Length > 0)),
            IsMove: false);
    }
}

/// <summary>What an audit found, for the journal.</summary>
/// <param name="Rows">Rows of the due-table, <c>Missing 5.0</c>.</param>
/// <param name="Unarmed">Timed ways without a deadline.</param>
internal sealed record AuditData(ImmutableArray<string> Rows, ImmutableArray<string> Unarmed);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase)]
[System.Text.Json.Serialization.JsonSerializable(typeof(AuditData))]
internal sealed partial class AuditJson : System.Text.Json.Serialization.JsonSerializerContext;
