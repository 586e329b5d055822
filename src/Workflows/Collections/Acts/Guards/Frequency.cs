using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G2: not more often than allowed, per person over all cases, per number over all persons, and per channel, with what other systems have counted. Every letter counts; those that ask for something are held up.</summary>
internal sealed class Frequency : Guard
{
    /// <summary>How long a call that was allowed may still be answered, as far as nobody has said how it ended: it is made at once or not at all. A house default.</summary>
    private static readonly TimeSpan Ringing = TimeSpan.FromMinutes(30);

    public override string Number => "G2";

    public override string Name => nameof(Frequency);

    public override bool AppliesTo(PlannedAct act) => act.IsPaced || IsOnce(act);

    public override Verdict Judge(GuardContext context) => context.ByOthers.Prepend(context).Select(By).FirstOrDefault(verdict => verdict is Verdict.Refused) ?? Verdict.Pass;

    /// <summary>What is counted is the same for every pack that a case of the person goes by; what is allowed is not.</summary>
    private static Verdict By(GuardContext context)
    {
        if (context.Budget is not { } budget) return Verdict.Refuse("What was done to this person before is not known.");
        if (context.Act.IsPaced && Uncounted(context, budget) is { } known) return Verdict.Refuse($"The start named no 'history': what other systems did to this person before is not known until {Instants.Text(known)}, when it counts no more.", known);
        if (Again(context) is { } again) return again;
        return context.Act.Kind switch
        {
            ActKind.Call or ActKind.ThirdPartyEnquiry => First(PerNumber(context, budget), Connected(context, budget), PerWeek(context, budget), Cooldown(context, budget)),
            ActKind.Visit => context.Number("visits.perMonth", most => Cap(
                budget.Since(context.Now.AddDays(-30), spent => spent.Kind == ActKind.Visit) + budget.ImportedVisits(context.Now), most, "visits in 30 days",
                Freed(budget, context.Now, 30, spent => spent.Kind == ActKind.Visit))),
            ActKind.Letter when IsOnce(context.Act) => Once(context),
            ActKind.Letter => Letters(context, budget, IsPost),
            ActKind.AppointmentInvitation => Letters(context, budget, spent => spent.Kind == ActKind.AppointmentInvitation),
            _ => context.Number("digital.perWeek", most => Cap(budget.Since(context.Now.AddDays(-7), IsDigital), most, "messages in 7 days", Freed(budget, context.Now, 7, IsDigital))),
        };
    }

    /// <summary>Counters that nobody has told are stale (b.1 rule 3). They count as far back as caps look: until when, and null where they are known or too old to matter.</summary>
    private static DateTimeOffset? Uncounted(GuardContext context, ContactBudget budget) =>
        context.File.Contact.Since?.AddDays(context.Act.Kind == ActKind.Visit ? 30 : 7) is { } until && until > context.Now && !context.File.Sections.ContainsKey("history") && budget.Imported.IsEmpty ? until : null;

    /// <summary>Notices that the law wants, and help that nobody has asked for yet. Answers come as often as they are asked for.</summary>
    private static bool IsOnce(PlannedAct act) => act is { Kind: ActKind.Letter, Purpose: ActPurpose.LegalNotice }
        || (act is { Kind: ActKind.Letter, Purpose: ActPurpose.Service } && (act.Template is null || TemplateClasses.Find(act.Template) is not { IsReply: true }));

    /// <summary>They are held up by no other letter, and once is enough: the same one comes no oftener than letters may.</summary>
    private static Verdict Once(GuardContext context) => context.Number("letters.perWeek", most =>
    {
        // That money is owed is told once in a week, whatever else letters may do.
        most = context.Act.Template is { } template && TemplateClasses.Find(template) is { IsDemand: true } ? Math.Min(most, 1) : most;
        var since = context.Now.AddDays(-7);
        var same = context.File.Acts.Latest.Where(act => act.Allowed && act.At >= since && act.Purpose == context.Act.Purpose && act.Template == context.Act.Template).ToArray();
        return Cap(same.Length, most, "letters of this kind in 7 days", same.Length == 0 ? context.Now : same[0].At.AddDays(7).AddMilliseconds(1));
    });

    /// <summary>The same offer of help does not come twice in a day, whichever way: a review that is quick gives no reason to ask again (T10, T15).</summary>
    private static Verdict? Again(GuardContext context) =>
        context.Act is { Purpose: ActPurpose.Service, Template: { } template } && TemplateClasses.Find(template) is { IsHelp: true }
        && context.File.Acts.Latest.LastOrDefault(act => act.Allowed && act.Template == template && act.At > context.Now.AddDays(-1)) is { } same
            ? Verdict.Refuse("This help was offered less than a day ago.", same.At.AddDays(1)) : null;

