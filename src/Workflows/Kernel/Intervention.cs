namespace Doorstep.Workflows.Kernel;

/// <summary>What a person may do to where a machine stands. None of them puts a case into a state of somebody's choice: a case moves along the ways of its definition alone.</summary>
public abstract record Intervention
{
    private Intervention()
    {
    }

    /// <summary>Gives a deadline more time, or takes back what was given.</summary>
    /// <param name="Transition">The transition that it triggers, in the innermost frame that has one armed.</param>
    /// <param name="By">How much more; less than zero takes back.</param>
    public sealed record Extend(string Transition, TimeSpan By) : Intervention;

    /// <summary>Takes a transition that the definition calls optional, without waiting for what triggers it. Its condition must hold.</summary>
    /// <param name="Transition">The transition.</param>
    public sealed record Skip(string Transition) : Intervention;

    /// <summary>Lets every deadline stand still.</summary>
    /// <param name="Until">Until when that is meant to last (UTC).</param>
    public sealed record Suspend(DateTimeOffset Until) : Intervention;

    /// <summary>Ends a suspension; every deadline gets what it had left, and one that means a date keeps its date.</summary>
    public sealed record Resume : Intervention;
}
