using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Simulation;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Mediator;

namespace Doorstep.Workflows.Commands.Trying;

internal sealed class ForesightHandler(
    DraftFamilies families, MachineCatalogue machines, ICaseStore store, ActStore acts, ActDesk desk, FactFolder folder, Simulator simulator, TimeProvider clock)
    : IQueryHandler<ForeseeDefinition, Reply<Foresight>>, IDisposable
{
    private const int DaysMax = 730;
    private const int PageSize = 500;
    private const int ActsMax = 200;
    private const string ActPrefix = "act:";

    private readonly SemaphoreSlim _turn = new(1);

    public async ValueTask<Reply<Foresight>> Handle(ForeseeDefinition query, CancellationToken cancellationToken)
    {
        if (query.Wish.Days is < 1 or > DaysMax) return Refuse.Invalid<Foresight>("Nothing can be foreseen like this.", [new Fault("days", $"{query.Wish.Days} is not between 1 and {DaysMax}.")]);
        var found = await families.FindAsync(query.DefinitionId, query.Version, null, cancellationToken);
        if (found is not Reply<DraftFamily>.Done(var family)) return ((Reply<DraftFamily>.Refused)found).As<Foresight>();
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellationToken)) return new Reply<Foresight>.Refused(RefusalKind.Busy, "Somebody else looks ahead just now. Try again when that is over.");
        try
        {
            return new Reply<Foresight>.Done(await LookAsync(family, query.Wish, cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Foresight> LookAsync(DraftFamily family, ForesightWish wish, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var look = new Look(family.Machine, wish, now, now.AddDays(wish.Days), await simulator.HouseAsync(cancellation));
        var isCut = await simulator.EachAsync(RunningAsync(family, cancellation), async (row, token) => await OneAsync(look, row, token), cancellation);
        return new Foresight
        {
            DefinitionId = family.Version.DefinitionId, Version = family.Version.Version, ContentHash = family.Version.ContentHash, Root = family.Machine.Id, At = now, IsCut = isCut,
            Cases = look.Sum.Cases, Unreadable = look.Sum.Unreadable, Cannot = look.Sum.Cannot, Deadlines = look.Sum.Deadlines, NewDeadEnds = look.Sum.Stuck,
            Before = look.Before.Sum(look.Family, look.House.StoodIn, isCut), After = look.After.Sum(look.Family, look.House.StoodIn, isCut),
        };
    }

    /// <summary>Running cases that the version would be for.</summary>
    private async IAsyncEnumerable<CaseRecord> RunningAsync(DraftFamily family, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var after = ""; ;)
        {
            var page = await store.RunningAsync(after, PageSize, cancellation);
            foreach (var row in page.Where(row => row.DefinitionId == family.Machine.Id)) yield return row;
            if (page.Count < PageSize) yield break;
            after = page[^1].Id;
        }
    }

    private async Task OneAsync(Look look, CaseRecord row, CancellationToken cancellation)
    {
        if (SnapshotCodec.TryRead(row.Snapshot, folder) is not { } stored)
        {
            look.Sum.Broken(row.Id);
            return;
        }

        var snapshot = stored with { Facts = stored.Facts.WithClocks(await look.House.Clocks.ForAsync(stored.Facts, look.Now, isFresh: false)) };
        var old = look.IndexOf(await machines.FamilyAsync(row.DefinitionId, snapshot.Pins, cancellation));
        var before = await PlayAsync(look, row, snapshot, old, cancellation);
        look.Before.Add(before, row.Id);
        var decision = look.Family.Machine.Repin(snapshot, look.Wish.Plan, look.Now);
        if (decision is not Decision.Accepted gone)
        {
            look.Sum.Refused(row.Id, decision.Reason);
            look.After.Add(before, row.Id);
            return;
        }

        look.Sum.Went(row.Id, snapshot, gone.Next);
        var after = await PlayAsync(look, row, gone.Next, look.Family, cancellation);
        look.After.Add(after, row.Id);
        if (after.End is TraceEnd.DeadEnd or TraceEnd.Endless && before.End is not (TraceEnd.DeadEnd or TraceEnd.Endless)) look.Sum.IsStuck(row.Id, after.State);
    }

    private async Task<CaseTrace> PlayAsync(Look look, CaseRecord row, Snapshot snapshot, FamilyIndex family, CancellationToken cancellation)
    {
        var waiting = (await store.OutboxAsync(OutboxStatus.Pending, row.Id, ActsMax, cancellation)).Where(message => message.Destination.StartsWith(ActPrefix, StringComparison.Ordinal))
            .Select(message => new WaitingAct(message.Destination[ActPrefix.Length..], Values.Parse(message.Payload), message.CreatedAt) { At = message.NextTryAt > look.Now ? message.NextTryAt : look.Now });
        var budget = desk.PersonOf(snapshot.Facts) is { } person ? (await acts.FindDebtorAsync(row.Tenant, person, cancellation))?.Budget : null;
        var run = new CaseRun(look.House, family, look.PersonOf(row.Id), row.Id);
        await run.GoOnAsync(snapshot, budget, waiting, look.Now, look.Horizon, cancellation);
        return run.Trace;
    }

    /// <summary>One look ahead.</summary>
    private sealed class Look(StateMachine machine, ForesightWish wish, DateTimeOffset now, DateTimeOffset horizon, SimulatedHouse house)
    {
        private readonly ConcurrentDictionary<StateMachine, FamilyIndex> _indexes = new();

        public FamilyIndex Family { get; } = new(machine);

        public ForesightWish Wish => wish;

        public DateTimeOffset Now => now;

        public DateTimeOffset Horizon => horizon;

        public SimulatedHouse House => house;

        public SimulationTotals Before { get; } = new();

        public SimulationTotals After { get; } = new();

        public ForesightTotals Sum { get; } = new();

        public FamilyIndex IndexOf(StateMachine family) => _indexes.GetOrAdd(family, one => new FamilyIndex(one));

        /// <summary>The same people for a case before and after.</summary>
        public SimulatedPerson PersonOf(string caseId) => wish.IsRandom ? new RandomPerson(new Chance(wish.Seed, caseId.Aggregate(17, (sum, letter) => unchecked((sum * 31) + letter))), now, default) : new SilentPerson(now);
    }
}
