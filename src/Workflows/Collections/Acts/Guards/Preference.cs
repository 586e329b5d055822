using Doorstep.Workflows.Collections.Acts.Wording;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G5: only channels that the customer has not opted out of and, where there is a choice, has chosen; e-mail and instant messages only after the customer's word (S34); and
/// nothing negative is reported, and money not asked for past the days of the first notice, before the customer was told.</summary>
internal sealed class Preference : Guard
{
    /// <summary>Template of the notice before a credit report (Credit Reporting Regulation art. 15).</summary>
    public const string ReportNotice = "CREDIT_REPORT_NOTICE";

    private const string NoticeDays = "creditReport.preNoticeDays";

    public override string Number => "G5";

    public override string Name => nameof(Preference);

    public override bool AppliesTo(PlannedAct act) => (act.Channel is not null && act.Recipient == Recipient.Customer) || act.Kind == ActKind.CreditReport;

    public override Verdict Judge(GuardContext context)
    {
        var (act, customer) = (context.Act, context.File.Customer);
        if (act.Kind == ActKind.CreditReport) return Reported(context);
        if (FirstNotice.Judge(context) is Verdict.Refused untold) return untold;
        if (AtWork(context) is { } unwanted) return unwanted;
        var channel = act.Channel!.Value;
        if (act is { Kind: ActKind.Letter, Purpose: ActPurpose.LegalNotice }) return Verdict.Pass;
        if (customer.HasOptedOut(channel)) return Verdict.Refuse($"The customer has opted out of {FactJson.Word(channel)}.");
        if (CustomerVoice.HasTakenBack(context.File, channel, context.Today)) return Verdict.Refuse($"The customer has not asked for {FactJson.Word(channel)} since taking back what permitted it.");
        if (!CustomerVoice.HasAskedFor(context.File, channel, context.Today)) return Verdict.Refuse($"The customer has not asked for {FactJson.Word(channel)}: neither a choice nor a consent is on file.");
        return customer.Preferences?.Channels is not { IsDefaultOrEmpty: false } chosen || chosen.Contains(channel) || act.Purpose == ActPurpose.Service
            ? Verdict.Pass
            : Verdict.Refuse($"The customer has chosen {string.Join(", ", chosen.Select(FactJson.Word))}.");
    }

    /// <summary>Who calls where the customer works meets colleagues there, as a visit does, and needs the same consent (S6); null where nothing is against it. Other places are as the customer's own number is.</summary>
    private static Verdict? AtWork(GuardContext context) =>
        context.Act is { Kind: ActKind.Call, Place: VisitPlace.Workplace } && context.File.Consents.For(ConsentScopes.Workplace, context.Today) is null
            ? Verdict.Refuse($"The customer has not consented to be called at work; it takes the consent {ConsentScopes.Workplace}.")
            : null;

    /// <summary>What puts a bureau's data right has to have something to put right and needs no notice (T41, T47). Everything else was told before, as long before as the pack says.</summary>
    private static Verdict Reported(GuardContext context)
    {
        if (context.Act.Purpose == ActPurpose.Service)
            return IsToBePutRight(context.File) ? Verdict.Pass : Verdict.Refuse("Nothing is settled, completed or corrected, so there is nothing that a bureau would have to put right.");
        return context.Flag("creditReport.preNotice", must => !must ? Verdict.Pass
            : TellingOf(context.File) is not { } told ? Verdict.Refuse("The customer was not told before.")
            : context.File.LatestAt.TryGetValue(nameof(DisputeResolved), out var answered) && answered >= told ? Verdict.Refuse("An objection was answered since the customer was told; what is reported now is told anew first.")
            : context.File.Customer.HasGuardian == true && (context.File.Customer.HasLaterGuardian || !(told > context.File.GuardianAt)) ? Verdict.Refuse("A guardian stands for the customer and was not told before (Civil Code arts. 21 to 24).")
            : !context.Pack.Parameters.ContainsKey(NoticeDays) ? Verdict.Pass
            : Waited(context, told));
    }

    /// <summary>The days are those that the notice has named, the last of them included, whatever is looser by now.</summary>
    private static Verdict Waited(GuardContext context, DateTimeOffset told) => context.NumberSince(told, NoticeDays, days =>
        LocalTime.DayOf(told, context.File.Zone).AddDays((int)days) is var last && context.Today > last ? Verdict.Pass : Verdict.Refuse($"The customer was told less than {days} days ago.", LocalTime.Midnight(last.AddDays(1), context.File.Zone)));

    /// <summary>When the notice last went out, by whichever way; it is for the customer or who speaks for them and for nobody else. Null: never.</summary>
    private static DateTimeOffset? TellingOf(CaseFile file) => file.Acts.Latest.LastOrDefault(act => act is { Allowed: true, CameBack: false, Purpose: ActPurpose.LegalNotice, Template: ReportNotice })?.At;

    private static bool IsToBePutRight(CaseFile file) =>
        file.Debt.Total == 0 || file.Plan.IsComplete || file.Relief.Settled || file.Latest.GetValueOrDefault(nameof(DisputeResolved)).Text("result") is "UPHELD" or "CORRECTED";
}
