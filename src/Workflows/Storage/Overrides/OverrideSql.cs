namespace Doorstep.Workflows.Storage.Overrides;

/// <summary>The statements of overrides; those of one that is applied are part of its step's transaction.</summary>
internal static class OverrideSql
{
    public const string Insert =
        """
        INSERT INTO overrides (id, case_id, tenant, version, status, verb, requested_by, requested_at, sequence, expires_at, applied_sequence, bulk_id, json)
        VALUES (@id, @case_id, @tenant, @version, @status, @verb, @requested_by, @requested_at, @sequence, @expires_at, @applied_sequence, @bulk_id, @json)
        ON CONFLICT DO NOTHING
        """;

    public const string Update =
        "UPDATE overrides SET version = @version, status = @status, applied_sequence = @applied_sequence, json = @json WHERE id = @id AND version = @expected";

    public const string InsertBulk =
        """
        INSERT INTO bulk_overrides (id, version, status, verb, requested_by, requested_at, json)
        VALUES (@id, 1, @status, @verb, @requested_by, @requested_at, @json)
        ON CONFLICT DO NOTHING
        """;

    public const string UpdateBulk = "UPDATE bulk_overrides SET version = @version, status = @status, json = @json WHERE id = @id AND version = @expected";

    public const string InsertItem =
        "INSERT INTO bulk_override_items (bulk_id, number, case_id, sequence, status, at, result) VALUES (@bulk_id, @number, @case_id, @sequence, @status, NULL, NULL) ON CONFLICT DO NOTHING";

    public const string DeleteItems = "DELETE FROM bulk_override_items WHERE bulk_id = @bulk_id";

    public const string UpdateItem =
        "UPDATE bulk_override_items SET status = @status, at = @at, result = @result WHERE bulk_id = @bulk_id AND number = @number AND status = @expected";

    /// <summary>An override as its statement: the first version is inserted, a later one must follow the one before.</summary>
    public static (string Sql, object?[] Values) Write(OverrideRecord row) => row.Version == 1
        ? (Insert,
            [
                row.Id, row.CaseId, row.Tenant, row.Version, row.Status.ToString(), row.Verb, row.RequestedBy, row.RequestedAt.ToUnixTimeMilliseconds(), row.Sequence,
                row.ExpiresAt?.ToUnixTimeMilliseconds(), row.AppliedSequence, row.BulkId, row.Json,
            ])
        : (Update, [row.Version, row.Status.ToString(), row.AppliedSequence, row.Json, row.Id, row.Version - 1]);
}
