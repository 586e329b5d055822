using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>What must be true of every history, said once more and without the guards: plain numbers, Shanghai is eight hours ahead.</summary>
internal static class Oracle
{
    private static readonly ActKind[] Live = [ActKind.Call, ActKind.Sms, ActKind.Email, ActKind.Im, ActKind.Visit, ActKind.ThirdPartyEnquiry];
    private static readonly ActKind[] Digital = [ActKind.Sms, ActKind.Email];
    private static readonly ActKind[] Written = [.. Digital, ActKind.Letter];
    private static readonly ActKind[] Direct = [ActKind.Call, .. Written, ActKind.Visit];

    /// <summary>The cases begin sixty days before.</summary>
    private static readonly DateTimeOffset Begun = ActWorld.Ten.AddDays(-60);

    /// <summary>What is wrong; empty: nothing.</summary>
    public static IEnumerable<string> Wrong(IReadOnlyList<History.Done> done) => done.SelectMany((one, index) => Wrong(one, [.. done.Take(index)]).Select(what => $"{what}: {one}"));

    private static IEnumerable<string> Wrong(History.Done one, History.Done[] before) => Always(one).Concat(TooOften(one, before)).Concat(one.Act.Kind switch
    {
        ActKind.Visit => WrongVisit(one, one.At.UtcDateTime.AddHours(8)),
        ActKind.LegalReferral => WrongReferral(one),
        ActKind.CreditReport => WrongReport(one),
        _ => WrongContact(one),
    });

    private static IEnumerable<string> Always(History.Done one)
    {
        var (act, file, local) = (one.Act, one.File, one.At.UtcDateTime.AddHours(8));
        var isReach = act.Kind is ActKind.Visit or ActKind.LegalReferral or ActKind.ThirdPartyEnquiry;
        if (one.Decision is not { Allowed: true, Pack: "CN-2026.1" } || one.Decision.Guards.IsEmpty) yield return "without an allow-decision";

        var (from, to) = act.Kind == ActKind.Visit ? (9, 20) : (8, 22);
        if ((Live.Contains(act.Kind) || IsAskingLetter(act)) && (local.Hour < from || local.Hour >= to)) yield return "outside the window";

        foreach (var hold in Held(file, act)) yield return $"under hold {hold}";
        if (IsUnread(file) && (isReach || act is { Kind: ActKind.CreditReport, Purpose: not ActPurpose.Service } || (act.Purpose == ActPurpose.Demand && Direct.Contains(act.Kind)))) yield return "over a message that nobody has read";
        if (act is { Kind: ActKind.Call or ActKind.Sms or ActKind.Visit, Purpose: ActPurpose.Demand } && file.Debt.Total == 0) yield return "with nothing owed";
        if (Direct.Contains(act.Kind) && act.Recipient == Recipient.Customer && file.Customer.Represented == true) yield return "past the lawyer";
        if (act is { Recipient: Recipient.Customer, Purpose: ActPurpose.LegalNotice } && Written.Contains(act.Kind) && Has(file, Hold.Adviser)) yield return "a notice past the adviser";
    }

    private static IEnumerable<string> TooOften(History.Done one, History.Done[] before)
    {
        int Since(int days, params ActKind[] kinds) => before.Count(old => kinds.Contains(old.Act.Kind) && old.At >= one.At.AddDays(-days));
        if (one.Act.Kind == ActKind.Call && Since(7, ActKind.Call, ActKind.ThirdPartyEnquiry) >= 14) yield return "above the cap of calls";
        if (Digital.Contains(one.Act.Kind) && Since(7, Digital) >= 3) yield return "above the cap of messages";
        if (IsAskingLetter(one.Act) && Since(7, ActKind.Letter) >= 3) yield return "above the cap of letters";
        if (one.Act.Kind == ActKind.Visit && Since(30, ActKind.Visit) > 0) yield return "above the cap of visits";
    }

    private static IEnumerable<string> WrongContact(History.Done one)
    {
        var (act, file) = (one.Act, one.File);
        if (act.Recipient == Recipient.ThirdParty && (act.DisclosesDebt || act.Kind != ActKind.ThirdPartyEnquiry)) yield return "with a debt fact to a third party";
        if (act.Kind == ActKind.Sms && file.Customer.Preferences?.OptOut is { IsDefault: false } closed && closed.Contains(Channel.Sms)) yield return "on a channel that was opted out of";
        if (act.Kind == ActKind.Email && !file.Consents.Given.Any(consent => consent is { Scope: "CONTACT_EMAIL", Withdrawn: null })) yield return "without the customer's word";
        if (act.Recipient == Recipient.Adviser && !Has(file, Hold.Represented) && !Has(file, Hold.Adviser)) yield return "to an adviser who is not there";
    }

