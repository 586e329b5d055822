using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>What must be true of every history, said once more and without the guards: plain numbers, Shanghai is eight hours ahead.</summary>
internal static class Oracle
{
    private static readonly ActKind[] Live = [ActKind.Call, ActKind.Sms, ActKind.Email, ActKind.Im, ActKind.Visit, ActKind.ThirdPartyEnquiry];

    /// <summary>What is wrong; empty: nothing.</summary>
    public static IEnumerable<string> Wrong(IReadOnlyList<History.Done> done) => done.SelectMany((one, index) => Wrong(one, [.. done.Take(index)]).Select(what => $"{what}: {one}"));

    private static IEnumerable<string> Wrong(History.Done one, History.Done[] before)
    {
        var (act, file, local) = (one.Act, one.File, one.At.UtcDateTime.AddHours(8));
        if (one.Decision is not { Allowed: true, Pack: "CN-2026.1" } || one.Decision.Guards.IsEmpty) yield return "without an allow-decision";

        var (from, to) = act.Kind == ActKind.Visit ? (9, 20) : (8, 22);
        if (Live.Contains(act.Kind) && (local.Hour < from || local.Hour >= to)) yield return "outside the window";

        if (act.Kind == ActKind.Call && before.Count(old => old.Act.Kind is ActKind.Call or ActKind.ThirdPartyEnquiry && old.At >= one.At.AddDays(-7)) >= 14) yield return "above the cap of calls";
        if (act.Kind == ActKind.Sms && before.Count(old => old.Act.Kind == ActKind.Sms && old.At >= one.At.AddDays(-7)) >= 3) yield return "above the cap of messages";
        if (act.Kind == ActKind.Visit && before.Any(old => old.Act.Kind == ActKind.Visit && old.At >= one.At.AddDays(-30))) yield return "above the cap of visits";

        foreach (var hold in Held(file, act)) yield return $"under hold {hold}";
        if (act is { Kind: ActKind.Call or ActKind.Sms or ActKind.Visit, Purpose: ActPurpose.Demand } && file.Debt.Total == 0) yield return "with nothing owed";

        if (act.Recipient == Recipient.ThirdParty && (act.DisclosesDebt || act.Kind != ActKind.ThirdPartyEnquiry)) yield return "with a debt fact to a third party";
        if (act.Kind == ActKind.Sms && file.Customer.Preferences?.OptOut is { IsDefault: false } closed && closed.Contains(Channel.Sms)) yield return "on a channel that was opted out of";
        if (act.Kind != ActKind.Letter && act is { Recipient: Recipient.Customer } && Live.Contains(act.Kind) && file.Customer.Represented == true) yield return "past the lawyer";

        if (act.Kind == ActKind.Visit) foreach (var what in WrongVisit(one, local)) yield return what;
        if (act.Kind == ActKind.LegalReferral && file.Relief.OfferedAt is null) yield return "without an offer of help";
        if (act.Kind == ActKind.LegalReferral && (file.Legal.Referral is not { By: { } by, SecondBy: { } second } || by == second)) yield return "without two approvers";
    }

    private static IEnumerable<string> WrongVisit(History.Done one, DateTime local)
    {
        if (one.Act.Team is not { } team || team.Distinct().Count() < 2 || team.Any(agent => agent is not ("agent_1" or "agent_2"))) yield return "without two authorised agents";
        if (one.File.Visits.Appointment is not { Place: VisitPlace.Home }) yield return "without an appointment at home";
        if (one.File.Visits.Approval is not { By: { } by, RequestedBy: { } asked } || by == asked) yield return "without a second person";
        if (!one.File.Latest.TryGetValue("VisitPackMade", out var made) || made.GetProperty("pack").GetProperty("preparedAt").GetDateTimeOffset() < one.At.AddHours(-24)) yield return "without a fresh pack";
        var invited = one.File.Acts.Latest.LastOrDefault(act => act is { Allowed: true, Kind: ActKind.AppointmentInvitation });
        if (invited is null || (local.Date - invited.At.UtcDateTime.AddHours(8).Date).TotalDays < 5) yield return "without notice";
    }

    private static IEnumerable<Hold> Held(Doorstep.Workflows.Collections.CaseFile file, PlannedAct act)
    {
        var pressing = act.Purpose == ActPurpose.Demand && act.Kind is ActKind.Call or ActKind.Sms or ActKind.Letter or ActKind.Visit;
        foreach (var hold in file.Hold.Open.Select(open => open.Hold))
        {
            var blocks = hold switch
            {
                Hold.Dispute or Hold.Hardship => act.Kind is ActKind.Visit or ActKind.LegalReferral || (act.Purpose == ActPurpose.Demand && pressing),
                Hold.Complaint => act.Kind is ActKind.Visit or ActKind.LegalReferral,
                Hold.CeaseContact or Hold.Represented => act.Kind is ActKind.Call or ActKind.Sms or ActKind.Visit,
                Hold.Deceased => true,
                Hold.Safety => act.Kind == ActKind.Visit,
                _ => false,
            };
            if (blocks) yield return hold;
        }
    }
}
