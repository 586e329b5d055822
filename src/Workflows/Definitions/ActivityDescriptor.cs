using System.Collections.Immutable;

namespace Doorstep.Workflows.Definitions;

/// <summary>How an activity shows itself to designers; the compiler reads the same inputs, so the two cannot differ.</summary>
public sealed record ActivityDescriptor
{
    /// <summary>Type name in definitions: <c>Elsa.WriteLine</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>Group in Studio's toolbox, one of <see cref="ActivityCategory"/>.</summary>
    public required string Category { get; init; }

    /// <summary>Title.</summary>
    public required Words DisplayName { get; init; }

    /// <summary>What it does, in a sentence or two.</summary>
    public required Words Description { get; init; }

    /// <summary>Stands in a trigger slot; otherwise in an entry, exit or action slot.</summary>
    public bool IsTrigger { get; init; }

    /// <summary>It waits for a time.</summary>
    public bool IsTimed => IsTrigger && Category == ActivityCategory.Deadlines;

    /// <summary>What comes of it reaches somebody outside of the house, once the guards let it.</summary>
    public bool IsOutbound { get; init; }

    /// <summary>The kind of act that it always plans, <c>VISIT</c>; null where that is an input.</summary>
    public string? OutboundKind { get; init; }

    /// <summary>What it is given.</summary>
    public ImmutableArray<InputDescriptor> Inputs { get; init; } = [];

    /// <summary>What it gives back.</summary>
    public ImmutableArray<string> Outputs { get; init; } = [];

    /// <summary>Names of the slots inside it.</summary>
    public ImmutableArray<string> Ports { get; init; } = [];

    /// <summary>It ends the step unfinished: whatever way it stands on is not taken.</summary>
    public bool EndsStep { get; init; }
}

/// <summary>One input of an activity.</summary>
/// <param name="Name">Its name, PascalCase; camelCase in JSON.</param>
/// <param name="TypeName">Its type as Studio knows it: <c>String</c>, <c>Boolean</c>, <c>TimeSpan</c>, <c>DateTimeOffset</c>, <c>Object</c>.</param>
/// <param name="DisplayName">Its label.</param>
/// <param name="UiHint">Studio's editor for it.</param>
public sealed record InputDescriptor(string Name, string TypeName, Words DisplayName, string UiHint = "singleline")
{
    /// <summary>A definition that leaves it out cannot be published.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What it is when it is left out, as text.</summary>
    public string? Default { get; init; }

    /// <summary>A value that it could have, for whoever forgot it.</summary>
    public string? Example { get; init; }

    /// <summary>What it does, in a sentence; null where its label says it.</summary>
    public Words? Note { get; init; }

    /// <summary>The words of something that people read.</summary>
    public bool IsText { get; init; }

    /// <summary>Written as <c>{typeName, expression}</c>; otherwise as plain JSON.</summary>
    public bool IsWrapped { get; init; } = true;

    /// <summary>The values that it may have, where they are known beforehand; a designer chooses among them.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Where the values come from that a designer chooses among, where they are not known beforehand.</summary>
    public OptionSource OptionsFrom { get; init; }

    /// <summary>Name in JSON.</summary>
    public string JsonName { get; } = char.ToLowerInvariant(Name[0]) + Name[1..];
}

/// <summary>Where the values of a drop-down come from.</summary>
public enum OptionSource
{
    /// <summary>From <see cref="InputDescriptor.Options"/>, or there are none.</summary>
    Own,

    /// <summary>The catalogue of events, and the events that definitions publish.</summary>
    Events,

    /// <summary>Classes of templates.</summary>
    Templates,

    /// <summary>Parameters of the approved policy packs that are lengths of time.</summary>
    Lengths,

    /// <summary>Holds: all, none, one, all but one.</summary>
    Holds,
}
