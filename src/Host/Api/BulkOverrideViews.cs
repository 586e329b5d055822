using System.Text.Json;
using Doorstep.Workflows.Commands.Overrides.Bulk;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Overrides;

namespace Doorstep.Host.Api;

/// <summary>What a bulk override would do.</summary>
/// <param name="Cases">Running cases that the filter picks.</param>
/// <param name="WouldApply">Cases that it would be done to.</param>
/// <param name="Refusals">Why it would not be done to the others, the most frequent reason first.</param>
/// <param name="TakeSecondPerson">Cases that take a second person each by themselves.</param>
/// <param name="SecondPerson">A second person has to approve all of it.</param>
/// <param name="Sample">A few of them with everything that would come of it.</param>
/// <param name="Override">What was previewed, to be asked for as it stands here.</param>
internal sealed record BulkPreviewView(int Cases, int WouldApply, IEnumerable<BulkRefusal> Refusals, int TakeSecondPerson, bool SecondPerson, IEnumerable<OverridePreviewView> Sample, JsonElement Override)
{
    public static BulkPreviewView Of(BulkPreview preview) =>
        new(preview.Cases, preview.WouldApply, preview.Refusals, preview.SecondPerson, preview.NeedsApproval, preview.Sample.Select(OverridePreviewView.Of), preview.Override);
}

/// <summary>A bulk override.</summary>
/// <param name="Id">The bulk override.</param>
/// <param name="Status"><c>pending</c>, <c>expired</c>, <c>declined</c>, <c>running</c>, <c>looking</c> (the first cases are done: look at them), <c>paused</c>, <c>stopped</c> (too many failed), <c>done</c>,
/// <c>cancelled</c>.</param>
/// <param name="Verb">What is done.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="MayApprove">You may approve it.</param>
/// <param name="Counts">Cases by what became of them: <c>waiting</c>, <c>applied</c>, <c>refused</c>, <c>moved</c>, <c>failed</c>.</param>
/// <param name="Record">All of it: override, filter, reason, evidence, rate, and what people did to it.</param>
internal sealed record BulkView(string Id, string Status, string Verb, string RequestedBy, DateTimeOffset RequestedAt, bool MayApprove, IReadOnlyDictionary<string, int> Counts, JsonElement Record)
{
    public static BulkView Of(BulkSeen seen) => new(
        seen.Row.Id, seen.IsExpired ? "expired" : seen.Row.Status.ToString().ToLowerInvariant(), seen.Row.Verb, seen.Row.RequestedBy, seen.Row.RequestedAt, seen.MayApprove,
        Enum.GetValues<BulkItemStatus>().ToDictionary(status => status.ToString().ToLowerInvariant(), status => seen.Counts.GetValueOrDefault(status)), Values.Parse(seen.Row.Json));
}

/// <summary>What became of one case.</summary>
/// <param name="Number">Its turn, from 1.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Sequence">The step at which it was picked; one that moved on since is left alone.</param>
/// <param name="Status"><c>waiting</c>, <c>applied</c>, <c>refused</c>, <c>moved</c>, <c>failed</c>.</param>
/// <param name="At">When its turn was.</param>
/// <param name="Result">What became of it, in a sentence.</param>
internal sealed record BulkItemView(int Number, string CaseId, long Sequence, string Status, DateTimeOffset? At, string? Result)
{
    public static BulkItemView Of(BulkItemRecord item) => new(item.Number, item.CaseId, item.Sequence, item.Status.ToString().ToLowerInvariant(), item.At, item.Result);
}
