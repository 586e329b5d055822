namespace Doorstep.Workflows.Storage.Overrides;

/// <summary>Where a bulk override stands.</summary>
public enum BulkStatus
{
    /// <summary>A second person has to approve it, until it expires.</summary>
    Pending,

    /// <summary>Its cases are worked through.</summary>
    Running,

    /// <summary>The first cases are done; somebody has to look at them before it goes on.</summary>
    Looking,

    /// <summary>A person has stopped it for now.</summary>
    Paused,

    /// <summary>Too many of its cases failed; it has stopped by itself.</summary>
    Stopped,

    /// <summary>Every case was worked through.</summary>
    Done,

    /// <summary>A person has ended it; what is done stays done.</summary>
    Cancelled,

    /// <summary>A second person has said no.</summary>
    Declined,

    /// <summary>What was done is undone, case by case, where nothing has happened since.</summary>
    Undoing,

    /// <summary>Every case that could be was undone.</summary>
    Undone,
}

/// <summary>The same override on many cases.</summary>
/// <param name="Id">The bulk override; made of the caller's key.</param>
/// <param name="Version">Number of writes so far, from 1: a write that does not follow the last one is refused.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Verb">What is done: <c>EXTEND_DEADLINE</c>.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="RequestedAt">When (UTC).</param>
/// <param name="Json">All of it, JSON.</param>
public sealed record BulkRecord(string Id, long Version, BulkStatus Status, string Verb, string RequestedBy, DateTimeOffset RequestedAt, string Json);

/// <summary>What became of one case of a bulk override.</summary>
public enum BulkItemStatus
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>It is done.</summary>
    Applied,

    /// <summary>A rule was in the way; nothing was done.</summary>
    Refused,

    /// <summary>The case has moved since the cases were picked; nothing was done.</summary>
    Moved,

    /// <summary>Something broke; nothing was done.</summary>
    Failed,

    /// <summary>It was done and is undone.</summary>
    Undone,

    /// <summary>It was done and stays done: something has happened in the case since, or it is too late.</summary>
    Kept,
}

/// <summary>One case of a bulk override.</summary>
/// <param name="BulkId">The bulk override.</param>
/// <param name="Number">Its turn, from 1.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Sequence">The step at which it was picked.</param>
/// <param name="Status">What became of it.</param>
/// <param name="At">When its turn was (UTC).</param>
/// <param name="Result">What became of it, in a sentence.</param>
public sealed record BulkItemRecord(string BulkId, int Number, string CaseId, long Sequence, BulkItemStatus Status = BulkItemStatus.Waiting, DateTimeOffset? At = null, string? Result = null);
