namespace Doorstep.Workflows.Tests.Storage;

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteStoreTests : StoreContract
{
    /// <inheritdoc />
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();
}
