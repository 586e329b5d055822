using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Visits;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G9: where the customer has agreed to, with enough notice, at work only with consent, and inside only with consent (Civil Code arts. 1032–1033, S6, S52).</summary>
internal sealed class VisitAt : Guard
{
    /// <summary>Scope of the consent that whatever reaches the customer at work needs (S6).</summary>
    internal const string WorkplaceConsent = "VISIT_WORKPLACE";

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
        return OnTime(context, agreed);
    }

    /// <summary>What can be said of a place before the customer has agreed to one (T17): whether the consent is there that it needs.</summary>
    internal static Verdict JudgeApproval(GuardContext context)
    {
        var (act, consents) = (context.Act, context.File.Consents);
        if (act.Place == VisitPlace.Workplace && consents.For(WorkplaceConsent, context.Today) is null) return Verdict.Refuse("The customer has not consented to a visit at work.");
        return act.EntersDwelling && consents.For("DWELLING_ENTRY", context.Today) is null ? Verdict.Refuse("The customer has not consented to anybody coming in.") : Verdict.Pass;
    }

    private static Verdict OnTime(GuardContext context, Appointment agreed)
    {
        if (agreed.Slot is { } slot && LocalTime.DayOf(slot, context.File.Zone) != context.Today)
            return Verdict.Refuse($"The appointment is on {LocalTime.DayOf(slot, context.File.Zone):yyyy-MM-dd}.", slot > context.Now ? slot : null);
        return Noticed(context);
    }

    /// <summary>Whether the notice is over on the day.</summary>
    internal static Verdict Noticed(GuardContext context) => context.Number("visit.noticeDays", days =>
    {
        if (context.File.Acts.LastAllowed(ActKind.AppointmentInvitation) is not { } invited) return Verdict.Refuse("The customer was not invited.");
        var first = LocalTime.DayOf(invited, context.File.Zone).AddDays((int)days);
        return context.Today >= first ? Verdict.Pass : Verdict.Refuse($"The notice of {days} days ends on {first:yyyy-MM-dd}.", LocalTime.Midnight(first, context.File.Zone));
    });
}
