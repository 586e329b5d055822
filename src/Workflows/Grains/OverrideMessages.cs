using System.Collections.Immutable;

namespace Doorstep.Workflows.Grains;

/// <summary>An override on its way to its case. JSON travels as text.</summary>
[GenerateSerializer, Immutable, Alias("doorstep.override")]
public sealed record OverrideMessage
{
    /// <summary>The override.</summary>
    [Id(0)] public required string OverrideId { get; init; }

    /// <summary>The step of the case on which it was previewed; a case that has moved on does not take it.</summary>
    [Id(1)] public required long Sequence { get; init; }

    /// <summary>What is to be done.</summary>
    [Id(2)] public required string Verb { get; init; }

    /// <summary>What the journal keeps of it beside what comes of it: a JSON object.</summary>
    [Id(3)] public required string Envelope { get; init; }

    /// <summary>Who asked for it.</summary>
    [Id(4)] public required string By { get; init; }

    /// <summary>Who approved it.</summary>
    [Id(5)] public string? ApprovedBy { get; init; }

    /// <summary>Why, in the words of whoever asked.</summary>
    [Id(6)] public required string Reason { get; init; }

    /// <summary>The override's row as it is to be written with the step.</summary>
    [Id(7)] public required OverrideRow Row { get; init; }

    /// <summary>It undoes an override that was done.</summary>
    [Id(8)] public bool IsUndo { get; init; }
}

/// <summary>What is written of an override beside what the step itself says.</summary>
/// <param name="Version">Number of the write.</param>
/// <param name="Verb">The verb's name.</param>
/// <param name="RequestedAt">When it was asked for (UTC).</param>
/// <param name="ExpiresAt">Until when it could be approved (UTC).</param>
/// <param name="BulkId">The bulk override that it is part of.</param>
/// <param name="Json">What the row says; null: what the journal says.</param>
/// <param name="AppliedSequence">The step that it was, for one that is undone.</param>
/// <param name="RequestedBy">Who asked for it first, for one that is undone.</param>
/// <param name="PreviewedOn">The step on which it was previewed, for one that is undone.</param>
[GenerateSerializer, Immutable, Alias("doorstep.override.row")]
public sealed record OverrideRow(
    long Version, string Verb, DateTimeOffset RequestedAt, DateTimeOffset? ExpiresAt = null, string? BulkId = null, string? Json = null, long? AppliedSequence = null, string? RequestedBy = null, long? PreviewedOn = null);

/// <summary>What became of an override.</summary>
public enum OverrideOutcome
{
    /// <summary>It is done.</summary>
    Applied,

    /// <summary>The case has moved since the preview; nothing was done.</summary>
    Moved,

    /// <summary>It is not done, and the faults say why.</summary>
    Refused,

    /// <summary>There is no such case.</summary>
    NotFound,

    /// <summary>Others wrote at the same moment. Nothing was done; try again.</summary>
    Busy,
}

/// <summary>A case's answer to an override.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Case">Where the case stands, and what the step made of it where there was one.</param>
/// <param name="Refusal">What kind of refusal.</param>
/// <param name="Faults">Everything that is wrong.</param>
/// <param name="Envelope">What the journal keeps of it, with what came of it; empty where nothing was done.</param>
[GenerateSerializer, Immutable, Alias("doorstep.overridden")]
public sealed record OverrideAnswer(OverrideOutcome Outcome, CaseAnswer Case, CaseOutcome Refusal = default, ImmutableArray<FactFault> Faults = default, string Envelope = "");
