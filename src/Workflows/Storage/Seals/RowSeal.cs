using System.Globalization;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.Overrides;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Doorstep.Workflows.Storage.Seals;

/// <summary>Which columns hold what people said and who they are, and are sealed: each in its place, so that no row can be passed off for another.</summary>
internal static class RowSeal
{
    /// <summary>Everything that is sealed.</summary>
    public static IReadOnlyList<SealedColumn> Columns { get; } =
    [
        new("cases", "snapshot", ["id"], IsBytes: true),
        new("journal", "event_data", ["case_id", "sequence"]), new("journal", "reason", ["case_id", "sequence"]), new("journal", "decision", ["case_id", "sequence"]), new("journal", "entries", ["case_id", "sequence"]),
        new("outbox", "payload", ["key"]), new("acts", "act", ["act_id", "try"]), new("acts", "decision", ["act_id", "try"]), new("debtors", "budget", ["tenant", "token"]), new("overrides", "json", ["id"]),
        new("bulk_overrides", "json", ["id"]), new("bulk_override_items", "result", ["bulk_id", "number"]),
    ];

    /// <summary>A step as it goes to the disk.</summary>
    public static StepRecord Close(this DataSeal seal, StepRecord step)
    {
        if (!seal.IsOn) return step;
        var (row, journal) = (step.Case, step.Journal);
        var at = Text(journal.Sequence);
        return step with
        {
            Case = row with { Snapshot = seal.Close(row.Snapshot, Place("cases", "snapshot", row.Id)) },
            Journal = journal with
            {
                EventData = seal.Close(journal.EventData, Place("journal", "event_data", journal.CaseId, at)), Entries = seal.Close(journal.Entries, Place("journal", "entries", journal.CaseId, at)),
                Decision = seal.Close(journal.Decision, Place("journal", "decision", journal.CaseId, at)),
                Reason = journal.Reason is { } reason ? seal.Close(reason, Place("journal", "reason", journal.CaseId, at)) : null,
            },
            Outbox = [.. step.Outbox.Select(message => message with { Payload = seal.Close(message.Payload, Place("outbox", "payload", message.Key)) })],
            Act = step.Act is not { } act ? null : act with
            {
                Act = seal.Close(act.Act, Place("acts", "act", act.ActId, Text(act.Try))), Decision = seal.Close(act.Decision, Place("acts", "decision", act.ActId, Text(act.Try))),
            },
            Override = step.Override is not { } governed ? null : seal.Close(governed),
            Debtors = [.. step.Debtors.Select(debtor => debtor with { Budget = seal.Close(debtor.Budget, Place("debtors", "budget", debtor.Tenant, debtor.Token)) })],
        };
    }

    /// <summary>An override as it goes to the disk.</summary>
    public static OverrideRecord Close(this DataSeal seal, OverrideRecord row) => row with { Json = seal.Close(row.Json, Place("overrides", "json", row.Id)) };

    /// <summary>A bulk override as it goes to the disk.</summary>
    public static BulkRecord Close(this DataSeal seal, BulkRecord row) => row with { Json = seal.Close(row.Json, Place("bulk_overrides", "json", row.Id)) };

    /// <summary>What became of one of its cases, as it goes to the disk.</summary>
    public static BulkItemRecord Close(this DataSeal seal, BulkItemRecord row) =>
        row.Result is not { } result ? row : row with { Result = seal.Close(result, Place("bulk_override_items", "result", row.BulkId, Text(row.Number))) };

    /// <summary>A row as it was before it went there.</summary>
    public static object Open(this DataSeal seal, object row) => row switch
    {
        CaseRecord found => found with { Snapshot = seal.Open(found.Snapshot, Place("cases", "snapshot", found.Id)) },
        JournalRecord found => seal.Open(found, Text(found.Sequence)),
        OutboxRecord found => found with { Payload = seal.Open(found.Payload, Place("outbox", "payload", found.Key)) },
        ActRecord found => found with
        {
            Act = seal.Open(found.Act, Place("acts", "act", found.ActId, Text(found.Try))), Decision = seal.Open(found.Decision, Place("acts", "decision", found.ActId, Text(found.Try))),
        },
        DebtorRecord found => found with { Budget = seal.Open(found.Budget, Place("debtors", "budget", found.Tenant, found.Token)) },
        OverrideRecord found => found with { Json = seal.Open(found.Json, Place("overrides", "json", found.Id)) },
        BulkRecord found => found with { Json = seal.Open(found.Json, Place("bulk_overrides", "json", found.Id)) },
        BulkItemRecord { Result: { } result } found => found with { Result = seal.Open(result, Place("bulk_override_items", "result", found.BulkId, Text(found.Number))) },
        _ => row,
    };

    /// <summary>Where a value stands.</summary>
    public static string Place(string table, string column, params ReadOnlySpan<string> keys) => $"{table}.{column}/{string.Join('/', keys)}";

    private static JournalRecord Open(this DataSeal seal, JournalRecord row, string at) => row with
    {
        EventData = seal.Open(row.EventData, Place("journal", "event_data", row.CaseId, at)), Entries = seal.Open(row.Entries, Place("journal", "entries", row.CaseId, at)),
        Decision = seal.Open(row.Decision, Place("journal", "decision", row.CaseId, at)), Reason = row.Reason is { } reason ? seal.Open(reason, Place("journal", "reason", row.CaseId, at)) : null,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A column that is sealed.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Column">Its name.</param>
/// <param name="Keys">The table's key.</param>
/// <param name="IsBytes">It holds bytes, not text.</param>
internal sealed record SealedColumn(string Table, string Column, string[] Keys, bool IsBytes = false);

/// <summary>Opens every row that EF reads, whoever asks.</summary>
internal sealed class OpeningRows : IMaterializationInterceptor
{
    /// <summary>One for all: EF keeps what it builds for as many interceptors as it is given.</summary>
    public static OpeningRows Instance { get; } = new();

    public object InitializedInstance(MaterializationInterceptionData materializationData, object entity) =>
        materializationData.Context is Model.DoorstepDb { Seal: { IsOn: true } seal } ? seal.Open(entity) : entity;
}
