using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Grains;

/// <summary>A change of what clocks are counted by: a version of a policy pack that took effect, a version of a calendar that was approved.</summary>
/// <param name="Name">As journals name it, <c>calendar cn version 2</c>; no other change has it.</param>
public sealed record RuleChange(string Name);

/// <summary>Finds out by what a case's clocks are counted. What a rule and a calendar are the domain knows; the grain brings them in with the case's facts.</summary>
public abstract class ClockDesk
{
    /// <summary>The clocks of a case; null for one of no jurisdiction.</summary>
    /// <param name="facts">The case file.</param>
    /// <param name="now">The moment (UTC).</param>
    /// <param name="isFresh">Believe no copy in memory.</param>
    public abstract Task<CaseClocks?> ForAsync(CaseFacts facts, DateTimeOffset now, bool isFresh);

    /// <summary>Every change that counts by then, in no order.</summary>
    public abstract Task<IReadOnlyList<RuleChange>> ChangesAsync(DateTimeOffset now);
}
