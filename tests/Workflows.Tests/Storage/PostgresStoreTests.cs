namespace Doorstep.Workflows.Tests.Storage;

/// <summary>The contract on PostgreSQL.</summary>
public sealed class PostgresStoreTests : StoreContract
{
    /// <inheritdoc />
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
