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
        if (Closed(context) is { } closed) return closed;
        if (context.File.Visits.Approval is not { By: { } approver, RequestedBy: { } asked }) return Verdict.Refuse("A second person has not approved it.");
        return Person.IsSame(approver, asked) ? Verdict.Refuse($"'{approver}' has asked for it and approved it.") : Exhausted(context);
    }

    /// <summary>What can be said of a visit that somebody wishes for and nobody has approved (T14).</summary>
    internal static Verdict JudgeWish(GuardContext context) => Closed(context) ?? Exhausted(context);

    private static Verdict? Closed(GuardContext context) =>
        context.File.Visits.ClosedUntil is { } until && until > context.Now ? Verdict.Refuse("The customer has declined a visit; the way to one is closed.", until)
        : context.Budget?.UnwelcomeElsewhere(context.CaseId).FirstOrDefault(said => said.Until > context.Now && !(context.File.Visits.Appointment?.ConfirmedAt > said.Since)) is { } elsewhere
            ? Verdict.Refuse("The customer has said in another case that nobody is to come; the way to a visit is closed.", elsewhere.Until)
        : string.IsNullOrWhiteSpace(context.File.Visits.Purpose) ? Verdict.Refuse("Nobody has said what the visit is for.")
        : null;

    private static Verdict Exhausted(GuardContext context)
    {
        var contact = context.File.Contact;
        return context.Number("remote.minAttempts", attempts => context.Number("remote.minChannels", channels => context.Number("remote.minDays", days =>
            contact.Attempts >= attempts && contact.Channels.Count >= channels && contact.Days.Count >= days
                ? Verdict.Pass
                : Verdict.Refuse($"Remote contact is not exhausted: {contact.Attempts} of {attempts} attempts, {contact.Channels.Count} of {channels} channels, {contact.Days.Count} of {days} days."))));
    }
}
