namespace Doorstep.Workflows.Storage.Commit;

/// <summary>Puts a version of a definition into the open transaction. It goes in as a draft and is published as the last thing,
/// after the version before was retired: at no moment are two published.</summary>
internal static class DefinitionWriter
{
    private const string Insert =
        """
        INSERT INTO definitions (id, definition_id, version, name, status, json, content_hash, created_at, created_by)
        VALUES (@id, @definition_id, @version, @name, 'Draft', @json, @content_hash, @created_at, @created_by)
        ON CONFLICT DO NOTHING
        """;

    private const string Overwrite =
        """
        UPDATE definitions SET name = @name, json = @json, content_hash = @content_hash, created_at = @created_at, created_by = @created_by
        WHERE id = @id AND definition_id = @definition_id AND version = @version AND status = 'Draft' AND content_hash = @expected
        """;

    private const string Retire =
        "UPDATE definitions SET status = 'Retired' WHERE id = @id AND status = 'Published' AND content_hash = @expected";

    private const string RetireOthers = "UPDATE definitions SET status = 'Retired' WHERE definition_id = @definition_id AND status = 'Published' AND id <> @id";

    private const string SetStatus = "UPDATE definitions SET status = @status, published_at = @published_at WHERE id = @id";

    private const string Delete =
        """
        DELETE FROM definitions WHERE id = @id AND status <> 'Published' AND content_hash = @expected
        AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.definition_id = @definition_id AND cases.definition_version = @version)
        """;

    public static async Task<WriteResult> DeleteAsync(PreparedCommands commands, DefinitionRecord row) =>
        await commands.ExecuteAsync(Delete, row.Id, row.ContentHash, row.DefinitionId, row.Version) > 0 ? WriteResult.Written : WriteResult.Refused;

    public static async Task<WriteResult> WriteAsync(PreparedCommands commands, DefinitionRecord row, string? expectedHash)
    {
        if (row.Status == DefinitionStatus.Retired && expectedHash is not null)
            return await commands.ExecuteAsync(Retire, row.Id, expectedHash) > 0 ? WriteResult.Written : WriteResult.Refused;
        if (await WriteDraftAsync(commands, row, expectedHash) == 0) return WriteResult.Refused;
        if (row.Status == DefinitionStatus.Published) await commands.ExecuteAsync(RetireOthers, row.DefinitionId, row.Id);
        if (row.Status != DefinitionStatus.Draft)
            await commands.ExecuteAsync(SetStatus, row.Status.ToString(), row.PublishedAt?.ToUnixTimeMilliseconds(), row.Id);
        return WriteResult.Written;
    }

    private static Task<int> WriteDraftAsync(PreparedCommands commands, DefinitionRecord row, string? expectedHash) => expectedHash is null
        ? commands.ExecuteAsync(
            Insert, row.Id, row.DefinitionId, row.Version, row.Name, row.Json, row.ContentHash, row.CreatedAt.ToUnixTimeMilliseconds(), row.CreatedBy)
        : commands.ExecuteAsync(Overwrite, row.Name, row.Json, row.ContentHash, row.CreatedAt.ToUnixTimeMilliseconds(), row.CreatedBy, row.Id, row.DefinitionId, row.Version, expectedHash);
}
