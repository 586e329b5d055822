namespace Doorstep.Workflows.Storage.Marks;

/// <summary>A mark of a case as stored: written with the step that made it true, and removed with the step after which it is not. Most steps write none.</summary>
/// <param name="Kind">What it is, in capitals.</param>
/// <param name="Value">What it says.</param>
/// <param name="CreatedAt">When the case started (UTC): lists come in that order.</param>
/// <param name="CaseId">The case.</param>
public sealed record MarkRecord(string Kind, string Value, DateTimeOffset CreatedAt, string CaseId);
