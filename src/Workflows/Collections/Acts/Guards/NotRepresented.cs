namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G15: whoever has a lawyer is not contacted directly, except by a notice that the law wants (S62, 12 CFR 1006.6(b)(2)).</summary>
internal sealed class NotRepresented : Guard
{
    public override string Number => "G15";

    public override string Name => nameof(NotRepresented);

    public override bool AppliesTo(PlannedAct act) => act.IsContact && act.Recipient == Recipient.Customer && act.Purpose != ActPurpose.LegalNotice;

    public override Verdict Judge(GuardContext context) =>
        context.File.Customer.Represented == true ? Verdict.Refuse("A lawyer speaks for the customer; contact the lawyer.") : Verdict.Pass;
}
