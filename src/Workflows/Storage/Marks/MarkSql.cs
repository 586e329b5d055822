namespace Doorstep.Workflows.Storage.Marks;

/// <summary>What a step writes so that its case is found.</summary>
internal static class MarkSql
{
    public const string Set = "INSERT INTO case_marks (kind, value, created_at, case_id) VALUES (@kind, @value, @created_at, @case_id) ON CONFLICT DO NOTHING";

    public const string Remove = "DELETE FROM case_marks WHERE kind = @kind AND value = @value AND created_at = @created_at AND case_id = @case_id";

    public static object?[] Values(MarkRecord row) => [row.Kind, row.Value, row.CreatedAt.ToUnixTimeMilliseconds(), row.CaseId];
}
