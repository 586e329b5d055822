using Doorstep.Workflows.Storage.Model;
using Doorstep.Workflows.Storage.Seals;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage;

/// <summary>Lets everybody ask for a <see cref="DoorstepDb"/> and get the configured database's own, which opens what is sealed.</summary>
internal sealed class ContextFactory<TContext>(IDbContextFactory<TContext> pool, DataSeal seal) : IDbContextFactory<DoorstepDb>
    where TContext : DoorstepDb
{
    public DoorstepDb CreateDbContext() => Sealing(pool.CreateDbContext());

    public async Task<DoorstepDb> CreateDbContextAsync(CancellationToken cancellation) => Sealing(await pool.CreateDbContextAsync(cancellation));

    private TContext Sealing(TContext context)
    {
        context.Seal = seal;
        return context;
    }
}
