using System.Collections.Immutable;

namespace Doorstep.Workflows.Definitions.Difference;

/// <summary>What happened to a part of a definition.</summary>
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It is there, and another one.</summary>
    Changed,
}

/// <summary>What kind of part a change is about.</summary>
public enum ChangeSubject
{
    /// <summary>The definition itself: its initial state.</summary>
    Definition,

    /// <summary>A state.</summary>
    State,

    /// <summary>A transition: its ends, its order, that it is there at all.</summary>
    Transition,

    /// <summary>What a transition waits for, where that is no time.</summary>
    Trigger,

    /// <summary>What a transition waits for, where that is a time.</summary>
    Deadline,

    /// <summary>The condition of a transition.</summary>
    Guard,

    /// <summary>A step that a state or a transition runs.</summary>
    Activity,

    /// <summary>Something that people read: a name, a caption, a template, a note.</summary>
    Text,

    /// <summary>A variable.</summary>
    Variable,
}

/// <summary>Why a change is looked at by a second designer before cases start on it.</summary>
public enum Concern
{
    /// <summary>It changes what has to hold before something may happen.</summary>
    Guard,

    /// <summary>It changes when something happens by itself.</summary>
    Deadline,

    /// <summary>It opens, closes or changes a way to a visit.</summary>
    Visit,

    /// <summary>It opens, closes or changes a way to a legal procedure.</summary>
    Legal,

    /// <summary>It changes what reaches a person outside of the house.</summary>
    Outreach,
}

/// <summary>One difference between two versions of a definition.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Subject">To what kind of part.</param>
/// <param name="Name">The part: a state, a transition's key, a variable; the definition's own id for the definition.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record DefinitionChange(ChangeKind Kind, ChangeSubject Subject, string Name, Words Sentence)
{
    /// <summary>What it was, as written; null where there was nothing.</summary>
    public string? Before { get; init; }

    /// <summary>What it is, as written; null where there is nothing.</summary>
    public string? After { get; init; }

    /// <summary>Why a second designer looks at it; none: nobody has to.</summary>
    public ImmutableArray<Concern> Concerns { get; init; } = [];

    /// <summary>The same with one more reason to look at it.</summary>
    internal DefinitionChange Touching(Concern concern) => this with { Concerns = [.. Concerns.Add(concern).Distinct().Order()] };

    /// <summary>The state that it is about, under its new name; null where it is about none.</summary>
    public string? State { get; init; }

    /// <summary>Key of the transition that it is about; null where it is about none.</summary>
    public string? Transition { get; init; }
}

/// <summary>How two versions of a definition differ in what they mean. Layout, ids of activities and the order of members mean nothing.</summary>
/// <param name="Before">The earlier one; null: there was none, and everything is new.</param>
/// <param name="After">The later one.</param>
/// <param name="Changes">Every difference: the definition, its states, its transitions, its variables.</param>
/// <param name="Renamed">States that have another name now, by the old one.</param>
public sealed record DefinitionChanges(
    AuthoredDefinition? Before, AuthoredDefinition After, ImmutableArray<DefinitionChange> Changes, ImmutableSortedDictionary<string, string> Renamed)
{
    /// <summary>Why a second designer has to look before it is published; none: nobody has to.</summary>
    public ImmutableArray<Concern> Concerns { get; } = [.. Changes.SelectMany(change => change.Concerns).Distinct().Order()];
}
