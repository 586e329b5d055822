using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Cases;

namespace Doorstep.Workflows.Commands.Overrides.Bulk;

/// <summary>What the same override would come to on every case that a filter picks.</summary>
/// <param name="Refusals">Reasons with the cases that they are of.</param>
/// <param name="SecondPerson">Cases that take a second person by themselves.</param>
/// <param name="Sample">A few, whole.</param>
internal sealed record BulkCount(ImmutableArray<(string CaseId, string Reason)> Refusals, int SecondPerson, ImmutableArray<OverridePreview> Sample);

/// <summary>Picks the cases of a bulk override and counts what would become of them.</summary>
internal sealed class BulkTargets(CasePages pages, ICaseStore store, OverrideRunner runner)
{
    private const int SampleMax = 5;
    private const int InFlightMax = 8;

    /// <summary>Running cases that a filter picks, in the order in which they started; one more than allowed, so that too many show.</summary>
    public async Task<IReadOnlyList<CaseSummary>> PickAsync(BulkFilter filter, int max, CancellationToken cancellation) => (await pages.FindAsync(
        new CasePageQuery
        {
            Ids = filter.Ids ?? [], State = filter.State, DefinitionIds = filter.Definition is { } definition ? [definition] : [], Version = filter.Version, IsFaulted = filter.Faulted, Text = filter.Text,
            Status = CaseStatus.Running, OrderBy = CaseOrder.Created, IsDescending = false, Take = max + 1,
        },
        cancellation)).Items;

    /// <summary>Decides on every case as it is stored, with nothing written; a few of them with everything that would come of it.</summary>
    public async Task<BulkCount> CountAsync(OverrideVerb verb, IReadOnlyList<CaseSummary> cases, Actor actor, CancellationToken cancellation)
    {
        var (refusals, second) = (new (string CaseId, string Reason)?[cases.Count], 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, cases.Count), new ParallelOptions { MaxDegreeOfParallelism = InFlightMax, CancellationToken = cancellation }, async (index, token) =>
        {
            if (await store.FindCaseAsync(cases[index].Id, token) is not { } record) return;
            var foreseen = await runner.ForeseeAsync(record, "bulk", verb, actor.Name, token, isCounted: true);
            if (foreseen.Ruling.Refusal is { } refusal) refusals[index] = (record.Id, refusal.Reason);
            else if (!runner.RuleFor(verb, foreseen).Approvers.IsEmpty) Interlocked.Increment(ref second);
        });
        return new BulkCount([.. refusals.OfType<(string CaseId, string Reason)>()], second, await SampleAsync(verb, cases, refusals, actor, cancellation));
    }

    private async Task<ImmutableArray<OverridePreview>> SampleAsync(OverrideVerb verb, IReadOnlyList<CaseSummary> cases, (string CaseId, string Reason)?[] refusals, Actor actor, CancellationToken cancellation)
    {
        var sample = ImmutableArray.CreateBuilder<OverridePreview>(SampleMax);
        // From the beginning, the end and in between: neighbours are often alike.
        var whole = cases.Where((_, index) => refusals[index] is null).ToArray();
        foreach (var one in whole.Where((_, index) => index % Math.Max(1, whole.Length / SampleMax) == 0).Take(SampleMax))
        {
            if (await runner.ForeseeAsync(one.Id, "bulk", verb, actor.Name, cancellation) is not { Ruling.Refusal: null } foreseen) continue;
            sample.Add(new OverridePreview(
                one.Id, foreseen.Snapshot.StatePath, foreseen.Snapshot.Sequence, VerbText.Write(verb), foreseen.Ruling.Consequences, runner.RuleFor(verb, foreseen), foreseen.Ruling.Inverse is null ? 0 : runner.Policy.UndoMinutesOf(verb.Name)));
        }

        return sample.ToImmutable();
    }
}
