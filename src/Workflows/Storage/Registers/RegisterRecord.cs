namespace Doorstep.Workflows.Storage.Registers;

/// <summary>An entry of a register: an agent, an authorisation, an agency, a version of a calendar.</summary>
/// <param name="Kind">Which register, <c>AGENT</c>.</param>
/// <param name="Key">Unique in it.</param>
/// <param name="Version">Number of writes so far, from 1: a write that does not follow the last one is refused.</param>
/// <param name="Json">The entry.</param>
/// <param name="ChangedAt">When it was written last (UTC).</param>
/// <param name="ChangedBy">Who wrote it last.</param>
public sealed record RegisterRecord(string Kind, string Key, long Version, string Json, DateTimeOffset ChangedAt, string ChangedBy);
