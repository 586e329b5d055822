namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G6: a third party is asked only where the customer is, only where the customer cannot be reached, once and never again, nobody after a refusal, and hears nothing of a debt.</summary>
internal sealed class ThirdParty : Guard
{
    public override string Number => "G6";

    public override string Name => nameof(ThirdParty);

    public override bool AppliesTo(PlannedAct act) => act.Kind == ActKind.ThirdPartyEnquiry || act.Recipient == Recipient.ThirdParty;

    public override Verdict Judge(GuardContext context)
    {
        var (act, contact) = (context.Act, context.File.Contact);
        if (act.Kind != ActKind.ThirdPartyEnquiry || act.Purpose != ActPurpose.Locate) return Verdict.Refuse("A third party may only be asked where the customer is.");
        if (act.DisclosesDebt || act.Fields is { IsDefaultOrEmpty: false }) return Verdict.Refuse("A third party hears nothing of a debt.");
        if (contact.IsThirdPartyClosed) return Verdict.Refuse("A third party has refused; no other is asked.");
        if (act.To is null) return Verdict.Refuse("It is not said who is to be asked.");
        if (context.Budget is null) return Verdict.Refuse("Who was asked before is not known.");
        if (context.Budget.Spending.Any(spent => spent.Kind == ActKind.ThirdPartyEnquiry && Dialled.IsSame(spent.To, act.To))) return Verdict.Refuse($"'{act.To}' was asked before; nobody is asked twice.");
        return context.Number("thirdParty.contact", failures => contact.HasInvalidNumber || contact.FailuresInRow >= failures
            ? Verdict.Pass
            : Verdict.Refuse($"The customer may still be reached: {contact.FailuresInRow} failures in a row, {failures} are needed, or an invalid number."));
    }
}
