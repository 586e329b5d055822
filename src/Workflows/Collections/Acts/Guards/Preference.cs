namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G5: only channels that the customer has not opted out of and, where there is a choice, has chosen; and nothing negative is reported before the customer was told.</summary>
internal sealed class Preference : Guard
{
    /// <summary>Template of the notice before a credit report (Credit Reporting Regulation art. 15).</summary>
    public const string ReportNotice = "CREDIT_REPORT_NOTICE";

    public override string Number => "G5";

    public override string Name => nameof(Preference);

    public override bool AppliesTo(PlannedAct act) => (act.Channel is not null && act.Recipient == Recipient.Customer) || act.Kind == ActKind.CreditReport;

    public override Verdict Judge(GuardContext context)
    {
        var (act, customer) = (context.Act, context.File.Customer);
        if (act.Kind == ActKind.CreditReport)
            return context.Flag("creditReport.preNotice", must => !must || context.File.Acts.LastAllowed(ActKind.Letter, ReportNotice) is not null ? Verdict.Pass : Verdict.Refuse("The customer was not told before."));
        var channel = act.Channel!.Value;
        if (act is { Kind: ActKind.Letter, Purpose: ActPurpose.LegalNotice }) return Verdict.Pass;
        if (customer.HasOptedOut(channel)) return Verdict.Refuse($"The customer has opted out of {Facts.FactJson.Word(channel)}.");
        return customer.Preferences?.Channels is not { IsDefaultOrEmpty: false } chosen || chosen.Contains(channel) || act.Purpose == ActPurpose.Service
            ? Verdict.Pass
            : Verdict.Refuse($"The customer has chosen {string.Join(", ", chosen.Select(Facts.FactJson.Word))}.");
    }
}
