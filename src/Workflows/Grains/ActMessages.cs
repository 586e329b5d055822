namespace Doorstep.Workflows.Grains;

/// <summary>An act that is to be decided on now.</summary>
[GenerateSerializer, Immutable, Alias("doorstep.act")]
public sealed record ActMessage
{
    /// <summary>The act.</summary>
    [Id(0)] public required string ActId { get; init; }

    /// <summary>The act as planned: a JSON object.</summary>
    [Id(1)] public required string Act { get; init; }

    /// <summary>When it was planned (UTC); null: now.</summary>
    [Id(2)] public DateTimeOffset? PlannedAt { get; init; }

    /// <summary>Who asks.</summary>
    [Id(3)] public required string Actor { get; init; }

    /// <summary>The first decision is the only one: whoever asks again is told the same.</summary>
    [Id(4)] public bool IsOnce { get; init; }

    /// <summary>The trace that it belongs to (<c>traceparent</c>); null where nobody records one.</summary>
    [Id(5)] public string? Trace { get; init; }
}

/// <summary>What became of an act.</summary>
public enum ActOutcome
{
    /// <summary>It may be carried out, and whoever carries it out is told.</summary>
    Allowed,

    /// <summary>It may not.</summary>
    Refused,

    /// <summary>There is no such case.</summary>
    NotFound,

    /// <summary>The act's id was used before for another act.</summary>
    Conflict,

    /// <summary>Three attempts met other writers. Nothing was kept; try again.</summary>
    Busy,
}

/// <summary>A case's answer to an act.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">For a person.</param>
/// <param name="ActId">The act.</param>
/// <param name="Try">The how-manieth decision this is, from 1.</param>
/// <param name="NextTryAt">When it is worth deciding again (UTC).</param>
/// <param name="Decision">The whole decision, JSON; empty where there is none.</param>
/// <param name="At">When it was decided (UTC); null where nothing was.</param>
/// <param name="IsReplayed">It was decided before, and this is the answer of then: what has happened since is not in it.</param>
[GenerateSerializer, Immutable, Alias("doorstep.decided")]
public sealed record ActAnswer(ActOutcome Outcome, string Reason, string ActId, int Try = 0, DateTimeOffset? NextTryAt = null, string Decision = "", DateTimeOffset? At = null, bool IsReplayed = false);
