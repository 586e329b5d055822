using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage;

/// <summary>Lets everybody ask for a <see cref="DoorstepDb"/> and get the configured database's own.</summary>
internal sealed class ContextFactory<TContext>(IDbContextFactory<TContext> pool) : IDbContextFactory<DoorstepDb>
    where TContext : DoorstepDb
{
    public DoorstepDb CreateDbContext() => pool.CreateDbContext();

    public async Task<DoorstepDb> CreateDbContextAsync(CancellationToken cancellation) => await pool.CreateDbContextAsync(cancellation);
}
