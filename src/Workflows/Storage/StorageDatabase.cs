using System.Data.Common;
using System.Linq.Expressions;
using Doorstep.Workflows.Storage.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Workflows.Storage;

/// <summary>What differs between databases; everything else in this folder is the same for all of them.</summary>
internal abstract class StorageDatabase
{
    /// <summary>Registers a pooled factory of this database's context as <c>IDbContextFactory&lt;DoorstepDb&gt;</c>.</summary>
    public abstract void AddContext(IServiceCollection services);

    /// <summary>Makes what migrations cannot make, before they run.</summary>
    public abstract Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Opens the connection that the writer keeps, set so that a commit that returned is on disk.</summary>
    public abstract Task<DbConnection> OpenWriterAsync(CancellationToken cancellation);

    /// <summary>Whether a case's id, business key or name matches a LIKE pattern with <c>\</c> as its escape, in either case of letters.</summary>
    public abstract Expression<Func<CaseRecord, bool>> MatchesText(string pattern);
}
