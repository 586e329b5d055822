using Doorstep.Workflows.Storage.Seals;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>The whole contract again on SQLite, with every row sealed.</summary>
public sealed class SealedStoreTests : StoreContract
{
    /// <inheritdoc />
    protected override KeyWrap? Wrap { get; } = PlainWrap.Of(7);

    /// <inheritdoc />
    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();
}
