using System.Data.Common;
using System.Linq.Expressions;
using Doorstep.Workflows.Storage.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Workflows.Storage;

/// <summary>What differs between databases; everything else in this folder is the same for all of them.</summary>
internal abstract class StorageDatabase
{
    /// <summary>Where it is, for people: without user and password.</summary>
    public abstract string Place { get; }

    /// <summary>Registers a pooled factory of this database's context as <c>IDbContextFactory&lt;DoorstepDb&gt;</c>.</summary>
    public abstract void AddContext(IServiceCollection services);

    /// <summary>Makes the database where there is none and runs the migrations it has not seen. Processes that start together take turns.</summary>
    public abstract Task MigrateAsync(DoorstepDb db, CancellationToken cancellation);

    /// <summary>Lets nobody else start on the same database until the answer is disposed of; nothing where a database is for one process.</summary>
    public virtual Task<IAsyncDisposable?> TakeTurnAsync(DoorstepDb db, TimeSpan patience, CancellationToken cancellation) => Task.FromResult<IAsyncDisposable?>(null);

    /// <summary>Opens the connection that the writer keeps, set so that a commit that returned is on disk.</summary>
    public abstract Task<DbConnection> OpenWriterAsync(CancellationToken cancellation);

    /// <summary>Whether many steps are cheaper together than one after the other: where every statement is a way to a server and back.</summary>
    public virtual bool WritesTogether => false;

    /// <summary>Puts steps, no two of one case or one person, into the open transaction by few statements over many rows; gives the number of statements,
    /// and null where one of the steps may not be. Then the transaction is to be rolled back, and each step tried by itself.</summary>
    public virtual Task<int?> WriteTogetherAsync(DbTransaction transaction, IReadOnlyList<StepRecord> steps) => throw new NotSupportedException();

    /// <summary>Asks the database something over a connection of its own: pooled ones go on reading a file that is no longer there.</summary>
    public abstract Task CheckAsync(CancellationToken cancellation);

    /// <summary>Begins to read: everything that the context reads until the answer is disposed of is as it was at one moment, and no writer waits for it.</summary>
    public abstract Task<IAsyncDisposable> BeginReadAsync(DoorstepDb db, CancellationToken cancellation);

    /// <summary>Whether a statement failed because of what it says (a constraint, a value) and not because the database is full, locked, read-only or away.</summary>
    public abstract bool IsOfTheStatement(DbException failure);

    /// <summary>Whether a failure means that nothing can be written now: the database is full, locked, read-only or gone. The same again later may work.</summary>
    public abstract bool IsUnavailable(Exception failure);

    /// <summary>Throws when what the writer writes to is no longer the database that others would open.</summary>
    public abstract void CheckThere(DbConnection writer);

    /// <summary>A statement that changes nothing and is written to the disk all the same.</summary>
    public abstract string WriteProbe { get; }

    /// <summary>Asks for the first journal row of case <c>{0}</c> whose number or times are not whole numbers.</summary>
    public abstract string MisstoredRow { get; }

    /// <summary>Whether a case is in a state or in one of its inner states. Letters count as they are, which LIKE does not promise; so inner states are a range:
    /// '0' is what follows '/'.</summary>
    public static Expression<Func<CaseRecord, bool>> IsWithin(string state)
    {
        var (from, to) = (state + "/", state + "0");
        return row => row.State == state || (row.State.CompareTo(from) >= 0 && row.State.CompareTo(to) < 0);
    }

    /// <summary>Whether a case's id, business key or name matches a LIKE pattern with <c>\</c> as its escape, in either case of letters (in SQLite of ASCII letters).</summary>
    public abstract Expression<Func<CaseRecord, bool>> MatchesText(string pattern);
}
