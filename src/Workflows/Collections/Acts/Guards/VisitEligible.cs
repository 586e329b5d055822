using Doorstep.Workflows.Collections.People;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G7: a visit comes last: after remote contact is exhausted, for a purpose, approved by somebody who did not ask for it, and not while the way is closed (S1, S5, T20).</summary>
internal sealed class VisitEligible : Guard
{
    public override string Number => "G7";

    public override string Name => nameof(VisitEligible);

    public override bool AppliesTo(PlannedAct act) => act.Kind is ActKind.Visit or ActKind.AppointmentInvitation;

    public override Verdict Judge(GuardContext context)
    {
        var (contact, visits) = (context.File.Contact, context.File.Visits);
        if (visits.ClosedUntil > context.Now) return Verdict.Refuse("The customer has declined a visit; the way to one is closed.", visits.ClosedUntil);
        if (string.IsNullOrWhiteSpace(visits.Purpose)) return Verdict.Refuse("Nobody has said what the visit is for.");
        if (visits.Approval is not { By: { } approver, RequestedBy: { } asked }) return Verdict.Refuse("A second person has not approved it.");
        if (Person.IsSame(approver, asked)) return Verdict.Refuse($"'{approver}' has asked for it and approved it.");
        return context.Number("remote.minAttempts", attempts => context.Number("remote.minChannels", channels => context.Number("remote.minDays", days =>
            contact.Attempts >= attempts && contact.Channels.Count >= channels && contact.Days.Count >= days
                ? Verdict.Pass
                : Verdict.Refuse($"Remote contact is not exhausted: {contact.Attempts} of {attempts} attempts, {contact.Channels.Count} of {channels} channels, {contact.Days.Count} of {days} days."))));
    }
}
