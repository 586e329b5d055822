using System.Collections.Immutable;

namespace Doorstep.Workflows.Kernel;

/// <summary>Why a case stands where it stands: what it accepts, what is in the way, what comes next by itself.</summary>
/// <param name="StatePath">The state.</param>
/// <param name="Ways">Every way out, innermost frame first, in the order in which they are tried.</param>
public sealed record Explanation(string StatePath, ImmutableArray<WayExplained> Ways)
{
    /// <summary>What comes next by itself: of the deadlines that still run the earliest whose condition does not stand in its way now; where all are in the way, the earliest.</summary>
    public WayExplained? Next { get; } = Running(Ways).OrderBy(way => way.Holds is false).ThenBy(way => way.DueAt).FirstOrDefault();

    /// <summary>The deadline that comes first, where it would come to nothing now: earlier than <see cref="Next"/>, or that itself. Null where nothing stands in its way.</summary>
    public WayExplained? Vain { get; } = Running(Ways).OrderBy(way => way.DueAt).ThenBy(way => way.Holds is false).FirstOrDefault() is { Holds: false } first ? first : null;

    private static IEnumerable<WayExplained> Running(ImmutableArray<WayExplained> ways) => ways.Where(way => way is { DueAt: not null, IsDue: false });
}

/// <summary>One way out of where a case stands.</summary>
/// <param name="Key">The transition.</param>
/// <param name="Frame">The definition it belongs to.</param>
/// <param name="From">The state it leaves as the definition says: a name or <c>*</c>.</param>
/// <param name="To">Where it leads.</param>
/// <param name="WaitsFor">Its trigger, for a person.</param>
/// <param name="EventName">The event it waits for, if it waits for one.</param>
/// <param name="DueAt">When it comes by itself, if it does and its clock runs (UTC).</param>
/// <param name="Condition">Its condition as written, or null.</param>
/// <param name="Holds">Whether the condition holds now; null when it cannot be told before the event is there.</param>
/// <param name="IsDue">Its time has come already; it waits for a fact after which its condition holds.</param>
/// <param name="Obstacle">What stands in its way now, as the end of a sentence; null when nothing does or it cannot be told.</param>
/// <param name="DisplayName">The transition's caption, where it has one.</param>
/// <param name="FrameName">Name of the definition it belongs to, for people.</param>
/// <param name="Stopped">How its clock stands still; null where it runs or there is none.</param>
/// <param name="IsOverdue">Its time has come, and the house has not come to it yet: it waits for its turn, as after an outage.</param>
public sealed record WayExplained(
    string Key, string Frame, string From, string To, string WaitsFor, string? EventName, DateTimeOffset? DueAt, string? Condition, bool? Holds,
    bool IsDue = false, string? Obstacle = null, string? DisplayName = null, string FrameName = "", StoppedClock? Stopped = null, bool IsOverdue = false);

public sealed partial class StateMachine
{
    /// <summary>Explains where a case stands. Pure, like <see cref="Transition"/>.</summary>
    public Explanation Explain(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Status == CaseStatus.Completed) return new Explanation(snapshot.StatePath, []);
        var step = new Step(this, snapshot, null, now);
        var ways = from depth in Enumerable.Range(0, snapshot.Frames.Length).Reverse()
                   from way in step.WaysOut(depth)
                   select Explain(step, depth, snapshot.Frames[depth], Find(snapshot.Frames[depth].DefinitionId).Name, way, now);
        return new Explanation(snapshot.StatePath, [.. ways]);
    }

    /// <summary>The deadlines of a case whose clocks stand still, by id. Pure.</summary>
    public ImmutableDictionary<string, StoppedClock> StoppedClocks(Snapshot snapshot, DateTimeOffset now)
    {
        var step = new Step(this, snapshot, null, now);
        var stopped = from depth in Enumerable.Range(0, snapshot.Frames.Length)
                      from deadline in snapshot.Frames[depth].Deadlines
                      let clock = step.Stopped(depth, deadline)
                      where clock is not null
                      select KeyValuePair.Create(deadline.Id, clock);
        return stopped.ToImmutableDictionary(StringComparer.Ordinal);
    }

    private static WayExplained Explain(Step step, int depth, Frame frame, string name, Transition way, DateTimeOffset now)
    {
        var deadline = frame.Deadlines.FirstOrDefault(armed => armed.Transition == way.Key);
        var (holds, stopped) = (Told(() => Holds(step, depth, way)), deadline is null ? null : step.Stopped(depth, deadline));
        return new WayExplained(
            way.Key, frame.DefinitionId, way.From, way.To, WaitsFor(step, depth, way),
            way.Trigger is Trigger.OnEvent trigger ? Told(() => step.NameOf(depth, trigger)) : null,
            stopped is null ? deadline?.DueAt : null, way.Condition?.Text, holds, deadline?.IsDue ?? false, holds is false ? step.Obstacle(depth, way) : null, way.DisplayName, name, stopped,
            stopped is null && deadline is { IsDue: false } && deadline.DueAt <= now);
    }

    private static string WaitsFor(Step step, int depth, Transition way) =>
        (way.Trigger is Trigger.Timed timed ? Told(() => step.TextOf(depth, timed)) : null) ?? way.Trigger?.Text ?? "at once after entry";

    /// <summary>A condition that reads a variable of the event's own says nothing before the event has filled it.</summary>
    private static bool? Holds(Step step, int depth, Transition way) =>
        way is { Condition: not null, Trigger: Trigger.OnEvent { ResultVariable: not null } } ? null : step.Allows(depth, way, isQuiet: true);

    private static T? Told<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (StepFaultException)
        {
            return default;
        }
    }
}
