namespace Doorstep.Workflows.Collections.Acts;

/// <summary>One of the guards of domain.md b.3. Pure: it reads the context and nothing else.</summary>
public abstract class Guard
{
    /// <summary>Its number, <c>G1</c>.</summary>
    public abstract string Number { get; }

    /// <summary>Its name, <c>Hours</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it has a say about an act.</summary>
    public abstract bool AppliesTo(PlannedAct act);

    /// <summary>What it says.</summary>
    public abstract Verdict Judge(GuardContext context);
}
