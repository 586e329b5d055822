namespace Doorstep.Workflows.Storage.Ledger;

/// <summary>A step of a case, as far as the ledger reads it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Sequence">The step.</param>
/// <param name="At">When it was decided (UTC).</param>
/// <param name="EventType">What it was about: an event name, <c>deadline</c>, <c>retry</c>.</param>
/// <param name="Entries">Its lines, JSON.</param>
public sealed record LedgerRow(string CaseId, long Sequence, DateTimeOffset At, string EventType, string Entries);

/// <summary>A day of which nothing more is counted.</summary>
/// <param name="Day">The day (UTC).</param>
/// <param name="Json">What was counted.</param>
public sealed record ClosedDay(DateOnly Day, string Json);
