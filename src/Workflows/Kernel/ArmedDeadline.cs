namespace Doorstep.Workflows.Kernel;

/// <summary>A point in time that a case waits for.</summary>
/// <param name="Id">Unique within the case and never used again: the sequence that armed it and a counter, <c>17.0</c>.</param>
/// <param name="Transition">Key of the transition that it triggers.</param>
/// <param name="ArmedAt">When it was armed (UTC).</param>
/// <param name="DueAt">When it is due (UTC).</param>
/// <param name="IsDue">Its time has come, its condition did not hold yet; every later fact asks again.</param>
public sealed record ArmedDeadline(string Id, string Transition, DateTimeOffset ArmedAt, DateTimeOffset DueAt, bool IsDue = false);
