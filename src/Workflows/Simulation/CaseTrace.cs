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
    public void Note(FamilyIndex family, ImmutableArray<JournalEntry> lines)
    {
        foreach (var line in lines)
        {
            if (line.Kind == JournalKind.TransitionTaken) Count(Taken, (family.Owner(line), line.Subject));
            else if (line.Kind == JournalKind.DeadlineArmed && family.Timed(line.Subject) is { } arming) Time((arming, line.Subject), armed: 1);
        }

        if (lines.FirstOrDefault(line => line.Kind == JournalKind.DeadlineFired) is not { } fired || family.Timed(fired.Subject) is not { } definition) return;
        Time((definition, fired.Subject), fired: 1, vain: lines.Any(line => line.Kind == JournalKind.ConditionNotMet && line.Subject == fired.Subject) ? 1 : 0);
    }

    public static void Count<TKey>(Dictionary<TKey, int> counts, TKey key, int by = 1)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + by;

    private void Time((string Definition, string Key) key, int armed = 0, int fired = 0, int vain = 0)
    {
        var known = Deadlines.GetValueOrDefault(key);
        Deadlines[key] = (known.Armed + armed, known.Fired + fired, known.Vain + vain);
    }
}
