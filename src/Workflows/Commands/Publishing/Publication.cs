using System.Collections.Immutable;
using Doorstep.Workflows.Definitions.Difference;

namespace Doorstep.Workflows.Commands.Publishing;

/// <summary>Where a wish to publish stands.</summary>
public enum PublicationStatus
{
    /// <summary>It waits for a second designer.</summary>
    Pending,

    /// <summary>A second designer has approved it; whoever wants may publish.</summary>
    Approved,

    /// <summary>A second designer has refused it.</summary>
    Refused,

    /// <summary>The draft, or what it is compared with, is another one by now: nothing was approved.</summary>
    Void,

    /// <summary>It is published.</summary>
    Published,
}

/// <summary>What somebody did about a wish to publish.</summary>
/// <param name="What">What: <see cref="PublicationStatus.Pending"/> for asking.</param>
/// <param name="At">When (UTC).</param>
/// <param name="By">Who.</param>
/// <param name="Why">Why; null for asking, which the changes explain.</param>
public sealed record PublicationStep(PublicationStatus What, DateTimeOffset At, string By, string? Why = null);

/// <summary>A wish to publish a version that changes what a second designer looks at. It is about one content, against one content, and about nothing else.</summary>
public sealed record Publication
{
    /// <summary>The definition.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>Hash of the content that is asked about.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The version that it is compared with; null: nothing was published before.</summary>
    public int? Against { get; init; }

    /// <summary>Hash of that version's content.</summary>
    public string? AgainstHash { get; init; }

    /// <summary>Who wrote the version last.</summary>
    public required string Author { get; init; }

    /// <summary>Everybody who has written the draft since the version before it was published; none of them approves it. Empty in what was asked before this was kept.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>Why a second designer looks.</summary>
    public required ImmutableArray<Concern> Concerns { get; init; }

    /// <summary>The changes that a second designer looks at, in words, as they were when it was asked.</summary>
    public required ImmutableArray<Definitions.Words> Changes { get; init; }

    /// <summary>Everything that was done about it, oldest first: who, when and why.</summary>
    public required ImmutableArray<PublicationStep> Steps { get; init; }

    /// <summary>Where it stands.</summary>
    public PublicationStatus Status => Steps[^1].What;

    /// <summary>Who asked last.</summary>
    public PublicationStep Asked => Steps.Last(step => step.What == PublicationStatus.Pending);

    /// <summary>Why somebody may not decide about it; null where he may: neither who asked nor anybody who has written a part of it is a second pair of eyes.</summary>
    public Definitions.Words? ObjectionTo(Actor actor) =>
        !actor.IsSomebodyElseThan(Asked.By) ? new($"'{actor.Name}' has asked for approval; somebody else has to decide.", $"“{actor.Name}”提出了审批申请，须由他人决定。")
        : Authors.Append(Author).Any(author => !actor.IsSomebodyElseThan(author)) ? new($"'{actor.Name}' wrote the version, or a part of it; somebody else has to decide.", $"“{actor.Name}”编写了该版本或其中一部分，须由他人决定。")
        : null;
}
