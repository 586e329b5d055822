namespace Doorstep.Workflows.Storage.Concerns;

/// <summary>Something about a case that waits for a person, as stored: written with the step that made it, and removed with the step that settled it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Kind">What it is, in capitals.</param>
/// <param name="Subject">Which one of its kind within the case; empty where there can be only one.</param>
/// <param name="SinceAt">Since when (UTC).</param>
/// <param name="DueAt">When it is late (UTC); null: nothing says when.</param>
public sealed record ConcernRecord(string CaseId, string Kind, string Subject, DateTimeOffset SinceAt, DateTimeOffset? DueAt);
