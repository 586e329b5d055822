using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Visits;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G9: where it was approved and the customer has agreed to, at the hour that was agreed and with enough notice, at work or elsewhere only with consent, and inside only with consent (Civil Code arts. 1032–1033, S6, S52).</summary>
internal sealed class VisitAt : Guard
{
    /// <summary>How long before the hour that was agreed a team may begin (T23). A house default.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(30);

    public override string Number => "G9";

    public override string Name => "VisitPlace";

    public override bool AppliesTo(PlannedAct act) => act.Kind is ActKind.Visit or ActKind.AppointmentInvitation;

    public override Verdict Judge(GuardContext context)
    {
        var (file, act) = (context.File, context.Act);
        if (JudgeApproval(context) is Verdict.Refused unwanted) return unwanted;
        if (act.Kind == ActKind.AppointmentInvitation) return Verdict.Pass;
        if (file.Visits.Appointment is not { } agreed) return Verdict.Refuse("The customer has not confirmed an appointment.");
        if (act.Place is not { } place || place != agreed.Place) return Verdict.Refuse($"The customer has agreed to {FactJson.Word(agreed.Place)}, not to {(act.Place is { } other ? FactJson.Word(other) : "a place that is not named")}.");
        if (Elsewhere(file.Visits, place) is { } unapproved) return Verdict.Refuse(unapproved);
        return OnTime(context, agreed);
    }

    /// <summary>Why a place is not the one that was approved (T17); null where it is, or where whoever approved left it to the customer.</summary>
    internal static string? Elsewhere(VisitFile visits, VisitPlace place) => visits.Approval?.Place is { } approved && approved != place
        ? $"The visit is approved for {FactJson.Word(approved)}, not for {FactJson.Word(place)}: another place takes an approval of its own."
        : null;

    /// <summary>What can be said of a place before the customer has agreed to one (T17): whether the consent is there that it needs.</summary>
    internal static Verdict JudgeApproval(GuardContext context)
    {
        var (act, consents) = (context.Act, context.File.Consents);
        // Whoever wants to hear of the house by no channel wants nobody at the door (b.4 CEASE_CONTACT, also where it was said channel by channel).
        if (context.File.Customer.Preferences?.OptOut is { IsDefaultOrEmpty: false } no && CeaseSignal.IsEvery(no)) return Verdict.Refuse("The customer wants to be contacted by no channel at all.");
        if (act.Place is (null or VisitPlace.Home) && context.File.Customer.IsHomeLost) return Verdict.Refuse("Somebody else lives at the customer's address, and no other one is known.");
        if (act.Place == VisitPlace.Workplace && consents.For(ConsentScopes.Workplace, context.Today) is null) return Verdict.Refuse("The customer has not consented to a visit at work.");
        if (act.Place == VisitPlace.Other && !HasAgreed(context) && consents.For(ConsentScopes.Place, context.Today) is null)
            return Verdict.Refuse($"The customer has not consented to a visit at another place; it takes the consent {ConsentScopes.Place}.");
        return act.EntersDwelling && consents.For(ConsentScopes.Dwelling, context.Today) is null ? Verdict.Refuse("The customer has not consented to anybody coming in.") : Verdict.Pass;
    }

    /// <summary>A customer who has agreed to that place has consented to it, until that is taken back, in whichever case, or a consent that was given for a time is over (G5).</summary>
    private static bool HasAgreed(GuardContext context)
    {
        if (context.File.Visits.Appointment is not { Place: VisitPlace.Other } agreed) return false;
        var day = LocalTime.DayOf(agreed.ConfirmedAt, context.File.Zone);
        return !context.File.Consents.Given.Any(consent => ConsentScopes.IsSame(consent.Scope, ConsentScopes.Place) && (consent.Withdrawn >= day || (consent.Until >= day && consent.Until < context.Today)))
            && context.Budget?.Withdrawn?.Any(back => back.Day >= day && back.Scope is { } scope && ConsentScopes.IsMeant(scope, ConsentScopes.Place)) != true;
    }

    /// <summary>Half an hour before the hour that was agreed at the earliest, and not after its end: nobody waits at home for nine hours.</summary>
    private static Verdict OnTime(GuardContext context, Appointment agreed)
    {
        if (agreed is not { Slot: { } slot, SlotEnd: { } end }) return Noticed(context);
        if (context.Now >= slot - Early && context.Now < end) return Noticed(context);
        var (from, until) = (LocalTime.Of(slot, context.File.Zone), LocalTime.Of(end, context.File.Zone));
        return Verdict.Refuse($"The appointment is on {from:yyyy-MM-dd} from {from:HH:mm} to {until:HH:mm}; a team begins {Early.TotalMinutes:0} minutes before at the earliest.", slot - Early > context.Now ? slot - Early : null);
    }

    /// <summary>Whether the notice is over on the day.</summary>
    internal static Verdict Noticed(GuardContext context) => context.Number("visit.noticeDays", days =>
    {
        if (context.File.Acts.LastAllowed(ActKind.AppointmentInvitation) is not { } invited) return Verdict.Refuse("The customer was not invited.");
        var first = LocalTime.DayOf(invited, context.File.Zone).AddDays((int)days);
        return context.Today >= first ? Verdict.Pass : Verdict.Refuse($"The notice of {days} days ends on {first:yyyy-MM-dd}.", LocalTime.Midnight(first, context.File.Zone));
    });
}
