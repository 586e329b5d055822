using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Cases;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>A page of cases for whoever watches definitions at work. Those who may ask for it may open the designer.</summary>
[Allow(Role.Designer, Role.Supervisor, Role.Compliance), ForScoped]
public sealed record FindCases(CasePageQuery Query, Actor Actor) : IQuery<Reply<CasePage>>, IActed;

/// <summary>What the steps of a case did, oldest first, without the data that people reported: a designer watches the machine, not the customer.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="After">The last sequence already read.</param>
/// <param name="Limit">Rows.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Designer, Role.Supervisor, Role.Compliance)]
public sealed record WatchSteps(string CaseId, long After, int Limit, Actor Actor) : IQuery<Reply<IReadOnlyList<WatchedStep>>>, IAboutCase;

/// <summary>One step as it is watched.</summary>
/// <param name="Sequence">The step.</param>
/// <param name="At">When it was decided (UTC).</param>
/// <param name="EventType">The event's type: <c>start</c>, an event name, <c>deadline</c>.</param>
/// <param name="Outcome"><c>accepted</c>, <c>recorded</c> or <c>faulted</c>.</param>
/// <param name="Decision">What was decided and why, in a sentence.</param>
/// <param name="State">State path after it.</param>
/// <param name="Actor">Who reported it or acted.</param>
/// <param name="Lines">What it did. Values of variables and notes are left out.</param>
public sealed record WatchedStep(long Sequence, DateTimeOffset At, string EventType, string Outcome, string Decision, string State, string Actor, IReadOnlyList<JournalEntry> Lines);

internal sealed class WatchHandler(CasePages pages, ICaseStore store) : IQueryHandler<FindCases, Reply<CasePage>>, IQueryHandler<WatchSteps, Reply<IReadOnlyList<WatchedStep>>>
{
    public async ValueTask<Reply<CasePage>> Handle(FindCases query, CancellationToken cancellationToken) =>
        new Reply<CasePage>.Done(await pages.FindAsync(query.Query with { Tenants = query.Actor.IsScoped ? query.Actor.Tenants : [] }, cancellationToken));

    public async ValueTask<Reply<IReadOnlyList<WatchedStep>>> Handle(WatchSteps query, CancellationToken cancellationToken)
    {
        var rows = await store.JournalAsync(query.CaseId, query.After, query.Limit, cancellationToken);
        if (rows.Count == 0 && await store.FindCaseAsync(query.CaseId, cancellationToken) is null) return Refuse.NoCase<IReadOnlyList<WatchedStep>>(query.CaseId);
        return new Reply<IReadOnlyList<WatchedStep>>.Done(
            [.. rows.Select(row => new WatchedStep(row.Sequence, row.At, row.EventType, row.Outcome, row.Decision, row.State, row.Actor, [.. Lines(row.Entries)]))]);
    }

    /// <summary>Lines that are about the machine.</summary>
    private static IEnumerable<JournalEntry> Lines(string entries) =>
        JournalText.Read(entries).Where(line => line.Kind is not (JournalKind.VariableSet or JournalKind.Note or JournalKind.SnapshotTaken));
}
