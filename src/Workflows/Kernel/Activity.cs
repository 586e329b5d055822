namespace Doorstep.Workflows.Kernel;

/// <summary>Something a slot does inside a step (semantics 1): it runs to its end, takes no time and touches nothing but the step.</summary>
public abstract class Activity
{
    /// <summary>Where it stands in its definition, for messages: <c>states[2].entry</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Does it. Throws <see cref="StepFaultException"/> when it cannot. Called by <see cref="Step.Run"/>, which counts.</summary>
    public abstract void Execute(Step step);
}
