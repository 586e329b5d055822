namespace Doorstep.Workflows.Storage.DueTables;

/// <summary>A row of the due-table as it lies there, with what only the sweep looks at.</summary>
/// <param name="Deadline">What it says of its deadline.</param>
/// <param name="NextTryAt">When the sweep looks at it next (UTC).</param>
public sealed record DueRow(DeadlineRecord Deadline, DateTimeOffset NextTryAt);

/// <summary>Some running cases and every row of the due-table in their range of ids, as they stood at one moment.</summary>
/// <param name="Cases">The cases, by id.</param>
/// <param name="Rows">The rows of these cases and of others whose ids lie between them.</param>
public sealed record DueTablePage(IReadOnlyList<WaitingCase> Cases, IReadOnlyList<DueRow> Rows);

/// <summary>A running case, as far as its deadlines are concerned.</summary>
/// <param name="Id">The case.</param>
/// <param name="DefinitionId">The definition it runs.</param>
/// <param name="Sequence">Steps committed so far.</param>
/// <param name="Snapshot">The snapshot's bytes.</param>
public sealed record WaitingCase(string Id, string DefinitionId, long Sequence, byte[] Snapshot);