    internal static bool IsDigital(Spent spent) => spent.Kind is ActKind.Sms or ActKind.Email or ActKind.Im;

    internal static bool IsPost(Spent spent) => spent.Kind is ActKind.Letter or ActKind.AppointmentInvitation;

    internal static bool IsCall(Spent spent) => spent.Kind is ActKind.Call or ActKind.ThirdPartyEnquiry;

    /// <summary>An invitation waits for invitations only: what comes of an approval is not held up by reminders, whose answer has its own clock (b.2 APPOINTMENT_PENDING).</summary>
    private static Verdict Letters(GuardContext context, ContactBudget budget, Func<Spent, bool> counts) => context.Number("letters.perWeek", most =>
        Cap(budget.Since(context.Now.AddDays(-7), counts), most, "letters in 7 days", Freed(budget, context.Now, 7, counts)));

    private static Verdict Connected(GuardContext context, ContactBudget budget) =>
        context.Number("calls.connectedPerDay", most =>
        {
            var (answered, open) = (budget.ConnectedOn(context.Today), budget.Unreported(context.Now - Ringing).ToArray());
            return answered >= most ? Cap(answered, most, "answered calls today", Tomorrow(context))
                : Cap(answered + open.Length, most, "calls that were answered today or may be just now (report how they ended)", open.Length == 0 ? context.Now : open[0].At + Ringing + TimeSpan.FromMilliseconds(1));
        });

    /// <summary>A call of which nobody has said the number counts for each. What was tried at the number for other persons counts as well: it rings in the same home, whoever is meant.</summary>
    private static Verdict PerNumber(GuardContext context, ContactBudget budget) => context.Number("calls.attemptsPerDayPerNumber", most => Cap(
        budget.Since(Midnight(context), spent => IsCall(spent) && (spent.To is null || context.Act.To is null || Dialled.IsSame(spent.To, context.Act.To))) + budget.ImportedOn(context.Today) + ForOthers(context, budget),
        most, "attempts at this number today", Tomorrow(context)));

    private static int ForOthers(GuardContext context, ContactBudget budget)
    {
        var own = budget.Spending.Select(spent => spent.ActId).ToHashSet(StringComparer.Ordinal);
        return context.Line?.Since(Midnight(context), spent => !own.Contains(spent.ActId)) ?? 0;
    }

    private static Verdict PerWeek(GuardContext context, ContactBudget budget) => context.Number("calls.per7Days", most => Cap(
        budget.Since(context.Now.AddDays(-7), IsCall) + budget.ImportedCalls(context.Now), most, "calls in 7 days", Freed(budget, context.Now, 7, IsCall)));

    /// <summary>The day of the talk is day one.</summary>
    private static Verdict Cooldown(GuardContext context, ContactBudget budget) => context.Number("calls.conversationCooldownDays", days =>
    {
        if (budget.LastConversationAt is not { } last) return Verdict.Pass;
        var again = LocalTime.DayOf(last, context.File.Zone).AddDays((int)days);
        return context.Today >= again
            ? Verdict.Pass
            : Verdict.Refuse($"The customer was spoken to on {LocalTime.DayOf(last, context.File.Zone):yyyy-MM-dd}; the next call may be on {again:yyyy-MM-dd}.", LocalTime.Midnight(again, context.File.Zone));
    });

    private static Verdict Cap(int made, long most, string what, DateTimeOffset next) =>
        made < most ? Verdict.Pass : Verdict.Refuse($"{made} {what}; at most {most} are allowed.", next);

    private static Verdict First(params ReadOnlySpan<Verdict> verdicts)
    {
        foreach (var verdict in verdicts) if (verdict is Verdict.Refused) return verdict;
        return Verdict.Pass;
    }

    private static DateTimeOffset Midnight(GuardContext context) => LocalTime.Midnight(context.Today, context.File.Zone);

    private static DateTimeOffset Tomorrow(GuardContext context) => LocalTime.Midnight(context.Today.AddDays(1), context.File.Zone);

    /// <summary>When the oldest act of the span falls out of it; where only imported ones count, a day later.</summary>
    private static DateTimeOffset Freed(ContactBudget budget, DateTimeOffset now, int days, Func<Spent, bool> counts) =>
        budget.Spending.FirstOrDefault(spent => spent.At >= now.AddDays(-days) && counts(spent)) is { } oldest ? oldest.At.AddDays(days).AddMilliseconds(1) : now.AddDays(1);
}
