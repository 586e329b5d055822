using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>The two functions that everything durable hangs on.</summary>
public sealed partial class StateMachine
{
    /// <summary>Decides how a case begins: the initial state is entered, and everything that needs no waiting is done.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="input">Its input: a JSON object.</param>
    /// <param name="facts">Its case file.</param>
    /// <param name="now">The time (UTC).</param>
    /// <param name="businessKey">The business key that others know it by.</param>
    public Decision Start(string caseId, JsonElement input, CaseFacts facts, DateTimeOffset now, string? businessKey = null)
    {
        var unborn = new Snapshot
        {
            CaseId = caseId, BusinessKey = businessKey, Sequence = 0, Status = CaseStatus.Running, Frames = [NewFrame()], Input = Values.Canonical(input), Facts = facts, StartedAt = now, StateSince = now,
            Pins = Family.ToImmutableSortedDictionary(machine => machine.Id, machine => machine.Version, StringComparer.Ordinal),
        };
        return Guarded(unborn, null, now, step =>
        {
            step.BoundStart(input, facts);
            step.Write(JournalKind.Started, Id, $"Started on '{Id}' version {Version}");
            step.Enter(0, InitialState);
            return step.Accept($"Started in '{step.StatePath}'.");
        });
    }

    /// <summary>Decides what an event does to a case. Nothing is read but the arguments, nothing is done.</summary>
    /// <param name="snapshot">Where the case stands, with the fact already folded into its file.</param>
    /// <param name="event">What happened.</param>
    /// <param name="now">The time (UTC).</param>
    public Decision Transition(Snapshot snapshot, WorkflowEvent @event, DateTimeOffset now)
    {
        if (snapshot.Status == CaseStatus.Completed) return AfterClose(snapshot, @event, now);
        if (snapshot.Pace is { } pace && pace.Steps > Bounds.HouseStepsMax) return TooFast(snapshot, @event, pace, now);
        return Guarded(snapshot, @event, now, step => @event switch
        {
            WorkflowEvent.Raised raised => OnRaised(step, snapshot, raised),
            WorkflowEvent.DeadlineFired fired => OnDeadline(step, snapshot, fired, now),
            _ => throw new System.Diagnostics.UnreachableException(),
        });
    }

    /// <summary>Nothing moves a closed case; what outlasts it goes on.</summary>
    private Decision AfterClose(Snapshot snapshot, WorkflowEvent @event, DateTimeOffset now)
    {
        if (@event is WorkflowEvent.DeadlineFired late) return new Decision.Ignored($"Deadline '{late.DeadlineId}' came after the case was closed in '{snapshot.StatePath}'.");
        var reason = $"The case is closed in '{snapshot.StatePath}'. A closed case accepts nothing; the fact is kept in its file.";
        return Guarded(snapshot, @event, now, step => step.AcceptClocks(reason) ?? (Decision)new Decision.Rejected(reason));
    }

    private static Decision OnRaised(Step step, Snapshot snapshot, WorkflowEvent.Raised raised)
    {
        if (raised.Type == Suspension.Overdue) step.TellOverdue();
        var taken = step.Offer(raised.Type);
        var settled = step.SettleDue();
        if (taken is not null) return step.Accept($"'{raised.Type}' took '{taken.Key}' to '{step.StatePath}'.");
        if (settled is not null) return step.Accept($"'{raised.Type}' made the due deadline '{settled.Key}' take the case to '{step.StatePath}'.");
        var reason = step.Refused is { } refused
            ? $"State '{snapshot.StatePath}' waits for '{raised.Type}', but {refused}."
            : $"'{raised.Type}' is kept, and the case stays in '{snapshot.StatePath}', where no way waits for it. Ways wait for: {Accepts(step)}.{Held(snapshot)}";
        return step.AcceptClocks(reason) ?? (Decision)new Decision.Rejected(reason);
    }

    private Decision OnDeadline(Step step, Snapshot snapshot, WorkflowEvent.DeadlineFired fired, DateTimeOffset now)
    {
        if (step.FindDeadline(fired.DeadlineId) is not { } found)
            return new Decision.Ignored($"Deadline '{fired.DeadlineId}' was cancelled before it fired.");
        var (depth, deadline) = found;
        if (deadline.IsDue) return new Decision.Ignored($"Deadline '{deadline.Transition}' is already known to be due.");
        if (deadline.DueAt > now)
            return new Decision.Ignored($"Deadline '{deadline.Transition}' is not due until {Instants.Text(deadline.DueAt)}.");
        var frame = snapshot.Frames[depth];
        if (Find(frame.DefinitionId).Way(frame.State, deadline.Transition) is not { Trigger: Trigger.Timed timed } way)
            throw new StepFaultException("definition", $"Deadline '{deadline.Transition}' belongs to no transition of state '{frame.State}' in '{frame.DefinitionId}'.");

        step.Write(JournalKind.DeadlineFired, deadline, $"'{way.Key}' was due at {Instants.Text(deadline.DueAt)}");
        if (!step.Allows(depth, way))
        {
            step.KeepWaiting(depth, deadline, way, timed);
            return step.Accept($"'{way.Key}' {(timed.StaysDue ? "stays due" : "starts again")}, for {step.Obstacle(depth, way)}.");
        }

        step.Take(depth, way);
        step.SettleDue();
        return step.Accept($"'{way.Key}' was due and took the case to '{step.StatePath}'.");
    }

    private Decision Guarded(Snapshot snapshot, WorkflowEvent? @event, DateTimeOffset now, Func<Step, Decision> decide)
    {
        try
        {
            return decide(new Step(this, snapshot, @event, now));
        }
        catch (StepFaultException fault)
        {
            var incident = new Incident(fault.Code, fault.Message, now, @event, fault.Place);
            return new Decision.Faulted(snapshot with { Sequence = snapshot.Sequence + 1, Incident = incident }, incident);
        }
    }

    /// <summary>A case that answers itself for ever would never stop: the step is not taken, so that nothing comes of it.</summary>
    private Decision.Faulted TooFast(Snapshot snapshot, WorkflowEvent @event, Pace pace, DateTimeOffset now)
    {
        var incident = new Incident(
            "bound", $"The case went {Bounds.HouseStepsMax} steps by itself since {Instants.Text(pace.Since)}, with nothing from outside: it seems to go round for ever (bound {nameof(Bounds.HouseStepsMax)}).", now, @event);
        return new Decision.Faulted(snapshot with { Sequence = snapshot.Sequence + 1, Incident = incident }, incident);
    }

    private static string Held(Snapshot snapshot) => snapshot.Facts.Holds.IsEmpty ? "" : $" Holds that are open now: {string.Join(", ", snapshot.Facts.Holds)}.";

    private static string Accepts(Step step)
    {
        var names = step.AcceptedEvents().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return names.Length == 0 ? "nothing but its deadlines" : string.Join(", ", names);
    }
}
