using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;
using Microsoft.Extensions.Logging;

namespace Doorstep.Workflows.Commands.Overrides.Bulk;

/// <summary>Works bulk overrides through, as fast as each may go: the first cases, then a halt until somebody has looked; a stop where too many fail. What is done to a case and what is
/// written of it are two commits, so a process that dies in between asks the case again, and the case knows.</summary>
public sealed partial class BulkSweep
{
    private const int BulksMax = 20;
    private const int ChunkSize = 10;
    private const int RoundMax = 500;
    private const string House = "clock";

    private readonly BulkPace _pace = new();
    private readonly BulkStore _store;
    private readonly OverrideStore _overrides;
    private readonly OverrideRunner _runner;
    private readonly OverrideUndoing _undoing;
    private readonly ICaseStore _cases;
    private readonly ILogger<BulkSweep> _log;

    internal BulkSweep(BulkStore store, OverrideStore overrides, OverrideRunner runner, OverrideUndoing undoing, ICaseStore cases, ILogger<BulkSweep> log) =>
        (_store, _overrides, _runner, _undoing, _cases, _log) = (store, overrides, runner, undoing, cases, log);

    /// <summary>Goes on with every bulk override that runs; gives the number of cases that had their turn.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var done = 0;
        foreach (var bulk in await _store.ListAsync(BulkStatus.Running, BulksMax, cancellation)) done += await RunAsync(bulk.Id, cancellation);
        foreach (var bulk in await _store.ListAsync(BulkStatus.Undoing, BulksMax, cancellation)) done += await UndoAsync(bulk, cancellation);
        return done;
    }

    private async Task<int> RunAsync(string bulkId, CancellationToken cancellation)
    {
        var done = 0;
        while (done < RoundMax && !cancellation.IsCancellationRequested)
        {
            // A person may have paused it, and another process may have gone on with it.
            if (await _store.FindAsync(bulkId, cancellation) is not { Status: BulkStatus.Running } bulk) break;
            var (plan, counts) = (BulkPlan.Read(bulk.Json), await _store.CountsAsync(bulkId, cancellation));
            if (await HaltAsync(bulk, plan, counts, cancellation))
            {
                _pace.Forget(bulkId);
                break;
            }

            // One by one until there are enough to tell whether too much fails.
            var size = counts.Done() - plan.DoneBefore < Math.Min(ChunkSize, plan.LookAfter) ? 1 : ChunkSize;
            var chunk = await _store.ItemsAsync(bulkId, BulkItemStatus.Waiting, 0, Math.Min(size, Allowance(bulkId, plan, counts)), cancellation);
            if (chunk.Count == 0) break;
            await Parallel.ForEachAsync(chunk, cancellation, async (item, token) => await _store.SaveItemAsync(await DoAsync(bulk, plan, item, token), BulkItemStatus.Waiting, CancellationToken.None));
            done += chunk.Count;
        }

        return done;
    }

    /// <summary>How many may have their turn now: so many a minute, and no more before somebody has looked than were to be looked at.</summary>
    private int Allowance(string bulkId, BulkPlan plan, IReadOnlyDictionary<BulkItemStatus, int> counts)
    {
        var byRate = _pace.Allowance(bulkId, plan, counts.Done(), _runner.Now);
        return (int)Math.Clamp(plan.NextLook is { } look ? Math.Min(byRate, look - Seen(counts)) : byRate, 0, RoundMax);
    }

    /// <summary>Cases that there is something to look at in: those that were left alone because they had moved show nothing.</summary>
    private static int Seen(IReadOnlyDictionary<BulkItemStatus, int> counts) => counts.Done() - counts.GetValueOrDefault(BulkItemStatus.Moved);

    /// <summary>Whether it goes no further for now: it is done, too much failed, or somebody has to look.</summary>
    private async Task<bool> HaltAsync(BulkRecord bulk, BulkPlan plan, IReadOnlyDictionary<BulkItemStatus, int> counts, CancellationToken cancellation)
    {
        var (done, failed) = (counts.Done() - plan.DoneBefore, counts.Failed() - plan.FailedBefore);
        var (status, why) = counts.GetValueOrDefault(BulkItemStatus.Waiting) == 0 ? (BulkStatus.Done, "Every case had its turn.")
            : done >= Math.Min(ChunkSize, plan.LookAfter) && failed * 100 > plan.FailedPercentMax * done ? (BulkStatus.Stopped, $"{failed} of {done} cases were refused or failed; {plan.FailedPercentMax} % are allowed.")
            : Seen(counts) >= plan.NextLook ? (BulkStatus.Looking, $"The first {Seen(counts)} cases are done. Look at them, and let it go on.")
            : (BulkStatus.Running, "");
        if (status == BulkStatus.Running) return false;
        var halted = plan.With(status switch { BulkStatus.Done => "done", BulkStatus.Looking => "look", _ => "stop" }, House, _runner.Now, why) with { Stopped = status == BulkStatus.Done ? null : why };
        await _store.SaveAsync(bulk with { Version = bulk.Version + 1, Status = status, Json = halted.Write() }, cancellation);
        return true;
    }

    private async Task<BulkItemRecord> DoAsync(BulkRecord bulk, BulkPlan plan, BulkItemRecord item, CancellationToken cancellation)
    {
        BulkItemRecord Ended(BulkItemStatus status, string result) => item with { Status = status, At = _runner.Now, Result = result };
        try
        {
            var (status, result) = await ApplyAsync(bulk, plan, item, cancellation);
            return Ended(status, result);
        }
#pragma warning disable CA1031 // One case that breaks must not keep the others from their turn; the share of such cases stops it.
        catch (Exception broken) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            BrokenLogged(_log, broken, bulk.Id, item.CaseId);
            // What broke may have been the answer alone.
            return await _overrides.FindAsync(IdOf(bulk, item), CancellationToken.None) is { AppliedSequence: { } at } ? Ended(BulkItemStatus.Applied, $"Done in step {at}.") : Ended(BulkItemStatus.Failed, broken.Message);
        }
    }

    private async Task<(BulkItemStatus Status, string Result)> ApplyAsync(BulkRecord bulk, BulkPlan plan, BulkItemRecord item, CancellationToken cancellation)
    {
        var (id, verb) = (IdOf(bulk, item), VerbText.Parse(plan.Override));
        if (await _overrides.FindAsync(id, cancellation) is { AppliedSequence: { } at }) return (BulkItemStatus.Applied, $"Done in step {at}.");
        if (await _cases.FindCaseAsync(item.CaseId, cancellation) is not { } record) return (BulkItemStatus.Failed, "The case is not there any more.");
        if (record.Sequence != item.Sequence) return (BulkItemStatus.Moved, $"The case has moved from step {item.Sequence} to {record.Sequence} since it was picked.");
        var foreseen = await _runner.ForeseeAsync(record, id, verb, bulk.RequestedBy, cancellation, isCounted: true);
        if (foreseen.Ruling.Refusal is { } refusal) return (BulkItemStatus.Refused, refusal.Reason);
        var rule = _runner.RuleFor(verb, foreseen);
        if (!rule.Approvers.IsEmpty && !rule.Approvers.Any(role => plan.Approval?.Roles is { } roles && (roles.Contains(role) || roles.Contains("ADMINISTRATOR"))))
            return (BulkItemStatus.Refused, $"This case takes the approval of one of: {string.Join(", ", rule.Approvers)}. {rule.En}");
        var reason = _runner.Policy.Reason(plan.ReasonCode) ?? OverridePolicy.Strictest.Reasons[^1] with { Code = plan.ReasonCode };
        var (ground, fault) = new OverrideGround(reason, plan.ReasonText, plan.Evidence, plan.Ticket).On(foreseen);
        if (fault is not null) return (BulkItemStatus.Refused, $"{fault.Path} {fault.Message}");
        return Result(await _runner.ApplyAsync(item.CaseId, Message(id, bulk, plan, verb, item, ground, rule), cancellation));
    }

    /// <summary>The same however often the case has its turn.</summary>
    private static string IdOf(BulkRecord bulk, BulkItemRecord item) => RequestOverride.IdOf(item.CaseId, $"bulk/{bulk.Id}");

    private static OverrideMessage Message(string id, BulkRecord bulk, BulkPlan plan, OverrideVerb verb, BulkItemRecord item, OverrideGround ground, ApprovalRule rule)
    {
        var envelope = OverrideEnvelope.Asked(id, verb, item.Sequence, ground, rule, plan.Policy, bulk.RequestedBy, bulk.RequestedAt, plan.BodyHash);
        envelope["bulk"] = bulk.Id;
        if (plan.Approval is { } approval) envelope = OverrideEnvelope.Approved(envelope, approval.By, approval.At, approval.Reason);
        return OverrideRunner.Message(id, verb, item.Sequence, envelope, bulk.RequestedBy, plan.Approval?.By, plan.ReasonText, new OverrideRow(1, verb.Name, bulk.RequestedAt, BulkId: bulk.Id));
    }

    private static (BulkItemStatus Status, string Result) Result(OverrideAnswer answer) => answer.Outcome switch
    {
        OverrideOutcome.Applied when answer.Case.Outcome == CaseOutcome.Faulted => (BulkItemStatus.Failed, answer.Case.Reason),
        OverrideOutcome.Applied => (BulkItemStatus.Applied, answer.Case.Reason),
        OverrideOutcome.Moved => (BulkItemStatus.Moved, answer.Case.Reason),
        OverrideOutcome.Refused => (BulkItemStatus.Refused, string.Join(" ", answer.Faults.Select(refused => refused.Message))),
        _ => (BulkItemStatus.Failed, answer.Case.Reason),
    };

    [LoggerMessage(LogLevel.Warning, "Bulk override {Bulk} broke on case {Case}.")]
    private static partial void BrokenLogged(ILogger log, Exception exception, string bulk, string @case);
}
