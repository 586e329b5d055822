using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>Nobody is asked for money for long without having been told in writing what is owed and why (<c>notice.initial</c>). Where the pack sets the days (<c>notice.initialDays</c>, 12 CFR 1006.34(a)(1)), asking stops once they are
/// over and the first notice has not gone out. Part of G5.</summary>
internal static class FirstNotice
{
    /// <summary>Template of the first notice.</summary>
    public const string Template = "DEMAND";

    private const string Days = "notice.initialDays";

    /// <summary>Whether an act may still ask.</summary>
    public static Verdict Judge(GuardContext context) =>
        context.Act.Purpose != ActPurpose.Demand || !context.Pack.Parameters.ContainsKey(Days) || context.File.Acts is { NoticedAt: not null } or { DemandedAt: null } ? Verdict.Pass
        : context.Number(Days, days => context.Now < context.File.Acts.DemandedAt.Value.AddDays(days) ? Verdict.Pass
            : Verdict.Refuse($"The customer was first asked more than {days} days ago and has no notice of what is owed and why. Plan a LEGAL_NOTICE with the template {Template} first."));
}
