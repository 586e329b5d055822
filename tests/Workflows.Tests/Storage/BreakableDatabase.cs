using System.Data.Common;
using System.Linq.Expressions;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>A real database whose writer can be given another connection: none, or one that may not write.</summary>
internal sealed class BreakableDatabase(StorageDatabase real) : StorageDatabase
{
    /// <summary>What opens instead of the writer's own connection; null while nothing is broken.</summary>
    public Func<Task<DbConnection>>? Instead { get; set; }

    /// <summary>Connections opened for the writer.</summary>
    public int Opened { get; private set; }

    public override string Place => real.Place;

    public override void AddContext(IServiceCollection services) => real.AddContext(services);

    public override Task MigrateAsync(DoorstepDb db, CancellationToken cancellation) => real.MigrateAsync(db, cancellation);

    public override Task<IAsyncDisposable?> TakeTurnAsync(DoorstepDb db, TimeSpan patience, CancellationToken cancellation) => real.TakeTurnAsync(db, patience, cancellation);

    public override async Task<DbConnection> OpenWriterAsync(CancellationToken cancellation)
    {
        Opened++;
        return Instead is { } open ? await open() : await real.OpenWriterAsync(cancellation);
    }

    public override bool WritesTogether => real.WritesTogether;

    public override Task<int?> WriteTogetherAsync(DbTransaction transaction, IReadOnlyList<StepRecord> steps) => real.WriteTogetherAsync(transaction, steps);

    public override Task<IAsyncDisposable> BeginReadAsync(DoorstepDb db, CancellationToken cancellation) => real.BeginReadAsync(db, cancellation);

    public override Task CheckAsync(CancellationToken cancellation) => real.CheckAsync(cancellation);

    public override bool IsOfTheStatement(DbException failure) => real.IsOfTheStatement(failure);

    public override bool IsUnavailable(Exception failure) => real.IsUnavailable(failure);

    public override void CheckThere(DbConnection writer) => real.CheckThere(writer);

    public override string MisstoredRow => real.MisstoredRow;

    public override string WriteProbe => real.WriteProbe;

    public override Expression<Func<CaseRecord, bool>> MatchesText(string pattern) => real.MatchesText(pattern);
}
