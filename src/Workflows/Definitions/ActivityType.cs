using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions;

/// <summary>A kind of activity: its descriptor for designers and its meaning for the engine, side by side.</summary>
public abstract class ActivityType
{
    /// <summary>How it shows itself.</summary>
    public abstract ActivityDescriptor Descriptor { get; }
}

/// <summary>A kind of activity that stands in entry, exit and action slots and runs to its end inside one step.</summary>
public abstract class SlotActivityType : ActivityType
{
    /// <summary>Compiles one use of it. Faults go to <paramref name="node"/>; the result of a faulty use is never run.</summary>
    public abstract Activity Compile(ActivityNode node);
}

/// <summary>A kind of activity that a transition waits for.</summary>
public abstract class TriggerActivityType : ActivityType
{
    /// <summary>Compiles one use of it. Faults go to <paramref name="node"/>; the result of a faulty use is never armed.</summary>
    public abstract Trigger Compile(ActivityNode node);
}
