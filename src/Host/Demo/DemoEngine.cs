using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Host.Demo;

/// <summary>The engine as the demonstration meets it: the commands that everybody uses, and the two rounds that Quartz would ask for.</summary>
internal sealed class DemoEngine(ISender sender, ICaseStore store, ActStore acts, OutboxRelay relay, DeadlineSweep sweep, DemoRegisters registers, DemoClock clock)
{
    /// <summary>Messages of one beat, no more than the relay takes in one batch: what a beat has not seen it cannot tell of.</summary>
    public const int MessagesMax = 1000;

    private const string ActPrefix = "act:";

    /// <summary>The second person of every override: some take another supervisor, some take compliance.</summary>
    private static readonly Actor Second = new("compliance_syn_2", [Role.Supervisor, Role.Compliance]);

    public DemoTally Tally { get; } = new();

    public long DeadlinesFired => sweep.Fired;

    /// <summary>When something is due by itself: a deadline or a message; null when nothing is.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellation)
    {
        DateTimeOffset? message = await store.OutboxDueAsync(DateTimeOffset.MaxValue, 1, null, cancellation) is [var first, ..] ? first.NextTryAt : null;
        var deadline = await store.NextDueAsync(cancellation);
        return message < deadline || deadline is null ? message : deadline;
    }

    /// <summary>Delivers messages and tells deadlines that are due; gives the cases that may have moved, and what was decided on their acts.</summary>
    public async Task<DemoBeat> BeatAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var messages = await store.OutboxDueAsync(now, MessagesMax, null, cancellation);
        if (messages.Count > 0) await relay.RunAsync(cancellation);
        var decided = new List<(string CaseId, OutboundAct Act)>();
        foreach (var message in messages.Where(message => message.Destination.StartsWith(ActPrefix, StringComparison.Ordinal)))
            if (await acts.LastAsync(message.Destination[ActPrefix.Length..], cancellation) is { } record) decided.Add((message.CaseId, OutboundAct.Of(record)));
        var deadlines = await store.DueAsync(now, MessagesMax, null, cancellation);
        if (deadlines.Count > 0) await sweep.RunAsync(cancellation);
        return new DemoBeat([.. messages.Select(message => message.CaseId).Concat(deadlines.Select(deadline => deadline.CaseId)).Distinct(StringComparer.Ordinal)], decided);
    }

    /// <summary>Where a case stands.</summary>
    public async Task<(string State, bool IsClosed)> LookAsync(string caseId, CancellationToken cancellation) =>
        await store.FindCaseAsync(caseId, cancellation) is { } found ? (found.State, found.Status == CaseStatus.Completed) : throw new InvalidOperationException($"Case '{caseId}' is gone.");

    public async Task StartAsync(Story story, CancellationToken cancellation)
    {
        var reply = await sender.Send(new StartCase(null, StartBody.Of(story), new Actor("demo:bank", [Role.Service])), cancellation);
        if (reply is not Reply<StartAnswer>.Done { Value: var started })
            throw new InvalidOperationException($"'{story.Key}' cannot start: {string.Join(" ", ((Reply<StartAnswer>.Refused)reply).Faults.Select(fault => $"{fault.Path} {fault.Message}").Prepend(((Reply<StartAnswer>.Refused)reply).Reason))}");
        story.CaseId = started.CaseId;
        story.Hear(started.State, isClosed: false, clock.GetUtcNow(), hasActed: false);
    }

    public async Task RaiseAsync(Story story, CancellationToken cancellation)
    {
        var act = story.Take();
        await registers.PrepareAsync(story, act, cancellation);
        var eventId = story.NextEventId();
        var reply = await sender.Send(new RaiseEvent(story.CaseId, eventId, act.Type, act.At, act.Data, act.Actor), cancellation);
        if (act.Actor.IsAny(Role.Supervisor) && reply is Reply<CaseAnswer>.Refused { Kind: RefusalKind.Conflict }) reply = await ApproveAsync(story, cancellation) ?? reply;
        if (reply is not Reply<CaseAnswer>.Done { Value: { Outcome: not CaseOutcome.Faulted } answer })
        {
            // Coming too late happens to anybody; what is wrong in itself would be said again for ever.
            if (reply is Reply<CaseAnswer>.Refused { Kind: RefusalKind.Invalid } wrong)
                throw new InvalidOperationException($"'{act.Type}' of '{story.Key}' in {story.State} is wrong: {string.Join(" ", wrong.Faults.Select(fault => $"{fault.Path} {fault.Message}").Prepend(wrong.Reason))}");
            Tally.Refuse();
            return;
        }

        if (answer.Outcome == CaseOutcome.Accepted) Tally.Accept(act.Type);
        else Tally.Record(act.Type);
        story.Book(act);
        story.Hear(answer.State, answer.IsCompleted, clock.GetUtcNow(), hasActed: true);
        story.Write(act, eventId, clock.GetUtcNow());
    }

    /// <summary>What a supervisor asked for waits for a second person (S68), who looks at it and approves; null where nothing waits, or where the case has moved meanwhile.</summary>
    private async Task<Reply<CaseAnswer>?> ApproveAsync(Story story, CancellationToken cancellation)
    {
        var waiting = await sender.Send(new ListOverrides(story.CaseId, OverrideStatus.Pending, 1, Second), cancellation);
        if (waiting is not Reply<IReadOnlyList<OverrideSeen>>.Done { Value: [var seen] }) return null;
        var approved = await sender.Send(new ApproveOverride(story.CaseId, seen.Row.Id, "synthetic", Second), cancellation);
        return approved is Reply<OverrideReply>.Done { Value.Case: { } answer } ? new Reply<CaseAnswer>.Done(answer) : null;
    }
}

/// <summary>What one beat of the engine did.</summary>
/// <param name="Moved">Cases that may have moved.</param>
/// <param name="Decided">Acts that were decided on, in the order in which they came up.</param>
internal sealed record DemoBeat(IReadOnlyCollection<string> Moved, IReadOnlyList<(string CaseId, OutboundAct Act)> Decided);
