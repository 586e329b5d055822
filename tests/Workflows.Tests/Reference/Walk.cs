using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Collections.Clocks;

namespace Doorstep.Workflows.Tests.Reference;

/// <summary>A case that walks through the shipped machine: pure decisions, the real case file, a clock that is a number.</summary>
internal sealed record Walk(Snapshot Snapshot, DateTimeOffset Now)
{
    public const long Owed = 100_000;

    private static readonly CaseFileFolder Folder = Collections.Files.Folder;

    /// <summary>The machine that it walks through.</summary>
    public StateMachine Machine { get; init; } = ReferenceMachines.OverdueVisit;

    /// <summary>Transitions that were taken, as the journal names them: <c>source → target by 'key'</c>.</summary>
    public IReadOnlyList<string> Taken { get; init; } = [];

    /// <summary>What the door said last to an event that it did not let in.</summary>
    public string Refused { get; init; } = "";

    /// <summary>Events that went out.</summary>
    public IReadOnlyList<string> Sent { get; init; } = [];

    /// <summary>Acts that were planned: <c>MESSAGE reminder</c>, <c>VISIT</c>, and when one comes up later: <c>CALL callOpening +P2D</c>.</summary>
    public IReadOnlyList<string> Planned { get; init; } = [];

    public string State => Snapshot.StatePath;

    public CaseFile File => (CaseFile)Snapshot.Facts;

    /// <summary>A Monday at nine in Shanghai.</summary>
    public static DateTimeOffset Monday { get; } = new(2031, 3, 3, 1, 0, 0, TimeSpan.Zero);

    public static JsonElement Body(long owed = Owed, int dpd = 20) => JsonSerializer.SerializeToElement(new
    {
        schema = StartCaseBody.Schema, tenant = "synthetic-bank", policyPack = "CN-2026.1", timezone = "Asia/Shanghai", history = new { },
        @case = new { externalRef = "SYN-LN-1" }, debt = new { currency = "CNY", principal = owed, interest = 0, penalty = 0, fees = 0, total = owed, dpd, limitation = new { starts = "2031-02-01", expires = "2034-02-01" } },
        documents = new[] { new { kind = "STATEMENT", hash = "sha256:00" } },
        customer = new { token = "cust_syn_1" },
    });

    /// <summary>Started, but what it sent to itself has not come back yet.</summary>
    public static Walk Unborn(long owed = Owed) =>
        new Walk(null!, Monday).Born(Body(owed));

    /// <summary>Started, and gone as far as it goes by itself.</summary>
    public static Walk Begin(long owed = Owed) => Unborn(owed).Raise("IntakeChecked");

    /// <summary>The same for an early arrear, on the definition that knows no visit and no court.</summary>
    public static Walk BeginReminder(int dpd, long owed = Owed) => UnbornReminder(dpd, owed).Raise("IntakeChecked");

    /// <summary>The same, but what it sent to itself has not come back yet.</summary>
    public static Walk UnbornReminder(int dpd = 8, long owed = Owed) => new Walk(null!, Monday) { Machine = ReferenceMachines.OverdueReminder }.Born(Body(owed, dpd));

    /// <summary>Reports an event. What the door refuses is no fact; what no transition takes is one, and the state stays.</summary>
    public Walk Raise(string type, object? data = null, string? eventId = null)
    {
        var fact = new WorkflowEvent.Raised(eventId ?? $"e-{Snapshot?.Sequence}", type, Now, JsonSerializer.SerializeToElement(data ?? new { }));
        FactCatalogue.Check(type, fact.Data).ShouldBeEmpty();
        if (Fact.Read(type, fact.Data) is { } typed && CaseFactDoor.Refusal(File, typed, FactMoment.Of(fact, File.Zone), Collections.Files.Rules with { Place = Machine.PlaceOf(Snapshot!, type, Now) }) is { } refusal)
            return this with { Refused = string.Join(" ", refusal.Faults.Select(fault => $"{fault.Path} {fault.Message}".Trim())) };
        var known = Snapshot! with { Facts = Folder.Fold(Counted(Snapshot.Facts, Now), fact, Now) };
        var decision = Folder.Repeats(Snapshot.Facts, fact) is { } repeated ? new Decision.Rejected(repeated) : Machine.Transition(known, fact, Now);
        var follows = Folder.Follow(Snapshot, known.Facts, fact).ToArray();
        var after = decision is Decision.Rejected ? this with { Snapshot = known with { Sequence = known.Sequence + 1 } } : Took(decision);
        after = after with { Sent = [.. after.Sent, .. follows.OfType<Effect.PublishEvent>().Select(effect => effect.EventName)] };
        return follows.OfType<Effect.RaiseEvent>().Aggregate(after, (at, effect) => at.Raise(effect.EventName, effect.Payload));
    }

