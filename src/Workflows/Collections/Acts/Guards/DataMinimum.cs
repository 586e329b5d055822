namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G14: an act carries only the data that its purpose needs.</summary>
internal sealed class DataMinimum : Guard
{
    private static readonly string[] Debt = ["institution", "caseRef", "amountDue", "daysOverdue", "dueDate", "rights", "objectionRoute", "verification", "contact", "name"];
    private static readonly string[] Visit = [.. Debt, "slot", "place", "purpose", "agents"];
    private static readonly string[] Legal = [.. Debt, "contract", "statement", "notices", "limitation"];
    private static readonly string[] Report = ["caseRef", "amountDue", "daysOverdue", "remark"];
    private static readonly string[] Service = [.. Debt, "plan", "options", "answer", "condolence"];

    public override string Number => "G14";

    public override string Name => "DataMin";

    public override bool AppliesTo(PlannedAct act) => true;

    public override Verdict Judge(GuardContext context)
    {
        var allowed = Allowed(context.Act);
        var more = (context.Act.Fields is { IsDefault: false } fields ? fields : []).Except(allowed).ToArray();
        return more.Length == 0 ? Verdict.Pass : Verdict.Refuse($"It carries {string.Join(", ", more)}, which its purpose does not need.");
    }

    private static string[] Allowed(PlannedAct act) => act.Recipient == Recipient.ThirdParty ? [] : act.Kind switch
    {
        ActKind.ThirdPartyEnquiry => [],
        ActKind.Visit or ActKind.AppointmentInvitation => Visit,
        ActKind.LegalReferral or ActKind.AgencyAssignment => Legal,
        ActKind.CreditReport => Report,
        _ => act.Purpose == ActPurpose.Service ? Service : Debt,
    };
}
