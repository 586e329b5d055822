using Doorstep.Workflows.Deadlines.Ledger;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Kernel.Model;

/// <summary>One random case, lived twice: by the kernel and by the reference. Everything follows from the seed.</summary>
internal sealed class ModelRun
{
    private const int StepsMax = 24;
    private static readonly JsonFactFolder Folder = new();

    private readonly Random _random;
    private readonly StateMachine _machine;
    private readonly Reference _reference;
    private readonly Dictionary<string, string> _rows = [];
    private readonly List<string> _log = [];
    private readonly HashSet<string> _everArmed = [];
    private readonly Sketch[] _sketches;
    private readonly DeadlineLives _lives = new();
    private DeadlineTally _tally = new();
    private Snapshot? _snapshot;
    private DateTimeOffset _now = Build.Monday;

    public ModelRun(int seed, Func<Sketch[], int, int, Reference>? reference = null)
    {
        _random = new Random(seed);
        _sketches = new RandomSketch(_random).Draw();
        var bounds = new Bounds { MicroStepsMax = _random.Next(5) == 0 ? 2 : 8, FramesMax = _random.Next(10) == 0 ? 2 : 4 };
        _machine = SketchedMachine.Of(_sketches, bounds);
        _reference = (reference ?? ((sketches, moves, boxes) => new Reference(sketches, moves, boxes)))(_sketches, bounds.MicroStepsMax, bounds.FramesMax);
    }

    /// <summary>The things that are easy to get wrong.</summary>
    public static readonly string[] Worth =
    [
        "Accepted", "Ignored", "Rejected", "fault: bound", "fault: expression", "closed", "chain", "three frames", "stays due", "starts again",
        "due deadline taken at a later fact", "interrupted with a submachine", "resumed", "resumed with a submachine", "submachine ended",
    ];

    /// <summary>How often the run came by them.</summary>
    public Dictionary<string, int> Seen { get; } = [];

    /// <summary>Lives the case; gives the first difference with everything needed to understand it, or null.</summary>
    public string? Difference()
    {
        var start = _machine.Start("case", Values.EmptyObject, JsonFacts.Empty, _now);
        if (Compare("start", start, _reference.Start(_now)) is { } atStart) return Told(atStart);
        for (var step = 0; step < StepsMax && _snapshot is not null; step++)
            if (Step() is { } difference) return Told(difference);
        return null;
    }

    private string? Step()
    {
        var waiting = _snapshot!.Frames.SelectMany((frame, depth) => frame.Deadlines.Select(deadline => (depth, deadline))).ToArray();
        switch (_random.Next(20))
        {
            case < 10:
                _now = _now.AddMinutes(_random.Next(0, 30));
                return Hear(RandomSketch.Events[_random.Next(RandomSketch.Events.Length)], _random.Next(0, 4));
            case < 17 when waiting.Any(item => !item.deadline.IsDue):
                var next = waiting.Where(item => !item.deadline.IsDue).MinBy(item => item.deadline.DueAt);
                if (next.deadline.DueAt > _now) _now = next.deadline.DueAt.AddMinutes(_random.Next(0, 3));
                return Ring(next.depth, next.deadline);
            case < 19 when waiting.Length > 0:
                var (depth, any) = waiting[_random.Next(waiting.Length)];
                return Ring(depth, any);
            default:
                var stale = _everArmed.Except(_snapshot.Deadlines.Select(deadline => deadline.Id)).Order(StringComparer.Ordinal).FirstOrDefault("0.0");
                return Compare($"stale {stale}", Decide(_snapshot, new WorkflowEvent.DeadlineFired(stale)), Answer.Ignored);
        }
    }

    private string? Hear(string name, int data)
    {
        var fact = new WorkflowEvent.Raised($"e{_log.Count}", name, _now, SketchedMachine.Data(data));
        _snapshot = _snapshot! with { Facts = Folder.Fold(_snapshot.Facts, fact, _now) };
        return Compare($"{name}({data})", Decide(_snapshot, fact), _reference.Hear(name, data, _now));
    }

    private string? Ring(int depth, ArmedDeadline deadline) => Compare(
        $"deadline {deadline.Transition} in frame {depth}", Decide(_snapshot!, new WorkflowEvent.DeadlineFired(deadline.Id)), _reference.Ring(depth, deadline.Transition, _now));

    private Decision Decide(Snapshot snapshot, WorkflowEvent happened) => _machine.Transition(snapshot, happened, _now);

