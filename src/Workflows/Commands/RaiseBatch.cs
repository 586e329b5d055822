using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>An event of a batch, as a device kept it while it was offline.</summary>
public sealed record BatchedEvent(string? EventId, string? Type, DateTimeOffset? OccurredAt, JsonElement Data);

/// <summary>Reports what a device has kept while it was offline (S15): in order, each answered on its own. The whole batch may be sent again.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Events">1 to 100 events, oldest first; each with its own id and the time when it happened.</param>
/// <param name="Actor">Who reports them.</param>
[Allow(Role.Service, Role.Supervisor, Role.Agent)]
public sealed record RaiseBatch(string CaseId, ImmutableArray<BatchedEvent> Events, Actor Actor) : ICommand<Reply<BatchAnswer>>, IAboutCase;

/// <summary>What became of an event of a batch.</summary>
public enum BatchOutcome
{
    /// <summary>A transition took it.</summary>
    Accepted,

    /// <summary>It is kept; the case stands where no transition takes it.</summary>
    Recorded,

    /// <summary>It was there already; nothing changed.</summary>
    Duplicate,

    /// <summary>It is not kept; mend what <c>errors</c> names.</summary>
    Refused,

    /// <summary>It was not tried, because one before it could not be kept now. Send the batch again.</summary>
    NotTried,
}

/// <summary>An event's answer.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">In a sentence.</param>
/// <param name="State">State path after it; empty where it was not kept.</param>
/// <param name="Sequence">Its step in the journal; 0 where it was not kept.</param>
/// <param name="Conflicts">What happened in the case after the event did and before it was reported, where that matters for it: a hold, a state that was left.</param>
/// <param name="Errors">Why it was refused.</param>
public sealed record BatchedAnswer(string? EventId, BatchOutcome Outcome, string Reason, string State, long Sequence, ImmutableArray<string> Conflicts, ImmutableArray<Fault> Errors);

/// <summary>The answers in the order of the events.</summary>
/// <param name="IsComplete">Every event is kept or refused for good; otherwise send the batch again.</param>
/// <param name="Events">One for each event.</param>
public sealed record BatchAnswer(bool IsComplete, ImmutableArray<BatchedAnswer> Events);

internal sealed class RaiseBatchHandler(ISender sender, ICaseStore store, FactFolder folder) : ICommandHandler<RaiseBatch, Reply<BatchAnswer>>
{
    public const int EventsMax = 100;

    public async ValueTask<Reply<BatchAnswer>> Handle(RaiseBatch command, CancellationToken cancellationToken)
    {
        var faults = Check(command).ToArray();
        if (faults.Length > 0) return Refuse.Invalid<BatchAnswer>("The batch cannot be taken as it is.", faults);
        if (await store.FindCaseAsync(command.CaseId, cancellationToken) is not { } before) return Refuse.NoCase<BatchAnswer>(command.CaseId);
        var met = SnapshotCodec.Read(before.Snapshot, folder);
        var (answers, isBusy) = (ImmutableArray.CreateBuilder<BatchedAnswer>(command.Events.Length), false);
        foreach (var one in command.Events)
        {
            var answer = isBusy ? new BatchedAnswer(one.EventId, BatchOutcome.NotTried, "An event before it could not be kept now. Send the batch again.", "", 0, [], []) : await RaiseAsync(command, one, met, cancellationToken);
            isBusy |= answer.Outcome == BatchOutcome.NotTried;
            answers.Add(answer);
        }

        return new Reply<BatchAnswer>.Done(new BatchAnswer(!isBusy, answers.ToImmutable()));
    }

    private async Task<BatchedAnswer> RaiseAsync(RaiseBatch command, BatchedEvent one, Snapshot met, CancellationToken cancellation)
    {
        // Whether it was there before is asked first: what was kept stays kept, whatever else the answer says.
        var isKnown = one.EventId is not null && await store.FindEventAsync(command.CaseId, one.EventId, cancellation) is not null;
        return await sender.Send(new RaiseEvent(command.CaseId, one.EventId, one.Type, one.OccurredAt, one.Data, command.Actor), cancellation) switch
        {
            Reply<CaseAnswer>.Done { Value: var answer } => new BatchedAnswer(
                one.EventId, isKnown ? BatchOutcome.Duplicate : answer.Outcome == CaseOutcome.Accepted ? BatchOutcome.Accepted : BatchOutcome.Recorded, answer.Reason, answer.State, answer.Sequence,
                isKnown ? [] : [.. Conflicts(one, answer, met)], []),
            Reply<CaseAnswer>.Refused { Kind: RefusalKind.Busy, Reason: var reason } => new BatchedAnswer(one.EventId, BatchOutcome.NotTried, reason, "", 0, [], []),
            Reply<CaseAnswer>.Refused refused => new BatchedAnswer(one.EventId, BatchOutcome.Refused, refused.Reason, "", 0, [], refused.Faults.IsDefault ? [] : refused.Faults),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>What the case has heard since the event happened, so that the agent learns of it now.</summary>
    private static IEnumerable<string> Conflicts(BatchedEvent one, CaseAnswer answer, Snapshot met)
    {
        if (met.Status == CaseStatus.Completed) yield return $"The case is closed in '{met.StatePath}'.";
        if (answer.Outcome != CaseOutcome.Accepted && met.StateSince > one.OccurredAt) yield return $"The case has moved to '{met.StatePath}' at {Instants.Text(met.StateSince)}, after this happened.";
        if (met.Facts is not CaseFile file) yield break;
        foreach (var hold in file.Hold.Open.Where(hold => hold.Since > one.OccurredAt)) yield return $"Hold {FactJson.Word(hold.Hold)} is open since {Instants.Text(hold.Since)}, after this happened.";
    }

    private static IEnumerable<Fault> Check(RaiseBatch command)
    {
        if (command.Events.Length is 0 or > EventsMax) yield return new Fault("events", $"has {command.Events.Length} events; 1 to {EventsMax} are taken at once.");
        foreach (var (index, one) in command.Events.Index())
            if (one.OccurredAt is null) yield return new Fault($"events[{index}].occurredAt", "is missing: when it happened, by the clock of the device.");
        foreach (var twice in command.Events.Where(one => one.EventId is not null).GroupBy(one => one.EventId, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return new Fault("events", $"'{twice.Key}' is there {twice.Count()} times. Give every event its own id.");
    }
}
