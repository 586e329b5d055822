using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Mediator;

namespace Doorstep.Host.Demo;

/// <summary>Asks the store, not the script, what became of the cases.</summary>
internal sealed class DemoAudit(ISender sender, ICaseStore store, ActStore acts, DemoClock clock)
{
    private const int PerCaseMax = 10_000;

    /// <summary>An earlier run's cases would be counted with these.</summary>
    public async Task RequireEmptyAsync(CancellationToken cancellation)
    {
        if ((await store.ListCasesAsync(new CaseQuery { Limit = 1 }, cancellation)).Count > 0)
            throw new InvalidOperationException("A demonstration begins with an empty store, and this one has cases. Leave DOORSTEP_DATA out, or name an empty folder.");
    }

    public async Task<DemoSummary> SumAsync(Story[] stories, int seed, DateTimeOffset begin, DemoEngine engine, CancellationToken cancellation)
    {
        var ended = new List<Ended>();
        foreach (var story in stories) ended.Add(await LookAsync(story, cancellation));
        var outbound = await ActsAsync(stories, cancellation);
        return new DemoSummary
        {
            Seed = seed, In = stories.Length, From = begin, To = clock.GetUtcNow(), Took = clock.Elapsed,
            Outcomes = ended.Where(end => end.Outcome is not null).GroupBy(end => end.Outcome!).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Count())).ToArray(),
            Accepted = engine.Tally.Accepted, Recorded = engine.Tally.Recorded, Refused = engine.Tally.Refused, DeadlinesFired = engine.DeadlinesFired,
            Promises = engine.Tally.Promises, Kept = ended.Sum(end => end.Kept), Broken = ended.Sum(end => end.Broken), Visits = outbound.Kinds.FirstOrDefault(one => one.Kind == "VISIT").Allowed, Acts = outbound,
            OwedAtStart = stories.Sum(story => story.Total), Paid = stories.Sum(story => story.Paid), OwedAtEnd = ended.Sum(end => end.Owed), Chains = ended.Count(end => end.IsIntact),
        };
    }

    /// <summary>Plans are counted in the outbox and decisions in the table of acts, so that one proves the other.</summary>
    private async Task<DemoActs> ActsAsync(Story[] stories, CancellationToken cancellation)
    {
        var (planned, waiting, decisions) = (0, 0, new List<OutboundAct>());
        foreach (var story in stories)
        {
            var messages = (await store.OutboxAsync(null, story.CaseId, PerCaseMax, cancellation)).Where(message => message.Type == nameof(Effect.PlanAct)).ToArray();
            planned += messages.Length;
            waiting += messages.Count(message => message.Status == OutboxStatus.Pending);
            decisions.AddRange((await acts.ListAsync(story.CaseId, PerCaseMax, cancellation)).Select(OutboundAct.Of));
        }

        return DemoActs.Of(planned, waiting, decisions);
    }

    private async Task<Ended> LookAsync(Story story, CancellationToken cancellation)
    {
        if (await sender.Send(new GetCase(story.CaseId, Actor.House), cancellation) is not Reply<CaseDetail>.Done { Value: { Record: var record, Snapshot.Facts: CaseFile file } })
            return new Ended(null, 0, 0, 0, false);
        var verdict = await sender.Send(new VerifyJournal(story.CaseId, Actor.House), cancellation);
        var promise = file.Promise;
        return new Ended(
            record.Status == CaseStatus.Completed ? record.State.Replace("Closed", "", StringComparison.Ordinal) : null,
            promise.Kept + (promise.IsMet ? 1 : 0), promise.Broken, file.Debt.Total - file.Debt.Credit,
            verdict is Reply<ChainVerdict>.Done { Value: ChainVerdict.Intact });
    }

    private sealed record Ended(string? Outcome, int Kept, int Broken, long Owed, bool IsIntact);
}
