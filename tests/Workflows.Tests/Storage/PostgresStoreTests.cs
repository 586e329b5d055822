using Doorstep.Workflows.Storage.Seals;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>The contract on PostgreSQL, with every row sealed; on SQLite rows are stored as they are.</summary>
public sealed class PostgresStoreTests : StoreContract
{
    /// <inheritdoc />
    protected override KeyWrap? Wrap { get; } = PlainWrap.Of(7);

    /// <inheritdoc />
    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
