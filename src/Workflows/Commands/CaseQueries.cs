using System.Text.Json;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>A case with its snapshot, as stored.</summary>
public sealed record CaseDetail(CaseRecord Record, Snapshot Snapshot);

/// <summary>One case, whole.</summary>
[Allow(Role.Service, Role.Supervisor, Role.Compliance, Role.Designer, Role.Agent)]
public sealed record GetCase(string CaseId, Actor Actor) : IQuery<Reply<CaseDetail>>, IAboutCase;

/// <summary>A page of cases, newest first. Agents see theirs, and whoever sees some tenants only sees those of them.</summary>
[Allow(Role.Service, Role.Supervisor, Role.Compliance, Role.Designer, Role.Agent), ForScoped]
public sealed record ListCases(CaseQuery Query, Actor Actor) : IQuery<Reply<IReadOnlyList<CaseSummary>>>, IActed;

/// <summary>Why a case stands where it stands, and what comes next by itself.</summary>
[Allow(Role.Service, Role.Supervisor, Role.Compliance, Role.Designer, Role.Agent)]
public sealed record ExplainCase(string CaseId, Actor Actor) : IQuery<Reply<CaseExplained>>, IAboutCase;

/// <summary>The answer to <see cref="ExplainCase"/>.</summary>
public sealed record CaseExplained(CaseDetail Case, Explanation Explanation, IReadOnlyCollection<string> Holds);

/// <summary>Part of a case's journal, oldest first.</summary>
[Allow(Role.Service, Role.Supervisor, Role.Compliance)]
public sealed record GetJournal(string CaseId, long After, int Limit, Actor Actor) : IQuery<Reply<IReadOnlyList<JournalRecord>>>, IAboutCase;

/// <summary>Proves a case's chain, or names the first broken row.</summary>
[Allow(Role.Service, Role.Supervisor, Role.Compliance)]
public sealed record VerifyJournal(string CaseId, Actor Actor) : IQuery<Reply<ChainVerdict>>, IAboutCase;

/// <summary>What a case waits for in time.</summary>
[Allow(Role.Service, Role.Supervisor, Role.Compliance, Role.Agent)]
public sealed record GetDeadlines(string CaseId, Actor Actor) : IQuery<Reply<CaseDeadlines>>, IAboutCase;

/// <summary>The deadlines of a case as its snapshot has them, with the rows of the due-table and the clocks that stand still beside them.</summary>
public sealed record CaseDeadlines(CaseDetail Case, IReadOnlyList<DeadlineRecord> Rows, IReadOnlyDictionary<string, StoppedClock> Stopped);

internal sealed class CaseQueryHandler(ICaseStore store, JournalVerifier verifier, FactFolder folder, MachineCatalogue machines, ClockDesk clocks, AgentCases agents, TimeProvider clock) :
    IQueryHandler<GetCase, Reply<CaseDetail>>, IQueryHandler<ListCases, Reply<IReadOnlyList<CaseSummary>>>, IQueryHandler<ExplainCase, Reply<CaseExplained>>,
    IQueryHandler<GetJournal, Reply<IReadOnlyList<JournalRecord>>>, IQueryHandler<VerifyJournal, Reply<ChainVerdict>>, IQueryHandler<GetDeadlines, Reply<CaseDeadlines>>
{
    public async ValueTask<Reply<CaseDetail>> Handle(GetCase query, CancellationToken cancellationToken) =>
        await FindAsync(query.CaseId, cancellationToken) is { } found ? new Reply<CaseDetail>.Done(found) : Refuse.NoCase<CaseDetail>(query.CaseId);

    public async ValueTask<Reply<IReadOnlyList<CaseSummary>>> Handle(ListCases query, CancellationToken cancellationToken)
    {
        var seen = query.Query with { Tenants = query.Actor.OnlyTenants };
        if (Rights.IsOnlyAsAgent<ListCases>(query.Actor)) seen = seen with { Ids = await agents.OfAsync(query.Actor.Agent, cancellationToken) };
        return new Reply<IReadOnlyList<CaseSummary>>.Done(await store.ListCasesAsync(seen, cancellationToken));
    }

    public async ValueTask<Reply<CaseExplained>> Handle(ExplainCase query, CancellationToken cancellationToken)
    {
        if (await FindAsync(query.CaseId, cancellationToken) is not { } found) return Refuse.NoCase<CaseExplained>(query.CaseId);
        var machine = await machines.FamilyAsync(found.Record.DefinitionId, found.Snapshot.Pins, cancellationToken);
        var (now, facts) = (clock.GetUtcNow(), found.Snapshot.Facts);
        var counted = found.Snapshot with { Facts = facts.WithClocks(await clocks.ForAsync(facts, now, isFresh: false)) };
        return new Reply<CaseExplained>.Done(new CaseExplained(found, machine.Explain(counted, now), facts.Holds));
    }

    public async ValueTask<Reply<IReadOnlyList<JournalRecord>>> Handle(GetJournal query, CancellationToken cancellationToken)
    {
        var rows = await store.JournalAsync(query.CaseId, query.After, query.Limit, cancellationToken);
        if (rows.Count == 0 && await store.FindCaseAsync(query.CaseId, cancellationToken) is null) return Refuse.NoCase<IReadOnlyList<JournalRecord>>(query.CaseId);
        return new Reply<IReadOnlyList<JournalRecord>>.Done([.. rows.Select(Readable)]);
    }

    public async ValueTask<Reply<ChainVerdict>> Handle(VerifyJournal query, CancellationToken cancellationToken) =>
        await verifier.VerifyAsync(query.CaseId, cancellationToken) is { } verdict ? new Reply<ChainVerdict>.Done(verdict) : Refuse.NoCase<ChainVerdict>(query.CaseId);

    public async ValueTask<Reply<CaseDeadlines>> Handle(GetDeadlines query, CancellationToken cancellationToken)
    {
        if (await FindAsync(query.CaseId, cancellationToken) is not { } found) return Refuse.NoCase<CaseDeadlines>(query.CaseId);
        var machine = await machines.FamilyAsync(found.Record.DefinitionId, found.Snapshot.Pins, cancellationToken);
        return new Reply<CaseDeadlines>.Done(new CaseDeadlines(found, await store.DeadlinesAsync(query.CaseId, cancellationToken), machine.StoppedClocks(found.Snapshot, clock.GetUtcNow())));
    }

    /// <summary>A row that was changed until it is no longer JSON is shown as the text it is; the proof of the chain says the rest.</summary>
    private static JournalRecord Readable(JournalRecord row) => row with { EventData = Readable(row.EventData), Entries = Readable(row.Entries) };

    private static string Readable(string json)
    {
        try
        {
            Values.Parse(json);
            return json;
        }
        catch (JsonException)
        {
            return Values.Of(json).GetRawText();
        }
    }

    private async Task<CaseDetail?> FindAsync(string caseId, CancellationToken cancellation) =>
        await store.FindCaseAsync(caseId, cancellation) is { } record ? new CaseDetail(record, SnapshotCodec.Read(record.Snapshot, folder)) : null;
}