    private string? Compare(string what, Decision decision, Answer expected)
    {
        _log.Add($"{_now:HH:mm} {what}: {decision.Reason}");
        Count(decision);
        var answer = decision switch { Decision.Accepted => Answer.Accepted, Decision.Ignored => Answer.Ignored, Decision.Rejected => Answer.Rejected, _ => Answer.Faulted };
        if (answer != expected) return $"The kernel said {answer}, the reference {expected}.";
        if (string.IsNullOrWhiteSpace(decision.Reason)) return "There is no reason.";
        if (decision is Decision.Accepted accepted)
        {
            if ((Rows(accepted) ?? Lives(accepted, what)) is { } wrong) return wrong;
            var trace = string.Join(' ', accepted.Notes());
            if (trace != string.Join(' ', _reference.Trace)) return $"The kernel ran {trace}, the reference {string.Join(' ', _reference.Trace)}.";
        }

        var next = decision switch { Decision.Accepted { Next: var n } => n, Decision.Faulted { Next: var n } => n, _ => _snapshot };
        if (next is null || (_snapshot is null && answer == Answer.Faulted)) return null; // A case that cannot start is not there.
        var bytes = SnapshotCodec.Write(next);
        _snapshot = SnapshotCodec.Read(bytes, Folder); // Every step is read back from what would be stored.
        if (!SnapshotCodec.Write(_snapshot).AsSpan().SequenceEqual(bytes)) return "The snapshot does not read back as it was written.";
        var (kernel, reference) = (View.Of(_snapshot), View.Of(_reference));
        return kernel == reference ? null : $"The kernel stands at\n{kernel}\nthe reference at\n{reference}";
    }

    /// <summary>The rows of the due-table, kept by what decisions say alone, are the deadlines of the snapshot.</summary>
    private string? Rows(Decision.Accepted accepted)
    {
        foreach (var id in accepted.Cancelled) _rows.Remove(id);
        foreach (var armed in accepted.Armed)
            if (!_everArmed.Add(armed.Id)) return $"Deadline id {armed.Id} was used twice.";
            else _rows[armed.Id] = $"{armed.Transition} {armed.DueAt:u}";
        var (rows, wanted) = (Lines(_rows), Lines(accepted.Next.Deadlines.Where(deadline => !deadline.IsDue).ToDictionary(deadline => deadline.Id, deadline => $"{deadline.Transition} {deadline.DueAt:u}")));
        return rows == wanted ? null : $"The due-table holds\n{rows}\nbut the snapshot waits for\n{wanted}";
    }

    /// <summary>The lives that the journal tells, and the counts made of its lines, are those of the snapshot.</summary>
    private string? Lives(Decision.Accepted accepted, string what)
    {
        _lives.Take(accepted.Next.Sequence, _now, what, accepted.Journal);
        foreach (var line in accepted.Journal) _tally = _tally.With(line, _now, TimeSpan.FromMinutes(1));
        var told = string.Join(' ', _lives.All.Where(life => life.IsOpen).Select(life => $"{life.Id} {life.Stand} {life.DueAt:u}").Order(StringComparer.Ordinal));
        var stands = string.Join(' ', accepted.Next.Deadlines.Select(deadline => $"{deadline.Id} {(deadline.IsDue ? "Due" : "Waiting")} {deadline.DueAt:u}").Order(StringComparer.Ordinal));
        if (told != stands) return $"The journal tells of\n{told}\nbut the snapshot has\n{stands}";
        return _tally.Balances && (_tally.Opened, _tally.DueMore) == (accepted.Next.Deadlines.Count(), accepted.Next.Deadlines.Count(deadline => deadline.IsDue)) ? null : $"The counts do not balance: {_tally}";
    }

    private static string Lines(Dictionary<string, string> rows) => string.Join('\n', rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key} {row.Value}"));

    private void Count(Decision decision)
    {
        See(decision.GetType().Name);
        if (decision is Decision.Faulted { Incident.Code: var code }) See($"fault: {code}");
        if (decision is not Decision.Accepted accepted) return;
        if (accepted.Next.Frames.Length == 3) See("three frames");
        if (accepted.Next.Status == CaseStatus.Completed) See("closed");
        if (accepted.Reason.Contains("stays due", StringComparison.Ordinal)) See("stays due");
        if (accepted.Reason.Contains("starts again", StringComparison.Ordinal)) See("starts again");
        if (accepted.Reason.Contains("made the due deadline", StringComparison.Ordinal)) See("due deadline taken at a later fact");
        if (accepted.Journal.Count(entry => entry.Kind == JournalKind.TransitionTaken) > 1) See("chain");
        if (accepted.Journal.Any(entry => entry.Kind == JournalKind.StateResumed)) See(accepted.Next.Frames.Length > 1 ? "resumed with a submachine" : "resumed");
        if (accepted.Journal.Any(entry => entry.Kind == JournalKind.SubmachineEnded)) See("submachine ended");
        if (accepted.Next.Frames[0].Interruptions.Any(left => left.Frames.Length > 1)) See("interrupted with a submachine");
    }

    private void See(string what) => Seen[what] = Seen.GetValueOrDefault(what) + 1;

    private string Told(string difference) => $"{difference}\n\nAfter\n{string.Join('\n', _log)}\n\nof\n{string.Join('\n', _sketches.Select(sketch => sketch.ToString()))}";
}
