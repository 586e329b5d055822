using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>One step in the making: what activities write to. It is thrown away unless it comes to its end.</summary>
public sealed partial class Step : Scope
{
    private readonly ImmutableArray<JournalEntry>.Builder _journal = ImmutableArray.CreateBuilder<JournalEntry>();
    private readonly List<ArmedDeadline> _armed = [];
    private readonly List<string> _cancelled = [];
    private readonly ImmutableArray<Effect>.Builder _effects = ImmutableArray.CreateBuilder<Effect>();
    private int _microSteps;
    private int _activities;
    private int _acting;
    private int _deadlineNumber;
    private bool _completed;
    private bool _moved;
    private string? _target;

    internal Step(StateMachine machine, Snapshot before, WorkflowEvent? cause, DateTimeOffset now)
        : base(machine, before, cause, now) => (Name, _suspension, _completed) = (before.Name, before.Suspension, before.Status == CaseStatus.Completed);

    /// <summary>An activity is running: what it reads may also write. A condition is asked between activities and only reads.</summary>
    public bool IsActing => _acting > 0;

    /// <summary>The state that an activity belongs to, as people write it: the one it is in, and for the action of a transition the one that it leads to.</summary>
    public string Here => _target is null ? StatePath : string.Join('/', Stack.Take(Depth).Select(frame => frame.State).Append(_target));

    /// <summary>Runs an activity and counts it.</summary>
    public void Run(Activity? activity)
    {
        if (activity is null) return;
        if (++_activities > Bounds.ActivitiesMax)
            throw Exceeded($"{activity.Path}: the step ran more than {Bounds.ActivitiesMax} activities", nameof(Bounds.ActivitiesMax));
        _acting++;
        try
        {
            activity.Execute(this);
        }
        catch (StepFaultException fault)
        {
            fault.Place ??= new FaultPlace(Stack[Depth].DefinitionId, activity.Path);
            throw;
        }

        _acting--;
    }

    /// <summary>Gives a variable a value, in the frame that declares it, else in the frame being run.</summary>
    public void SetVariable(string name, JsonElement value)
    {
        Assign(name, value);
        _journal.Add(new JournalEntry(JournalKind.VariableSet, name, $"{name} = {Values.Quote(value)}"));
    }

    /// <summary>Gives the case a display name.</summary>
    public void SetName(string name) => Name = name;

    /// <summary>Writes a note into the journal.</summary>
    public void Note(string subject, string text) => _journal.Add(new JournalEntry(JournalKind.Note, subject, text));

    /// <summary>Asks for something to be done outside, after the commit.</summary>
    public void Emit(Effect effect, string subject)
    {
        if (_effects.Count == Bounds.EffectsMax)
            throw Exceeded($"The step asked for more than {Bounds.EffectsMax} effects", nameof(Bounds.EffectsMax));
        Bound($"The data of event '{subject}'", effect switch { Effect.PublishEvent said => said.Payload, Effect.RaiseEvent raised => raised.Payload, _ => default });
        _effects.Add(effect);
        _journal.Add(JournalEntry.Of(effect, subject));
    }

    /// <summary>What a case brings along must be such that it can be kept.</summary>
    internal void BoundStart(JsonElement input, CaseFacts facts)
    {
        Bound("The input", input);
        Bound("The case file", facts.ToJson());
    }

    internal void Write(JournalKind kind, string subject, string text, DateTimeOffset? dueAt = null) =>
        _journal.Add(new JournalEntry(kind, subject, text, dueAt));

    internal void Write(JournalKind kind, ArmedDeadline deadline, string text, string? before = null) =>
        _journal.Add(new JournalEntry(kind, deadline.Transition, text, deadline.DueAt, DeadlineMark.Of(deadline, before)));

    /// <summary>What the fact did to clocks alone, where no transition took it; null where it did nothing.</summary>
    internal Decision.Accepted? AcceptClocks(string reason) => Accept(reason, isMove: false) is var made && made.Cancelled.Length + made.Armed.Length > 0 ? made : null;

    internal Decision.Accepted Accept(string reason, bool isMove = true)
    {
        SettleClocks();
        var reminders = SettleReminders();
        var next = Before with
        {
            Sequence = Before.Sequence + 1,
            Status = _completed ? CaseStatus.Completed : CaseStatus.Running,
            Frames = [.. Stack],
            Name = Name,
            StateSince = _moved ? Now : Before.StateSince,
            Incident = isMove || _isFaultGone ? null : Before.Incident,
            Reminders = reminders,
            Suspension = _completed ? null : _suspension,
        };
        var cancelled = _cancelled.Where(id => !_armed.Any(armed => armed.Id == id)).ToImmutableArray();
        var armed = _armed.Where(deadline => !_cancelled.Contains(deadline.Id)).ToImmutableArray();
        return new Decision.Accepted(next, _journal.ToImmutable(), armed, cancelled, _effects.ToImmutable(), reason, isMove);
    }

    private static StepFaultException Exceeded(string what, string bound) => new("bound", $"{what} (bound {bound}).");

    private void Bound(string what, JsonElement value)
    {
        if (!Values.IsWithin(value, Bounds.ValueDepthMax)) throw Exceeded($"{what} has more than {Bounds.ValueDepthMax} arrays and objects inside each other", nameof(Bounds.ValueDepthMax));
    }

    private void Assign(string name, JsonElement value)
    {
        Bound($"Variable '{name}'", value);
        var depth = Depth;
        while (depth > 0 && !Stack[depth].Variables.ContainsKey(name)) depth--;
        if (!Stack[depth].Variables.ContainsKey(name)) depth = Depth;
        Stack[depth] = Stack[depth] with { Variables = Stack[depth].Variables.SetItem(name, value) };
    }
}
