using System.Collections.Immutable;

namespace Doorstep.Workflows.Kernel;

/// <summary>Why a case stands where it stands: what it accepts, what is in the way, what comes next by itself.</summary>
/// <param name="StatePath">The state.</param>
/// <param name="Ways">Every way out, innermost frame first, in the order in which they are tried.</param>
public sealed record Explanation(string StatePath, ImmutableArray<WayExplained> Ways);

/// <summary>One way out of where a case stands.</summary>
/// <param name="Key">The transition.</param>
/// <param name="Frame">The definition it belongs to.</param>
/// <param name="From">The state it leaves as the definition says: a name or <c>*</c>.</param>
/// <param name="To">Where it leads.</param>
/// <param name="WaitsFor">Its trigger, for a person.</param>
/// <param name="EventName">The event it waits for, if it waits for one.</param>
/// <param name="DueAt">When it comes by itself, if it does (UTC).</param>
/// <param name="Condition">Its condition as written, or null.</param>
/// <param name="Holds">Whether the condition holds now; null when it cannot be told before the event is there.</param>
public sealed record WayExplained(
    string Key, string Frame, string From, string To, string WaitsFor, string? EventName, DateTimeOffset? DueAt, string? Condition, bool? Holds);

public sealed partial class StateMachine
{
    /// <summary>Explains where a case stands. Pure, like <see cref="Transition"/>.</summary>
    public Explanation Explain(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Status == CaseStatus.Completed) return new Explanation(snapshot.StatePath, []);
        var step = new Step(this, snapshot, null, now);
        var ways = from depth in Enumerable.Range(0, snapshot.Frames.Length).Reverse()
                   from way in step.WaysOut(depth)
                   select Explain(step, depth, snapshot.Frames[depth], way);
        return new Explanation(snapshot.StatePath, [.. ways]);
    }

    private static WayExplained Explain(Step step, int depth, Frame frame, Transition way)
    {
        var deadline = frame.Deadlines.FirstOrDefault(armed => armed.Transition == way.Key);
        return new WayExplained(
            way.Key, frame.DefinitionId, way.From, way.To, way.Trigger?.Text ?? "at once after entry",
            way.Trigger is Trigger.OnEvent trigger ? step.NameOf(depth, trigger) : null,
            deadline?.DueAt, way.Condition?.Text, Holds(step, depth, way));
    }

    private static bool? Holds(Step step, int depth, Transition way)
    {
        try
        {
            return step.Allows(depth, way, isQuiet: true);
        }
        catch (StepFaultException)
        {
            return null;
        }
    }
}
