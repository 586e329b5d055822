using Doorstep.Workflows.Collections.People;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G16: an agency works a case only if it is on the public list, was inspected in time, hands nothing on, and the customer was told first (S70, T57).</summary>
internal sealed class AgencyListed : Guard
{
    public override string Number => "G16";

    public override string Name => "Agency";

    public override bool AppliesTo(PlannedAct act) => act.IsContact || act.Kind == ActKind.AgencyAssignment || act.Agency is not null;

    public override Verdict Judge(GuardContext context)
    {
        var working = context.File.Assignment.Agency;
        if (context.Act is { Kind: not ActKind.AgencyAssignment, Agency: { } named } && named != working) return Verdict.Refuse($"Agency '{named}' does not work this case.");
        // The house itself tells the customer of the agency; until that is allowed nothing else is.
        if (context.Act is { Template: Assignment.NoticeTemplate, Purpose: ActPurpose.LegalNotice }) return Verdict.Pass;
        var name = context.Act.Kind == ActKind.AgencyAssignment ? context.Act.Agency : working;
        if (name is null) return context.Act.Kind == ActKind.AgencyAssignment ? Verdict.Refuse("The agency is not named.") : Verdict.Pass;
        if (Listed(context, name) is Verdict.Refused unlisted) return unlisted;
        if (name != working || context.File.Assignment.AgencyNoticeOn is not { } told) return Verdict.Refuse($"The customer was not told of agency '{name}' first.");
        return told <= context.Today ? Verdict.Pass
            : Verdict.Refuse($"The customer is told of agency '{name}' first: its notice counts as served on {told:yyyy-MM-dd}, or once it is reported delivered.", LocalTime.Midnight(told, context.File.Zone));
    }

    /// <summary>Whether an agency may be given cases at all, before the customer is told of it (T57).</summary>
    internal static Verdict Listed(GuardContext context, string name)
    {
        if (context.Registers.Agencies.FirstOrDefault(known => known.Name == name) is not { IsListed: true } agency) return Verdict.Refuse($"Agency '{name}' is not on the list.");
        if (agency.SubDelegates) return Verdict.Refuse($"Agency '{name}' hands cases on.");
        return context.Number("agency.reviewMonths", months => agency.ReviewedOn is { } day && day.AddMonths((int)months) > context.Today
            ? Verdict.Pass
            : Verdict.Refuse($"Agency '{name}' was not inspected within {months} months."));
    }
}