    /// <summary>Lets time pass; deadlines fire at their own time, those that are due together in the order in which they were armed.</summary>
    public Walk Pass(TimeSpan span)
    {
        var (walk, until) = (this, Now + span);
        while (walk.Next(until) is { } next)
        {
            walk = walk with { Now = next.DueAt > walk.Now ? next.DueAt : walk.Now };
            walk = walk.Snapshot.Reminders.FirstOrDefault(armed => armed.Id == next.Id) is { } reminder
                ? walk.Raise(reminder.Reminder.EventType, new { key = reminder.Reminder.Key }, ArmedReminder.EventIdOf(reminder.Id))
                : walk.Took(Machine.Transition(walk.Snapshot with { Facts = Counted(walk.Snapshot.Facts, walk.Now) }, new WorkflowEvent.DeadlineFired(next.Id), walk.Now));
        }

        return walk with { Now = until };
    }

    private Walk Born(JsonElement body) => Took(Machine.Start("case-1", body, Counted(Folder.Open(body, Monday), Monday), Monday), isDelivered: false);

    /// <summary>What the house would read: a planned act that it cannot read would never leave.</summary>
    private string Told(Effect.PlanAct effect)
    {
        PlannedActReader.Check(effect.Act).ShouldBeEmpty();
        string?[] words = [effect.Act.GetProperty("kind").GetString(), effect.Act.TryGetProperty("template", out var template) ? template.GetString() : null, effect.NotBefore is { } at ? $"+P{(at - Now).TotalDays}D" : null];
        return string.Join(' ', words.OfType<string>());
    }

    private (string Id, DateTimeOffset DueAt)? Next(DateTimeOffset until) => Snapshot.Deadlines.Where(armed => armed is { IsDue: false, Left: null }).Select(armed => (armed.Id, armed.DueAt))
        .Concat(Snapshot.Reminders.Select(armed => (armed.Id, armed.Reminder.DueAt)))
        .Where(armed => armed.DueAt <= until).OrderBy(armed => armed.DueAt).Cast<(string, DateTimeOffset)?>().FirstOrDefault();

    /// <summary>By the shipped Chinese pack and calendar, as in a house; 2031 is counted by its weekends.</summary>
    private static CaseFacts Counted(CaseFacts facts, DateTimeOffset now) => facts.WithClocks(CaseClockDesk.Of((CaseFile)facts, Rules.Shipped, now));

    private Walk Took(Decision decision, bool isDelivered = true)
    {
        var accepted = decision.ShouldBeOfType<Decision.Accepted>(decision.Reason);
        var walk = this with
        {
            Snapshot = SnapshotCodec.Read(SnapshotCodec.Write(accepted.Next), Folder),
            Taken = [.. Taken, .. accepted.Journal.Where(line => line.Kind == JournalKind.TransitionTaken).Select(line => line.Text)],
            Sent = [.. Sent, .. accepted.Effects.OfType<Effect.PublishEvent>().Select(effect => effect.EventName)],
            Planned = [.. Planned, .. accepted.Effects.OfType<Effect.PlanAct>().Select(Told)],
        };
        return !isDelivered ? walk : accepted.Effects.OfType<Effect.RaiseEvent>().Aggregate(walk, (at, effect) => at.Raise(effect.EventName, Values.IsNull(effect.Payload) ? null : effect.Payload));
    }
}
