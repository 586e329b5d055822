namespace Doorstep.Workflows.Kernel;

/// <summary>What a deadline was counted from, so that it can be counted again when the rules or the calendar change.</summary>
/// <param name="Within">Its length as the definition writes it, where the rules say nothing else: <c>P10B served P3D</c>.</param>
/// <param name="Parameter">The parameter of the rules that says the length, or null.</param>
/// <param name="From">From when it was counted (UTC).</param>
/// <param name="Until">What came of that (UTC), to the millisecond. It is due later by the time for which its clock stood still.</param>
/// <param name="By">By what it was counted, for people: <c>P10B of CN-2026.1, calendar cn version 1, Asia/Shanghai</c>.</param>
public sealed record Reckoning(string Within, string? Parameter, DateTimeOffset From, DateTimeOffset Until, string By);

/// <summary>What a case's clocks are counted by: the lengths that its rules set, its calendar and its time zone, as they stand at one moment. It comes in with
/// the case's facts and is never stored with them. Pure: the answer depends on the arguments alone.</summary>
public abstract class CaseClocks
{
    /// <summary>When a deadline is due that starts then.</summary>
    /// <param name="within">Its length, where the rules say nothing else.</param>
    /// <param name="parameter">The parameter of the rules that says its length, or null.</param>
    /// <param name="from">When it starts (UTC).</param>
    /// <exception cref="StepFaultException"><paramref name="within"/> is not a length.</exception>
    public abstract Reckoning Reckon(string within, string? parameter, DateTimeOffset from);

    /// <summary>What the rules set a parameter to for something that began then; null where they say nothing.</summary>
    public abstract long? Number(string parameter, DateTimeOffset from);
}
