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
    private int _deadlineNumber;
    private bool _completed;
    private bool _moved;

    internal Step(StateMachine machine, Snapshot before, WorkflowEvent? cause, DateTimeOffset now)
        : base(machine, before, cause, now) => Name = before.Name;

    /// <summary>Runs an activity and counts it.</summary>
    public void Run(Activity? activity)
    {
        if (activity is null) return;
        if (++_activities > Bounds.ActivitiesMax)
            throw Exceeded($"{activity.Path}: the step ran more than {Bounds.ActivitiesMax} activities", nameof(Bounds.ActivitiesMax));
        activity.Execute(this);
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
        _effects.Add(effect);
        _journal.Add(new JournalEntry(JournalKind.EffectQueued, subject, effect switch
        {
            Effect.PublishEvent => $"Event '{subject}' goes out.",
            Effect.RaiseEvent { BusinessKey: { } key } => $"Event '{subject}' goes to case '{key}'.",
            _ => $"Event '{subject}' goes to this case.",
        }));
    }

    internal void Write(JournalKind kind, string subject, string text, DateTimeOffset? dueAt = null) =>
        _journal.Add(new JournalEntry(kind, subject, text, dueAt));

    internal Decision.Accepted Accept(string reason)
    {
        var next = Before with
        {
            Sequence = Before.Sequence + 1,
            Status = _completed ? CaseStatus.Completed : CaseStatus.Running,
            Frames = [.. Stack],
            Name = Name,
            StateSince = _moved ? Now : Before.StateSince,
            Incident = null,
        };
        var cancelled = _cancelled.Where(id => !_armed.Any(armed => armed.Id == id)).ToImmutableArray();
        var armed = _armed.Where(deadline => !_cancelled.Contains(deadline.Id)).ToImmutableArray();
        return new Decision.Accepted(next, _journal.ToImmutable(), armed, cancelled, _effects.ToImmutable(), reason);
    }

    private static StepFaultException Exceeded(string what, string bound) => new("bound", $"{what} (bound {bound}).");

    private void Assign(string name, JsonElement value)
    {
        var depth = Depth;
        while (depth > 0 && !Stack[depth].Variables.ContainsKey(name)) depth--;
        if (!Stack[depth].Variables.ContainsKey(name)) depth = Depth;
        Stack[depth] = Stack[depth] with { Variables = Stack[depth].Variables.SetItem(name, value) };
    }
}
