namespace Doorstep.Workflows.Storage.Overrides;

/// <summary>Where an override stands.</summary>
public enum OverrideStatus
{
    /// <summary>A second person has to approve it, until it expires.</summary>
    Pending,

    /// <summary>It is done; the case's journal has it.</summary>
    Applied,

    /// <summary>A second person has said no.</summary>
    Declined,

    /// <summary>Whoever asked for it does not want it any more.</summary>
    Withdrawn,

    /// <summary>The case has moved since it was previewed, so nobody may approve it any more.</summary>
    Void,

    /// <summary>It was done, and undone again.</summary>
    Undone,
}

/// <summary>What somebody asked to be done to a case, and what became of it.</summary>
public sealed record OverrideRecord
{
    /// <summary>The override; made of the case and the caller's key, so that a repetition is recognised.</summary>
    public required string Id { get; init; }

    /// <summary>The case.</summary>
    public required string CaseId { get; init; }

    /// <summary>Whose case it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>Number of writes so far, from 1: a write that does not follow the last one is refused.</summary>
    public required long Version { get; init; }

    /// <summary>Where it stands.</summary>
    public required OverrideStatus Status { get; init; }

    /// <summary>What is to be done: <c>MOVE</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The step of the case on which it was previewed. Once the case has moved on, it is void.</summary>
    public required long Sequence { get; init; }

    /// <summary>Until when a second person may approve it (UTC); null where none has to.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The step of the case that it is.</summary>
    public long? AppliedSequence { get; init; }

    /// <summary>The bulk override that it is part of.</summary>
    public string? BulkId { get; init; }

    /// <summary>All of it, JSON.</summary>
    public required string Json { get; init; }
}
