using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts.Wording;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>What a loan's case knows about hardship, evidence, offers and the plan, for whoever talks with the customer.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Service, Role.Agent, Role.Supervisor, Role.Compliance)]
public sealed record GetRelief(string CaseId, Actor Actor) : IQuery<Reply<CaseRelief>>, IAboutCase;

/// <summary>The answer to <see cref="GetRelief"/>.</summary>
/// <param name="File">The case file.</param>
/// <param name="MonthsMax">The pack's <c>plan.maxMonths</c>.</param>
/// <param name="Now">The moment (UTC).</param>
/// <param name="Today">The customer's day.</param>
/// <param name="OpenUntil">Until when the open offer can be taken as things stand (UTC), that moment not included: the end that its letter names (T36); null without an open offer.</param>
public sealed record CaseRelief(CaseFile File, int MonthsMax, DateTimeOffset Now, DateOnly Today, DateTimeOffset? OpenUntil = null);

internal sealed class ReliefQueryHandler(ICaseStore store, FactFolder folder, CaseFactDoor door, TimeProvider clock) : IQueryHandler<GetRelief, Reply<CaseRelief>>
{
    public async ValueTask<Reply<CaseRelief>> Handle(GetRelief query, CancellationToken cancellationToken)
    {
        if (await store.FindCaseAsync(query.CaseId, cancellationToken) is not { } record) return Refuse.NoCase<CaseRelief>(query.CaseId);
        var snapshot = SnapshotCodec.Read(record.Snapshot, folder);
        if (snapshot.Facts is not CaseFile file) return Refuse.NotFound<CaseRelief>($"Case '{query.CaseId}' is not about a loan, so there is nothing to relieve.");
        var now = clock.GetUtcNow();
        var openUntil = file.Relief.Negotiation.OpenUntil is { } last ? NamedDays.OfferEnds(snapshot.Deadlines, now) ?? last : (DateTimeOffset?)null;
        return new Reply<CaseRelief>.Done(new CaseRelief(file, await door.MonthsMaxAsync(file, now), now, LocalTime.DayOf(now, file.Zone), openUntil));
    }
}
