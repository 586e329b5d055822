using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Books;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Workflows.Commands.Overrides;

/// <summary>What an override would do to a case as it is stored.</summary>
/// <param name="Record">The case.</param>
/// <param name="Snapshot">The same, read.</param>
/// <param name="Machine">Its machine.</param>
/// <param name="Ruling">What it would do, or why it would not be done.</param>
/// <param name="Verb">What would be done: as it was asked for, with the versions that are published now.</param>
/// <param name="IsHeld">A hold is open on the case, or in another case on its person.</param>
/// <param name="Given">How much longer the same deadline already runs by overrides since the case came to where it stands.</param>
internal sealed record Foreseen(CaseRecord Record, Snapshot Snapshot, StateMachine Machine, OverrideRuling Ruling, OverrideVerb Verb, bool IsHeld, TimeSpan Given = default);

/// <summary>Foresees overrides and does them. The decision is the same function; only the case's grain keeps it.</summary>
internal sealed class OverrideRunner(
    IGrainFactory grains, ICaseStore store, OverrideDecider decider, MachineCatalogue machines, FactFolder folder, ClockDesk clocks, HouseBooks books, AssignmentDoor door, Assignments assignments, OverrideStore overrides, PersonHolds holds, TimeProvider clock)
{
    /// <summary>Overrides of a case that are looked at; nobody comes near it.</summary>
    private const int GivenMax = 1000;

    /// <summary>The policy in force.</summary>
    public OverridePolicy Policy => books.Current.Overrides ?? OverridePolicy.Strictest;

    /// <summary>The moment, to the millisecond.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = clock.GetUtcNow().ToUniversalTime();
            return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        }
    }

    /// <summary>What an override would do now; null where there is no such case.</summary>
    public async Task<Foreseen?> ForeseeAsync(string caseId, string overrideId, OverrideVerb verb, string by, CancellationToken cancellation) =>
        await store.FindCaseAsync(caseId, cancellation) is { } record ? await ForeseeAsync(record, overrideId, verb, by, cancellation) : null;

    /// <summary>The same for a case in hand.</summary>
    /// <param name="record">The case.</param>
    /// <param name="overrideId">The override.</param>
    /// <param name="verb">What is to be done.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="isCounted">Only whether it would be done counts, not what comes of it.</param>
    public async Task<Foreseen> ForeseeAsync(CaseRecord record, string overrideId, OverrideVerb verb, string by, CancellationToken cancellation, bool isCounted = false)
    {
        var now = Now;
        var stored = SnapshotCodec.Read(record.Snapshot, folder);
        var snapshot = stored with { Facts = stored.Facts.WithClocks(await clocks.ForAsync(stored.Facts, now, isFresh: false)) };
        var machine = await machines.FamilyAsync(record.DefinitionId, snapshot.Pins, cancellation);
        verb = await PinnedAsync(verb, [record.DefinitionId], cancellation);
        var ruling = await decider.DecideAsync(new OverrideQuestion(overrideId, record.Tenant, snapshot, machine, VerbText.Write(verb), by, null, now) { IsForeseen = true, IsCounted = isCounted });
        if (ruling.Refusal is null && verb is OverrideVerb.Reassign { Agent: not null } reassign && await assignments.AgainstAsync(record.Id, reassign.Fact, cancellation) is { } against)
            ruling = new OverrideRuling(OverrideRefusal.Rule(against));
        return new Foreseen(record, snapshot, machine, ruling, verb, await holds.AnyAsync(record, snapshot.Facts), verb is OverrideVerb.ExtendDeadline extend ? await GivenAsync(record.Id, extend.Transition, snapshot.StateSince, cancellation) : default);
    }

    /// <summary>Cases go to the versions that were published when it was previewed or asked for, or nowhere.</summary>
    public async Task<OverrideVerb> PinnedAsync(OverrideVerb verb, IEnumerable<string> definitions, CancellationToken cancellation)
    {
        if (verb is not OverrideVerb.Repin { Published: null } repin) return verb;
        var published = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var definition in definitions.Distinct(StringComparer.Ordinal))
            foreach (var member in (await machines.ForStartAsync(definition, null, cancellation)).Machine?.Family ?? []) published[member.Id] = member.Version;
        return repin with { Published = published.ToImmutable() };
    }

    /// <summary>Twelve days in two parts are twelve days.</summary>
    private async Task<TimeSpan> GivenAsync(string caseId, string transition, DateTimeOffset since, CancellationToken cancellation)
    {
        var given = TimeSpan.Zero;
        foreach (var row in await overrides.ListAsync(caseId, OverrideStatus.Applied, GivenMax, cancellation))
            if (row.RequestedAt >= since && row.Verb == "EXTEND_DEADLINE" && OverrideSight.Verb(row) is OverrideVerb.ExtendDeadline before && before.Transition == transition) given += before.By;
        return given > TimeSpan.Zero ? given : TimeSpan.Zero;
    }

    /// <summary>The rule that an override falls under. A step that somebody skips to the end of a case closes it, and two persons close one (b.1 rule 9).</summary>
    public ApprovalRule RuleFor(OverrideVerb verb, Foreseen foreseen)
    {
        var rule = Ruled(verb, foreseen);
        return rule.Approvers.IsEmpty && verb is OverrideVerb.SkipStep && foreseen.Ruling.Made is { Next.Status: CaseStatus.Completed } ? Ruled(new OverrideVerb.Close(), foreseen) : rule;
    }

    private ApprovalRule Ruled(OverrideVerb verb, Foreseen foreseen) => Policy.For(new OverrideRisk(
        verb, (foreseen.Snapshot.Facts as CaseFile)?.Debt.Total ?? 0, Days(verb, foreseen.Given), CaseStages.Of(foreseen.Machine, foreseen.Snapshot),
        verb is OverrideVerb.Move move ? SupervisorWays.Leading(foreseen.Machine, foreseen.Snapshot, move.Target) : [], foreseen.IsHeld));

    /// <summary>Does an override, on the step that it was previewed on or not at all. A place with an agent is taken first, and given back where the case did not keep it.</summary>
    public async Task<OverrideAnswer> ApplyAsync(string caseId, OverrideMessage message, CancellationToken cancellation)
    {
        if (VerbText.Parse(Values.Parse(message.Verb)) is not OverrideVerb.Reassign reassign) return await grains.GetGrain<ICaseGrain>(caseId).Override(message);
        OverrideAnswer? answer = null;
        var refused = await door.AroundAsync(caseId, reassign.Fact, message.By, async () => (answer = await grains.GetGrain<ICaseGrain>(caseId).Override(message)).Outcome == OverrideOutcome.Applied, cancellation);
        return refused is null ? answer! : new OverrideAnswer(
            refused.Kind == RefusalKind.Busy ? OverrideOutcome.Busy : OverrideOutcome.Refused, new CaseAnswer(CaseOutcome.Forbidden, refused.Reason, "", 0, false), CaseOutcome.Forbidden, [new FactFault("", refused.Reason)]);
    }

    /// <summary>The order of an override to its case.</summary>
    public static OverrideMessage Message(string id, OverrideVerb verb, long sequence, JsonObject envelope, string by, string? approvedBy, string reason, OverrideRow row) => new()
    {
        OverrideId = id, Verb = VerbText.Write(verb).GetRawText(), Sequence = sequence, Envelope = envelope.Text(), By = by, ApprovedBy = approvedBy, Reason = reason, Row = row,
    };

    /// <summary>Where a case stands now.</summary>
    public async Task<CaseNow?> FreshAsync(string caseId, CancellationToken cancellation)
    {
        if (await store.FindCaseAsync(caseId, cancellation) is not { } record) return null;
        var last = (await store.JournalAsync(caseId, record.Sequence - 1, 1, cancellation))[0];
        return new CaseNow(record.Id, record.State, record.Sequence, record.Status == CaseStatus.Completed, last.EventType, last.Decision, record.UpdatedAt);
    }

    /// <summary>A refusal for an answer that is not a deed.</summary>
    public async Task<Reply<T>> RefuseAsync<T>(string caseId, OverrideAnswer answer, CancellationToken cancellation) => answer.Outcome switch
    {
        OverrideOutcome.NotFound => Refuse.NoCase<T>(caseId),
        OverrideOutcome.Moved => await MovedAsync<T>(caseId, "The case has moved since the preview, so nothing was done. Look at it again, and preview again.", cancellation),
        OverrideOutcome.Busy => Refuse.Busy<T>(answer.Case.Reason),
        _ => Refused<T>(new OverrideRefusal(answer.Refusal, answer.Faults)),
    };

    /// <summary>The case has moved: with where it stands now.</summary>
    public async Task<Reply<T>> MovedAsync<T>(string caseId, string reason, CancellationToken cancellation) =>
        await FreshAsync(caseId, cancellation) is { } fresh ? Refuse.Moved<T>($"{reason} It stands in '{fresh.State}' at step {fresh.Sequence}.", fresh) : Refuse.NoCase<T>(caseId);

    /// <summary>A refusal of the domain as a reply.</summary>
    public static Reply<T> Refused<T>(OverrideRefusal refusal) => refusal.Kind switch
    {
        CaseOutcome.Conflict => Refuse.Conflict<T>(refusal.Reason),
        CaseOutcome.Unfit => Refuse.Invalid<T>("The override cannot be taken as it is.", refusal.Faults.Select(fault => new Fault(fault.Path, fault.Message))),
        _ => Refuse.Impossible<T>(refusal.Reason),
    };

    private int Days(OverrideVerb verb, TimeSpan given) => verb switch
    {
        OverrideVerb.ExtendDeadline { By: var by } => (int)Math.Ceiling((by + given).TotalDays),
        OverrideVerb.Suspend { Until: var until } => (int)Math.Ceiling((until - Now).TotalDays),
        _ => 0,
    };
}
