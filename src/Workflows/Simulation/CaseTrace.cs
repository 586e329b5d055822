using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Simulation;

/// <summary>How an invented case ended.</summary>
public enum TraceEnd
{
    /// <summary>In a final state.</summary>
    Closed,

    /// <summary>It still runs at the horizon.</summary>
    Open,

    /// <summary>Nothing is ever going to happen: no deadline runs, no act waits, and nobody means to do anything.</summary>
    DeadEnd,

    /// <summary>It took more steps than a case may.</summary>
    Endless,

    /// <summary>It could not even start.</summary>
    NotStarted,
}

/// <summary>What became of one invented case.</summary>
internal sealed class CaseTrace
{
    private const int PathMax = 40;

    private readonly List<string> _path = [];

    public TraceEnd End { get; set; }

    public string State { get; set; } = "";

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset EndedAt { get; set; }

    public int Steps { get; set; }

    /// <summary>States in the order in which they were come into; a case that goes round is cut.</summary>
    public IReadOnlyList<string> Path => _path;

    /// <summary>Transitions that were taken: the definition and the key, and how often.</summary>
    public Dictionary<(string Definition, string Key), int> Taken { get; } = [];

    /// <summary>Deadlines: how often armed, come true, and come true in vain.</summary>
    public Dictionary<(string Definition, string Key), (int Armed, int Fired, int Vain)> Deadlines { get; } = [];

    /// <summary>Decisions on acts, with their days.</summary>
    public List<(SimulatedAct Act, DateTimeOffset At)> Acts { get; } = [];

    /// <summary>Events that were published: tasks of the house, mostly.</summary>
    public Dictionary<string, int> Published { get; } = new(StringComparer.Ordinal);

    /// <summary>Steps that faulted, by what was wrong.</summary>
    public Dictionary<string, int> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>What people reported and the house did not take.</summary>
    public int Refused { get; set; }

    public void Come(string state)
    {
        if (_path.Count < PathMax && (_path.Count == 0 || _path[^1] != state)) _path.Add(state);
    }

    /// <summary>Notes what a step did. A deadline that comes true while its condition does not hold has come in vain.</summary>
    /// <param name="family">The machine.</param>
    /// <param name="lines">What the step wrote.</param>
    /// <param name="before">How the case stood before it; null: it had not begun.</param>
    /// <param name="after">How it stands now.</param>
    /// <param name="fired">The deadline that it is the step of; null: of none.</param>
    public void Note(FamilyIndex family, ImmutableArray<JournalEntry> lines, Snapshot? before, Snapshot after, ArmedDeadline? fired)
    {
        foreach (var line in lines.Where(line => line.Kind == JournalKind.TransitionTaken)) Count(Taken, (family.Owner(line), line.Subject));
        Arm(before, after);
        if (fired is null || before?.Frames.FirstOrDefault(frame => frame.Deadlines.Contains(fired)) is not { } frame) return;
        Time((frame.DefinitionId, fired.Transition), fired: 1, vain: lines.Any(line => line.Kind == JournalKind.ConditionNotMet && line.Subject == fired.Transition) ? 1 : 0);
    }

    /// <summary>Counts the deadlines that run now and did not before. Two machines of a family may call theirs the same; the frame says whose it is.</summary>
    public void Arm(Snapshot? before, Snapshot after)
    {
        var known = before?.Deadlines.Select(armed => armed.Id).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var frame in after.Frames)
            foreach (var armed in frame.Deadlines.Where(armed => !known.Contains(armed.Id))) Time((frame.DefinitionId, armed.Transition), armed: 1);
    }

    public static void Count<TKey>(Dictionary<TKey, int> counts, TKey key, int by = 1)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + by;

    private void Time((string Definition, string Key) key, int armed = 0, int fired = 0, int vain = 0)
    {
        var known = Deadlines.GetValueOrDefault(key);
        Deadlines[key] = (known.Armed + armed, known.Fired + fired, known.Vain + vain);
    }
}
