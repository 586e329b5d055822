using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>What an expression may read: the case where it stands, the event in hand and the time that was given. Nothing else exists for it.</summary>
public abstract class Scope
{
    private Dictionary<Type, object>? _tools;
    private JsonElement _eventJson;
    private EventView? _event;

    private protected Scope(StateMachine machine, Snapshot before, WorkflowEvent? cause, DateTimeOffset now)
    {
        Root = machine;
        Before = before;
        Cause = cause;
        Now = now;
        Stack = [.. before.Frames];
        Depth = Stack.Count - 1;
        _event = EventView.Of(cause, before);
    }

    /// <summary>The time of this step (UTC). It came in as an argument.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The case as it stood when the step began, with the fact already folded into its file.</summary>
    public Snapshot Before { get; }

    /// <summary>The machine of the frame whose slot is being read.</summary>
    public StateMachine Machine => Root.Find(Stack[Depth].DefinitionId);

    /// <summary>What the case's clocks are counted by.</summary>
    public CaseClocks? Clocks => Before.Facts.Clocks;

    /// <summary>Limits of the step.</summary>
    public Bounds Bounds => Root.Bounds;

    /// <summary>The state as people write it, from the outermost frame to the one being read.</summary>
    public string StatePath => Depth == 0 ? Stack[0].State : string.Join('/', Stack.Take(Depth + 1).Select(frame => frame.State));

    /// <summary>The case's display name, as far as the step has come.</summary>
    public string? Name { get; protected set; }

    /// <summary>The event in hand as JSON: <c>id, type, occurredAt, data</c>; for a submachine's end <c>outcome</c>; null at the start.</summary>
    public JsonElement Event => _eventJson.ValueKind != JsonValueKind.Undefined ? _eventJson : _eventJson = _event?.ToJson() ?? Values.Null;

    /// <summary>Variables that can be seen from here, inner frames hiding outer ones.</summary>
    public IEnumerable<KeyValuePair<string, JsonElement>> Variables
    {
        get
        {
            var seen = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
            for (var depth = 0; depth <= Depth; depth++)
                foreach (var (name, value) in Stack[depth].Variables) seen[name] = value;
            return seen;
        }
    }

    private protected StateMachine Root { get; }

    private protected WorkflowEvent? Cause { get; }

    private protected List<Frame> Stack { get; }

    private protected int Depth { get; set; }

    /// <summary>The value of a variable, looked up from the innermost frame outwards.</summary>
    public bool TryGetVariable(string name, out JsonElement value)
    {
        for (var depth = Depth; depth >= 0; depth--)
            if (Stack[depth].Variables.TryGetValue(name, out value)) return true;
        value = Values.Null;
        return false;
    }

    /// <summary>One evaluator per step, made when it is first asked for, so that a step's expressions share it and no two steps do.</summary>
    public T Tool<T>(Func<Scope, T> make)
        where T : class
    {
        _tools ??= [];
        if (_tools.TryGetValue(typeof(T), out var tool)) return (T)tool;
        var made = make(this);
        _tools.Add(typeof(T), made);
        return made;
    }

    private protected void See(EventView view)
    {
        _event = view;
        _eventJson = default;
    }
}
