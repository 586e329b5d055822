namespace Doorstep.Workflows.Kernel;

/// <summary>A way from one state to another.</summary>
public sealed record Transition
{
    /// <summary>Target that means: back to the state left through <c>*</c>.</summary>
    public const string Back = "^";

    /// <summary>Source that means: any state that is not final.</summary>
    public const string Anywhere = "*";

    /// <summary>Unique in its machine: its name, or <c>from→to</c> where it has none, with a number where that is not enough.</summary>
    public required string Key { get; init; }

    /// <summary>Its caption for people, where it has one.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Source state, or <see cref="Anywhere"/>.</summary>
    public required string From { get; init; }

    /// <summary>Target state, or <see cref="Back"/>.</summary>
    public required string To { get; init; }

    /// <summary>WHEN. Null: at once.</summary>
    public Trigger? Trigger { get; init; }

    /// <summary>ONLY IF. Null: always.</summary>
    public Expression? Condition { get; init; }

    /// <summary>The definition says that its trigger need not be waited for: a supervisor may skip it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>THEN, after the source's exit and before the target's entry.</summary>
    public Activity? Action { get; init; }
}
