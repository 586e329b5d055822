using System.Collections.Immutable;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Registers;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Shows what a posted version of a policy pack would change for running cases once it is approved and its day has come. Nothing changes (S19, b.1 rule 7).</summary>
/// <param name="Reference">The version, <c>CN-2026.2</c>.</param>
/// <param name="After">Look at cases after this id; null: from the first.</param>
/// <param name="Limit">Look at so many cases, 1 to 1000.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Compliance, Role.Supervisor)]
public sealed record PreviewPolicyPack(string Reference, string? After, int Limit, Actor Actor) : IQuery<Reply<PackPreview>>, IActed;

/// <summary>What a version would change in a page of running cases, seen at the moment from which it would hold.</summary>
/// <param name="Reference">The version.</param>
/// <param name="Against">The approved version that it is compared with; null: there is none.</param>
/// <param name="HoldsFrom">From when on it would hold if it were approved now (UTC).</param>
/// <param name="Changes">How it differs, in plain sentences.</param>
/// <param name="Moves">Armed deadlines and ends of holds that would move, by case.</param>
/// <param name="Acts">Acts that wait and would fare otherwise, by case.</param>
/// <param name="Examined">Cases that were looked at.</param>
/// <param name="Unreadable">Cases among them whose snapshot is broken, so that nobody can say.</param>
/// <param name="Next">Where the next page begins; null: that was all.</param>
public sealed record PackPreview(
    string Reference, string? Against, DateTimeOffset HoldsFrom, ImmutableArray<PolicyChange> Changes, ImmutableArray<PackMove> Moves, ImmutableArray<PackActChange> Acts, int Examined,
    ImmutableArray<string> Unreadable, string? Next);

/// <summary>A deadline or the end of a hold that a version would move.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="BusinessKey">Its business key.</param>
/// <param name="What"><c>DEADLINE</c> or <c>HOLD</c>.</param>
/// <param name="Name">The transition that the deadline triggers, or the hold.</param>
/// <param name="From">When it is due without the version (UTC); for one that stands still, when it was before it was stopped.</param>
/// <param name="To">When it would be due (UTC); null for one that stands still.</param>
/// <param name="Left">What one that stands still would have left; null for one that runs.</param>
/// <param name="CountedBy">By what it would be counted.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record PackMove(string CaseId, string BusinessKey, string What, string Name, DateTimeOffset From, DateTimeOffset? To, TimeSpan? Left, string CountedBy, string Sentence);

/// <summary>An act that waits and that the guards would decide on otherwise.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="BusinessKey">Its business key.</param>
/// <param name="ActId">The act.</param>
/// <param name="Kind">Its kind, <c>CALL</c>.</param>
/// <param name="At">The moment at which it was looked at (UTC): when it comes up next, or when the version would hold.</param>
/// <param name="Without">What would be decided without the version, for people.</param>
/// <param name="With">What would be decided with it, for people.</param>
/// <param name="Sentence">The same in one sentence.</param>
public sealed record PackActChange(string CaseId, string BusinessKey, string ActId, string Kind, DateTimeOffset At, string Without, string With, string Sentence);

internal sealed class PreviewPolicyPackHandler(PackStore packs, RuleShelf shelf, PackForesight foresight, ICaseStore store, FactFolder folder, TimeProvider clock) :
    IQueryHandler<PreviewPolicyPack, Reply<PackPreview>>
{
    public async ValueTask<Reply<PackPreview>> Handle(PreviewPolicyPack query, CancellationToken cancellationToken)
    {
        if (await packs.FindAsync(query.Reference, cancellationToken) is not { } posted) return Refuse.NotFound<PackPreview>($"There is no policy pack '{query.Reference}'.");
        if (posted.ApprovedAt is { } at) return Refuse.Conflict<PackPreview>($"'{posted.ApprovedBy}' approved '{posted.Reference}' at {Instants.Text(at)}; it is in force already, and a preview shows what is not.");

        var (pack, now) = (PackContent.Pack(posted), clock.GetUtcNow());
        var before = await shelf.ReadAsync(isFresh: true, cancellationToken);
        var moment = new PackMoment(before, before.With(new ApprovedPack(pack, now)), pack.EffectiveFrom > now ? pack.EffectiveFrom : now);
        var against = before.Packs.Select(version => version.Pack).Where(version => version.Id == pack.Id).MaxBy(version => version.Version);
        var page = await store.RunningAsync(query.After ?? "", query.Limit, cancellationToken);
        var cases = page.Select(row => (Row: row, Snapshot: SnapshotCodec.TryRead(row.Snapshot, folder))).ToArray();
        var loans = cases.Where(one => one.Snapshot?.Facts is CaseFile { PolicyPack: { } pinned } && IsOf(pack, pinned)).Select(one => (one.Row, Snapshot: one.Snapshot!)).ToArray();
        var acts = ImmutableArray.CreateBuilder<PackActChange>();
        foreach (var (row, snapshot) in loans) acts.AddRange(await foresight.ActsAsync(row, snapshot, moment, cancellationToken));
        return new Reply<PackPreview>.Done(new PackPreview(
            posted.Reference, against?.Reference, moment.At, Changes(against, pack), [.. loans.SelectMany(loan => PackForesight.Moves(loan.Row, loan.Snapshot, moment))], acts.ToImmutable(), page.Count,
            [.. cases.Where(one => one.Snapshot is null).Select(one => one.Row.Id)], page.Count < query.Limit ? null : page[^1].Id));
    }

    private static bool IsOf(PolicyPack pack, string pinned) => pinned.StartsWith($"{pack.Id}-", StringComparison.Ordinal) && PackVersion.TryParse(pinned[(pack.Id.Length + 1)..], out _);

    private static ImmutableArray<PolicyChange> Changes(PolicyPack? before, PolicyPack after) =>
        before is not null && PolicyDiff.Between(before, after) is Reading<ImmutableArray<PolicyChange>>.Given(var changes) ? changes : [];
}
