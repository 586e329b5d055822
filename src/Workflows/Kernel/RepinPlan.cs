using System.Collections.Immutable;

namespace Doorstep.Workflows.Kernel;

/// <summary>What becomes of a running deadline that both versions have, when a case goes over to the other one.</summary>
public abstract record DeadlinePolicy
{
    private DeadlinePolicy()
    {
    }

    /// <summary>It is due when it was due.</summary>
    public sealed record Keep : DeadlinePolicy;

    /// <summary>It is counted again from when it began, as the other version says. What is over by then is due at once.</summary>
    public sealed record Recompute : DeadlinePolicy;

    /// <summary>It is due later than it was.</summary>
    /// <param name="By">How much later.</param>
    public sealed record Grace(TimeSpan By) : DeadlinePolicy;
}

/// <summary>How cases go over to other versions of their definitions.</summary>
public sealed record RepinPlan
{
    /// <summary>Every state is called as before, and every deadline is due when it was due.</summary>
    public static RepinPlan None { get; } = new();

    /// <summary>States that cases stand in under another name from then on: by definition and old name. Entry and exit of neither run.</summary>
    public ImmutableDictionary<(string Definition, string State), string> States { get; init; } = ImmutableDictionary<(string, string), string>.Empty;

    /// <summary>What becomes of deadlines: by definition and transition.</summary>
    public ImmutableDictionary<(string Definition, string Transition), DeadlinePolicy> Deadlines { get; init; } = ImmutableDictionary<(string, string), DeadlinePolicy>.Empty;

    /// <summary>What becomes of the others.</summary>
    public DeadlinePolicy Otherwise { get; init; } = new DeadlinePolicy.Keep();

    /// <summary>The name of a state from then on.</summary>
    public string NameOf(string definition, string state) => States.GetValueOrDefault((definition, state), state);

    /// <summary>What becomes of a deadline.</summary>
    public DeadlinePolicy PolicyOf(string definition, string transition) => Deadlines.GetValueOrDefault((definition, transition), Otherwise);
}
