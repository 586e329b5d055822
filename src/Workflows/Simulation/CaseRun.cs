using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Inbox;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Simulation;

/// <summary>An act that an invented case has planned.</summary>
/// <param name="Id">The act.</param>
/// <param name="Act">It: a JSON object.</param>
/// <param name="PlannedAt">When it was planned (UTC).</param>
internal sealed record WaitingAct(string Id, JsonElement Act, DateTimeOffset PlannedAt)
{
    /// <summary>When it comes up (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Decisions so far.</summary>
    public int Tries { get; init; }
}

/// <summary>One case under a virtual clock, in memory: the real machine, the real case file, the real guards. It does what the grain, the sweep and the relay do, in the order of time.</summary>
internal sealed partial class CaseRun
{
    /// <summary>Steps of one case; more means that it goes round.</summary>
    private const int StepsMax = 3000;

    private readonly SimulatedHouse _house;
    private readonly StateMachine _machine;
    private readonly FamilyIndex _index;
    private readonly SimulatedPerson _person;
    private readonly ActDesk _desk;
    private readonly string _id;
    private readonly List<WaitingAct> _acts = [];
    private readonly Queue<(string Type, JsonElement Data)> _toItself = new();
    private readonly HashSet<string> _parked = new(StringComparer.Ordinal);
    private Snapshot _snapshot = null!;
    private DateTimeOffset _now;
    private string? _budget;
    private int _told;

    public CaseRun(SimulatedHouse house, FamilyIndex index, SimulatedPerson person, string id)
    {
        (_house, _machine, _index, _person, _id) = (house, index.Machine, index, person, id);
        _desk = house.DeskOf(id, () => (_snapshot.Facts, _now));
    }

    public CaseTrace Trace { get; } = new();

    /// <summary>Starts the case and plays it until it has come to rest or the horizon is there.</summary>
    public async Task PlayAsync(DateTimeOffset horizon, CancellationToken cancellation)
    {
        _now = Trace.StartedAt = _person.StartAt;
        if (await StartAsync()) await GoOnAsync(horizon, cancellation);
        else (Trace.End, Trace.EndedAt) = (TraceEnd.NotStarted, _now);
    }

    /// <summary>Goes on with a copy of a case that runs.</summary>
    /// <param name="snapshot">Where it stands.</param>
    /// <param name="budget">What was done to the person, JSON; null: nothing known.</param>
    /// <param name="acts">Acts that wait.</param>
    /// <param name="now">The moment (UTC).</param>
    /// <param name="horizon">Until when (UTC).</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task GoOnAsync(Snapshot snapshot, string? budget, IEnumerable<WaitingAct> acts, DateTimeOffset now, DateTimeOffset horizon, CancellationToken cancellation)
    {
        (_snapshot, _budget, _now, Trace.StartedAt) = (snapshot, budget, now, now);
        _acts.AddRange(acts);
        if (_snapshot.Incident?.Event is WorkflowEvent.DeadlineFired parked) _parked.Add(parked.DeadlineId);
        Trace.Come(_snapshot.StatePath);
        // What runs when the copy is made may be missed like any other.
        Trace.Arm(null, _snapshot);
        Tell(isOwnDoing: false);
        await GoOnAsync(horizon, cancellation);
    }

    private async Task GoOnAsync(DateTimeOffset horizon, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Next() is not var (at, act)) Trace.End = IsClosed ? TraceEnd.Closed : TraceEnd.DeadEnd;
            else if (at > horizon) Trace.End = IsClosed ? TraceEnd.Closed : TraceEnd.Open;
            else if (Trace.Steps >= StepsMax) Trace.End = TraceEnd.Endless;
            else
            {
                if (at > _now) _now = at;
                await act();
                continue;
            }

            Trace.State = _snapshot.StatePath;
            if (!IsClosed) Trace.EndedAt = _now;
            return;
        }
    }

    private bool IsClosed => _snapshot.Status == CaseStatus.Completed;

    /// <summary>What happens next: what the case said to itself, an act that comes up, a deadline, a reminder, what people do. Of equals the first.</summary>
    private (DateTimeOffset At, Func<Task> Act)? Next()
    {
        if (_toItself.Count > 0) return (_now, SayToItselfAsync);
        (DateTimeOffset At, Func<Task> Act)? next = null;
        void Consider(DateTimeOffset? at, Func<Task> act)
        {
            if (at is { } then && !(next?.At <= then)) next = (then, act);
        }

        if (_acts.MinBy(act => act.At) is { } waiting) Consider(waiting.At, () => DecideAsync(waiting));
        if (IsClosed) return next;
        if (_snapshot.Deadlines.Where(armed => armed is { IsDue: false, Left: null } && !_parked.Contains(armed.Id)).MinBy(armed => armed.DueAt) is { } deadline) Consider(deadline.DueAt, () => FireAsync(deadline));
        if (_snapshot.Reminders.MinBy(armed => armed.Reminder.DueAt) is { } reminder) Consider(reminder.Reminder.DueAt, () => RemindAsync(reminder));
        Consider(_person.NextAt, SayAsync);
        return next;
    }

    private async Task<bool> StartAsync()
    {
        var body = _person.StartBody;
        var opened = _house.Folder.Open(body, _now);
        var facts = _house.Folder.Recount(opened.WithClocks(await _house.Clocks.ForAsync(opened, _now, isFresh: false)));
        var input = body.TryGetProperty("input", out var given) && given.ValueKind == JsonValueKind.Object ? given : facts is CaseFile ? body : Values.EmptyObject;
        var decision = _machine.Start(_id, input, facts, _now, _id);
        if (decision is not Decision.Accepted accepted)
        {
            CaseTrace.Count(Trace.Faults, decision.Reason);
            return false;
        }

        _budget = _desk.PersonOf(facts) is null ? null : _desk.Open(_id, facts, null, _now);
        Take(accepted);
        return true;
    }

    private async Task SayToItselfAsync()
    {
        var (type, data) = _toItself.Dequeue();
        await RaiseAsync(NextId(), type, _now, data, isOfHouse: true);
    }

    private async Task SayAsync()
    {
        var said = _person.Take();
        // A team takes a fresh pack along (S10); the house makes it.
        if (said.Type == nameof(VisitCheckedIn) && _snapshot.Facts is CaseFile { Debt.Total: > 0 } file)
            await RaiseAsync(NextId(), nameof(VisitPackMade), _now, VisitPacks.Fact(VisitPacks.Of(file, _now)), isOfHouse: true);
        if (!await RaiseAsync(NextId(), said.Type, said.At, said.Data, isOfHouse: false, said)) Trace.Refused++;
        if (_person is not ScriptedPerson) await ReadAsync();
    }

    private static readonly string[] Ordinary = [FactJson.Word(MessageMeaning.NoneOfThese)];

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"simulated-{++_told}");

    /// <summary>Somebody of the house reads what a random customer has written; in a script that is for the script to say.</summary>
    private async Task ReadAsync()
    {
        if (_snapshot.Facts is not CaseFile file) return;
        foreach (var message in file.Inbox.Waiting.ToArray())
            await RaiseAsync(NextId(), nameof(MessageAnswered), _now, JsonSerializer.SerializeToElement(new { by = "desk_syn_1", id = message.Id, meant = Ordinary }), isOfHouse: true);
    }
}
