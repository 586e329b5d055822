using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Legal;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G12: nothing goes to court before help was offered, a notice delivered and the letter before action left unanswered for its time, while the period runs or a plan does, and without two different persons who have approved it as things stand (S41, T51). Asked of the file alone, whatever state the case is in.</summary>
internal sealed class LegalReady : Guard
{
    /// <summary>What the customer may object to, and could not where the letter that says it came back: its template, and what it is about.</summary>
    private static readonly ImmutableArray<(string Template, string What)> Untold = [(Holds.HoldList.Finding, "the decision on hardship"), ("PLAN_END_NOTICE", "the end of the plan")];

    public override string Number => "G12";

    public override string Name => nameof(LegalReady);

    public override bool AppliesTo(PlannedAct act) => act.Kind == ActKind.LegalReferral;

    public override Verdict Judge(GuardContext context)
    {
        var file = context.File;
        if (file.Relief.OfferedAt is null) return Verdict.Refuse("No help in hardship was offered.");
        if (file.Debt.Total <= 0 || file.Relief.Settled) return Verdict.Refuse("Nothing is owed.");
        if (file.Plan is { Months: > 0, IsComplete: false }) return Verdict.Refuse("A plan runs, and whoever keeps one is taken to no court.");
        if (!file.Contact.IsInformed) return Verdict.Refuse("No notice has reached the customer. Report the letter that was delivered (ContactAttempted), or speak to the customer.");
        if (Untold.FirstOrDefault(letter => file.Acts.IsReturned(letter.Template)).What is { } what) return Verdict.Refuse($"The letter about {what} came back, so it has told nobody anything (S3). Send it anew once an address is verified.");
        if (Guarded(file) is { } untold) return Verdict.Refuse(untold);
        if (file.Legal.Referral is not { } referral) return Verdict.Refuse("Nobody has approved it.");
        if (file.Acts.LastAllowed(ActKind.LegalReferral) >= referral.At) return Verdict.Refuse("It has been referred already.");
        if (!referral.HasTwo) return Verdict.Refuse("Two different persons have to approve it.");
        if (file.Legal.Limitation is not { } limitation) return Verdict.Refuse("The limitation period is not known.");
        return limitation.Expires >= context.Today ? Answerable(context, referral) : Verdict.Refuse($"The limitation period ended on {limitation.Expires:yyyy-MM-dd}.");
    }

    /// <summary>What the customer was sent before anybody knew of a guardian has told nobody who can answer it (Civil Code arts. 21 to 24); null: nothing of it stands in the way.</summary>
    private static string? Guarded(CaseFile file)
    {
        if (file.Customer.HasGuardian != true) return null;
        if (file.GuardianAt is not { } known || file.Customer.HasLaterGuardian) return "A guardian stands for the customer, and this case does not know who that is. Report it (GuardianVerified); then the guardian is offered help and told.";
        if (file.Relief.OfferedAt < known) return "Help in hardship was offered before the guardian was known. Offer it to the guardian.";
        return file.Legal.Referral?.NoticeAt < known ? "The letter before action went out before the guardian was known. Approve it anew, and it goes to the guardian." : null;
    }

    /// <summary>The letter before action says until when it can be answered; nobody is taken to court before that day is over.</summary>
    private static Verdict Answerable(GuardContext context, Referral referral)
    {
        if (referral.CameBack) return Verdict.Refuse("The letter before action came back, so it has told nobody anything (S3). Approve it anew once an address is verified, and it goes out anew.");
        return referral.NoticeAt is { } sent ? Answered(context, referral, sent) : Verdict.Refuse("The letter before action has not gone out for this approval.");
    }

    /// <summary>The days are those that the letter has named, whatever is looser by now.</summary>
    private static Verdict Answered(GuardContext context, Referral referral, DateTimeOffset sent) => context.NumberSince(sent, "preAction.replyDays", days =>
    {
        var last = LocalTime.DayOf(sent, context.File.Zone).AddDays((int)days + referral.HeldDays);
        if (context.Today <= last) return Verdict.Refuse($"The customer has until {last:yyyy-MM-dd} to answer the letter before action.", LocalTime.Midnight(last.AddDays(1), context.File.Zone));
        return referral.ToldAt is not null ? Verdict.Pass : Verdict.Refuse("Nobody has reported that the letter before action was delivered. Report it (ContactAttempted, with the act's id), or speak to the customer.");
    });
}