    private static IEnumerable<string> WrongVisit(History.Done one, DateTime local)
    {
        if (one.Act.Team is not { } team || team.Distinct().Count() < 2 || team.Any(agent => agent is not ("agent_1" or "agent_2"))) yield return "without two authorised agents";
        if (one.File.Visits.Appointment is not { Place: VisitPlace.Home }) yield return "without an appointment at home";
        if (one.File.Visits.Approval is not { By: { } by, RequestedBy: { } asked } || by == asked) yield return "without a second person";
        if (!one.File.Latest.TryGetValue("VisitPackMade", out var made) || made.GetProperty("pack").GetProperty("preparedAt").GetDateTimeOffset() < one.At.AddHours(-24)) yield return "without a fresh pack";
        var invited = one.File.Acts.Latest.LastOrDefault(act => act is { Allowed: true, Kind: ActKind.AppointmentInvitation });
        if (invited is null || (local.Date - invited.At.UtcDateTime.AddHours(8).Date).TotalDays < 5) yield return "without notice";

        var tried = one.Tried.Where(attempt => attempt.At >= Begun).ToArray();
        var (days, channels) = (tried.Select(attempt => attempt.At.UtcDateTime.AddHours(8).Date).Distinct().Count(), tried.Select(attempt => attempt.Data.Split('"')[3]).Distinct().Count());
        if (tried.Length < 3 || channels < 2 || days < 3) yield return "before contact was exhausted";
    }

    private static IEnumerable<string> WrongReferral(History.Done one)
    {
        if (one.File.Relief.OfferedAt is null) yield return "without an offer of help";
        if (one.File.Legal.Referral is not { By: { } by, SecondBy: { } second } || by == second) yield return "without two approvers";
        var asked = one.File.Acts.Latest.LastOrDefault(act => act is { Allowed: true, Template: "PRE_ACTION" })?.At;
        if (!one.Tried.Any(attempt => attempt.At >= asked && attempt.Data.Contains("LETTER", StringComparison.Ordinal) && attempt.Data.Contains("\"DELIVERED", StringComparison.Ordinal))) yield return "before the letter before action has arrived";
    }

    private static IEnumerable<string> WrongReport(History.Done one)
    {
        var isRight = one.File.Debt.Total == 0 || (one.File.Latest.TryGetValue("DisputeResolved", out var answer) && answer.GetProperty("result").GetString() == "CORRECTED");
        if (one.Act.Purpose == ActPurpose.Service && !isRight) yield return "of nothing that was put right";
        if (one.Act.Purpose != ActPurpose.Service && !one.File.Acts.Latest.Any(act => act is { Allowed: true, Template: "CREDIT_REPORT_NOTICE" })) yield return "before the customer was told";
    }

    /// <summary>A message came, and nobody has said anything of one since.</summary>
    private static bool IsUnread(CaseFile file) => file.LatestAt.TryGetValue("InboundMessage", out var came) && !(file.LatestAt.TryGetValue("MessageAnswered", out var read) && read >= came);

    private static bool IsAskingLetter(PlannedAct act) => act is { Kind: ActKind.Letter, Purpose: ActPurpose.Demand };

    private static bool Has(CaseFile file, Hold hold) => file.Hold.Open.Any(open => open.Hold == hold);

    private static IEnumerable<Hold> Held(CaseFile file, PlannedAct act)
    {
        var isDemand = act.Purpose == ActPurpose.Demand && Direct.Contains(act.Kind);
        var isEnquiry = act.Kind == ActKind.ThirdPartyEnquiry;
        var isReport = act is { Kind: ActKind.CreditReport, Purpose: not ActPurpose.Service };
        foreach (var hold in file.Hold.Open.Select(open => open.Hold))
        {
            var blocks = hold switch
            {
                Hold.Dispute => act.Kind is ActKind.Visit or ActKind.LegalReferral || isDemand || isReport || isEnquiry,
                Hold.Hardship => act.Kind is ActKind.Visit or ActKind.LegalReferral || isDemand || isEnquiry,
                Hold.Adviser => (act.Recipient == Recipient.Customer && isDemand) || isEnquiry,
                Hold.Complaint => act.Kind is ActKind.Visit or ActKind.LegalReferral || isEnquiry,
                Hold.Represented => (act.Recipient == Recipient.Customer && Direct.Contains(act.Kind)) || isEnquiry,
                Hold.CeaseContact => isEnquiry || (Direct.Contains(act.Kind) && !(Written.Contains(act.Kind) && act.Purpose == ActPurpose.LegalNotice)),
                Hold.Deceased => true,
                Hold.Safety => act.Kind == ActKind.Visit,
                Hold.DataIncident => act.Kind is ActKind.ThirdPartyEnquiry or ActKind.CreditReport or ActKind.LegalReferral,
                _ => false,
            };
            if (blocks) yield return hold;
        }
    }
}
