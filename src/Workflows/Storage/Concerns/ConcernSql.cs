namespace Doorstep.Workflows.Storage.Concerns;

/// <summary>What a step writes about what waits for people.</summary>
internal static class ConcernSql
{
    public const string Open =
        """
        INSERT INTO concerns (case_id, kind, subject, since_at, due_at) VALUES (@case_id, @kind, @subject, @since_at, @due_at)
        ON CONFLICT (case_id, kind, subject) DO UPDATE SET since_at = excluded.since_at, due_at = excluded.due_at
        """;

    public const string Settle = "DELETE FROM concerns WHERE case_id = @case_id AND kind = @kind AND subject = @subject";
}
