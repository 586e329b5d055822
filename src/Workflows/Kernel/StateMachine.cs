using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>One definition, compiled. Immutable; <see cref="Start"/> and <see cref="Transition"/> read nothing but their arguments (semantics 10).</summary>
public sealed partial class StateMachine
{
    private readonly FrozenDictionary<string, StateMachine> _submachines;

    /// <summary>A machine without its submachines; <see cref="WithSubmachines"/> adds them.</summary>
    /// <param name="id">The definition's id.</param>
    /// <param name="version">The definition's version.</param>
    /// <param name="name">Its name, for people.</param>
    /// <param name="initialState">The state a new frame enters.</param>
    /// <param name="states">The states, in declaration order, their transitions among them.</param>
    /// <param name="variables">The variables it declares.</param>
    /// <param name="bounds">Limits of one step.</param>
    public StateMachine(
        string id, int version, string name, string initialState, ImmutableArray<State> states, ImmutableArray<VariableDeclaration> variables, Bounds bounds)
        : this(id, version, name, initialState, states, variables, bounds, FrozenDictionary<string, StateMachine>.Empty)
    {
    }

    private StateMachine(
        string id, int version, string name, string initialState, ImmutableArray<State> states, ImmutableArray<VariableDeclaration> variables, Bounds bounds,
        FrozenDictionary<string, StateMachine> submachines)
    {
        Id = id;
        Version = version;
        Name = name;
        InitialState = initialState;
        Declared = states;
        States = states.ToFrozenDictionary(state => state.Name, StringComparer.Ordinal);
        Variables = variables;
        Bounds = bounds;
        _submachines = submachines;
    }

    /// <summary>The definition's id.</summary>
    public string Id { get; }

    /// <summary>The definition's version.</summary>
    public int Version { get; }

    /// <summary>Its name, for people.</summary>
    public string Name { get; }

    /// <summary>The state a new frame enters.</summary>
    public string InitialState { get; }

    /// <summary>The states in declaration order.</summary>
    public ImmutableArray<State> Declared { get; }

    /// <summary>The states by name.</summary>
    public FrozenDictionary<string, State> States { get; }

    /// <summary>The variables it declares.</summary>
    public ImmutableArray<VariableDeclaration> Variables { get; }

    /// <summary>Limits of one step.</summary>
    public Bounds Bounds { get; }

    /// <summary>It only runs inside others; no case starts in it.</summary>
    public bool IsPart { get; init; }

    /// <summary>Variables that scripts of its activities set; <c>*</c> where nobody can tell which. The publish-time lint reads them.</summary>
    public ImmutableArray<string> SetByScripts { get; init; } = [];

    /// <summary>Ids of the definitions that its states run inside themselves.</summary>
    public IEnumerable<string> References => Declared.Select(state => state.Submachine).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Every machine that a case of this one can enter, itself first.</summary>
    public IEnumerable<StateMachine> Family => _submachines.Values.Where(machine => machine.Id != Id).OrderBy(machine => machine.Id, StringComparer.Ordinal).Prepend(this);

    /// <summary>This machine with everything it runs inside itself, at any depth.</summary>
    public StateMachine WithSubmachines(IEnumerable<StateMachine> submachines) => new(
        Id, Version, Name, InitialState, Declared, Variables, Bounds,
        submachines.ToFrozenDictionary(machine => machine.Id, StringComparer.Ordinal)) { IsPart = IsPart, SetByScripts = SetByScripts };

    /// <summary>Every event name that this machine or one inside it waits for.</summary>
    public IEnumerable<string> EventNames => Family
        .SelectMany(machine => machine.Declared).SelectMany(state => state.Outbound)
        .Select(way => (way.Trigger as Trigger.OnEvent)?.ConstantName).OfType<string>()
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Whether this machine or one inside it ever waits for an event; one that computes a name may wait for any.</summary>
    public bool MayWaitFor(string eventName) => Family
        .SelectMany(machine => machine.Declared).SelectMany(state => state.Outbound)
        .Any(way => way.Trigger is Trigger.OnEvent { ConstantName: var name } && (name is null || name == eventName));

    /// <summary>Whether anything can take a case further from where it stands: a deadline that runs, is due or stands still under a hold, or an event.</summary>
    public bool Awaits(Snapshot snapshot)
    {
        foreach (var frame in snapshot.Frames)
        {
            if (!frame.Deadlines.IsEmpty) return true;
            foreach (var way in Find(frame.DefinitionId).States[frame.State].Outbound)
                if (way.Trigger is Trigger.OnEvent) return true;
        }

        return false;
    }

    /// <summary>The way out of a state with a key, if there is one.</summary>
    public Transition? Way(string state, string key) =>
        States.TryGetValue(state, out var found) ? found.Outbound.FirstOrDefault(way => way.Key == key) : null;

    internal StateMachine Find(string definitionId) =>
        definitionId == Id ? this
        : _submachines.TryGetValue(definitionId, out var machine) ? machine
        : throw new StepFaultException("definition", $"Definition '{definitionId}' is not part of '{Id}' version {Version}; publish it and start the case again.");

    internal Frame NewFrame() => new()
    {
        DefinitionId = Id,
        Version = Version,
        State = InitialState,
        Variables = Values.NoVariables.AddRange(Variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Initial))),
    };
}
