using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Simulation;

/// <summary>The steps of an invented case, each as the grain takes it.</summary>
internal sealed partial class CaseRun
{
    /// <summary>Applies a fact; false when the house does not take it.</summary>
    private async Task<bool> RaiseAsync(string id, string type, DateTimeOffset occurredAt, JsonElement data, bool isOfHouse, SimulatedEvent? said = null)
    {
        await CountAsync();
        var fact = new WorkflowEvent.Raised(id, type, occurredAt, data);
        if ((!_house.Folder.Knows(type) && !_machine.MayWaitFor(type)) || _house.Folder.Faults(_snapshot.Facts, fact, _now).Any()) return Refused(said);
        var folded = _house.Folder.Fold(_snapshot.Facts, fact, _now);
        var question = new FactQuestion(_id, _snapshot.Facts, fact, "simulation", null, _now, () => _machine.PlaceOf(_snapshot, fact.Type, _now), Budget: () => Task.FromResult(_budget));
        if (!isOfHouse && await _house.DoorOf(_id, folded, _now).RefusalAsync(question) is not null) return Refused(said);
        var known = _snapshot with { Facts = folded, Pace = isOfHouse ? Pace.After(_snapshot.Pace, _now) : null };
        if (_budget is not null && _desk.Counts(fact, _snapshot.Facts, folded)) _budget = _desk.Count(_id, known.Facts, fact, _budget) ?? _budget;
        Take(_house.Folder.Repeats(_snapshot.Facts, fact) is { } repeated ? new Decision.Rejected(repeated) : _machine.Transition(known, fact, _now), known, said);
        return true;
    }

    private bool Refused(SimulatedEvent? said)
    {
        Trace.Steps++;
        Tell(isOwnDoing: said is not null);
        return false;
    }

    private async Task FireAsync(ArmedDeadline deadline)
    {
        await CountAsync();
        var paced = _snapshot with { Pace = Pace.After(_snapshot.Pace, _now) };
        var decision = _machine.Transition(paced, new WorkflowEvent.DeadlineFired(deadline.Id), _now);
        if (decision is Decision.Faulted or Decision.Ignored) _parked.Add(deadline.Id);
        Take(decision, fired: deadline);
    }

    private async Task RemindAsync(ArmedReminder armed)
    {
        await CountAsync();
        var data = Values.FromObject([new("key", Values.Of(armed.Reminder.Key))]);
        var fact = new WorkflowEvent.Raised(ArmedReminder.EventIdOf(armed.Id), armed.Reminder.EventType, armed.Reminder.DueAt, data);
        var known = _snapshot with { Facts = _house.Folder.Fold(_snapshot.Facts, fact, _now), Pace = Pace.After(_snapshot.Pace, _now) };
        var decision = _machine.Transition(known, fact, _now);
        Take(decision, known);
        // One that no step has taken away would come for ever.
        if (_snapshot.Reminders.Contains(armed)) _snapshot = _snapshot with { Reminders = _snapshot.Reminders.Remove(armed) };
    }

    /// <summary>Decides on an act at its moment, on fresh state.</summary>
    private async Task DecideAsync(WaitingAct act)
    {
        await CountAsync();
        var eventId = string.Create(CultureInfo.InvariantCulture, $"{ArmedReminder.EventIdPrefix}act/{act.Id}/{act.Tries + 1}");
        var ruling = await _desk.RuleAsync(new ActQuestion(_id, act.Id, eventId, act.Act, act.PlannedAt, _snapshot, _budget, _now));
        _acts.Remove(act);
        if (!ruling.IsAllowed && ruling.NextTryAt is { } later) _acts.Add(act with { At = later > _now ? later : _now.AddHours(1), Tries = act.Tries + 1 });
        var decided = SimulatedActs.Of(act, ruling);
        Trace.Acts.Add((decided, _now));
        _budget = ruling.Budget ?? _budget;
        var fact = new WorkflowEvent.Raised(eventId, ruling.Fact.Type, _now, ruling.Fact.Data);
        var known = _snapshot with { Facts = _house.Folder.Fold(_snapshot.Facts, fact, _now) };
        Take(_machine.Transition(known, fact, _now), known);
        _person.Decided(decided, _now);
    }

    /// <summary>Clocks are counted by the rules of the moment.</summary>
    private async Task CountAsync() => _snapshot = _snapshot with { Facts = _snapshot.Facts.WithClocks(await _house.Clocks.ForAsync(_snapshot.Facts, _now, isFresh: false)) };

    private void Take(Decision decision, Snapshot? known = null, SimulatedEvent? said = null, ArmedDeadline? fired = null)
    {
        Trace.Steps++;
        var before = _snapshot;
        switch (decision)
        {
            case Decision.Accepted accepted:
                _snapshot = accepted.Next;
                Trace.Note(_index, accepted.Journal, before, accepted.Next, fired);
                foreach (var (effect, index) in accepted.Effects.Select((effect, index) => (effect, index))) Do(effect, index);
                break;
            case Decision.Faulted faulted:
                _snapshot = faulted.Next;
                CaseTrace.Count(Trace.Faults, faulted.Incident.Message);
                break;
            case Decision.Rejected when known is not null:
                _snapshot = known with { Sequence = known.Sequence + 1 };
                break;
        }

        // Acts that wait for a better hour do not wait to hear of what stops them (S23).
        if (before is not null && ((IsClosed && before.Status != CaseStatus.Completed) || !_snapshot.Facts.Holds.IsSubsetOf(before.Facts.Holds)))
            for (var index = 0; index < _acts.Count; index++) _acts[index] = _acts[index] with { At = _now };
        if (IsClosed && before?.Status != CaseStatus.Completed) Trace.EndedAt = _now;
        Trace.Come(_snapshot.StatePath);
        if (said is not null && decision is not Decision.Faulted) _person.Booked(said);
        Tell(isOwnDoing: said is not null);
    }

    private void Do(Effect effect, int index)
    {
        if (effect is Effect.PublishEvent published) CaseTrace.Count(Trace.Published, published.EventName);
        else if (effect is Effect.RaiseEvent { BusinessKey: null, CaseId: null } raised) _toItself.Enqueue((raised.EventName, Values.IsNull(raised.Payload) ? Values.EmptyObject : raised.Payload));
        else if (effect is Effect.PlanAct planned)
            _acts.Add(new WaitingAct(string.Create(CultureInfo.InvariantCulture, $"{_id}/{_snapshot.Sequence}/{index}"), planned.Act, _now) { At = planned.NotBefore > _now ? planned.NotBefore.Value : _now });
    }

    private void Tell(bool isOwnDoing) => _person.Stands(new SimulatedStanding(_snapshot.StatePath, IsClosed, _now, IsClosed ? [] : [.. Ways()]), isOwnDoing);

    private IEnumerable<WaitedFor> Ways() =>
        from frame in _snapshot.Frames.Reverse()
        from way in _machine.Find(frame.DefinitionId).States[frame.State].Outbound
        let name = (way.Trigger as Trigger.OnEvent)?.ConstantName
        where name is not null
        select new WaitedFor(name, way.Condition?.Text, way.From == Transition.Anywhere);
}
