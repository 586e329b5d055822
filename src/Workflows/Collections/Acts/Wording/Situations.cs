using System.Collections.Frozen;
using Doorstep.Workflows.Collections.Acts.Guards;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>What has to be true before a class of message may be sent, where none of its fields says so by being there: said too early, each of these does harm.</summary>
internal static class Situations
{
    private static readonly FrozenDictionary<string, (Func<CaseFile, DateOnly, bool> IsTrue, string Because)> All = new Dictionary<string, (Func<CaseFile, DateOnly, bool>, string)>(StringComparer.Ordinal)
    {
        ["condolence"] = ((file, _) => file.Hold.Has(Hold.Deceased), "nobody has reported that the customer has died (T45)"),
        ["writeOffNotice"] = ((file, _) => file.Relief.WriteOffApproved, "no write-off is approved (T60)"),
        ["preAction"] = ((file, _) => file.Legal.Referral is { HasTwo: true, NoticeAt: null } && IsOwed(file) && EvidenceComplete.HasProof(file) && file.Legal.Limitation is not null,
            "it says that two people have approved, so it is sent where their approval stands, something is owed, a hashed document proves it (G13), the limitation period is known (G12), and once for each approval (T51)"),
        ["demand"] = (IsOwed, "nothing is owed any more (T59)"), ["finalNotice"] = (IsOwed, "nothing is owed any more (T59)"), 
        ["creditReportNotice"] = ((file, _) => IsOwed(file) && !file.Hold.Has(Hold.Dispute), "nothing is owed any more, or the customer objects (T59, b.4)"),
        ["invitationWithdrawn"] = ((file, _) => file.Acts.LastAllowed(ActKind.AppointmentInvitation) is not null, "the customer was not invited (T17)"),
        ["planEndNotice"] = ((file, _) => file.Plan.Months == 0 && file.Latest.GetValueOrDefault(nameof(PlanReviewed)).Text("decision") == "ENDED", "no plan was ended (T40)"),
        ["missedInstalment"] = ((file, _) => file.Plan.Months > 0, "no plan runs of which an instalment could be missing (T38)"),
        ["repromise"] = (IsPartPaid, "the promised day is not over, or nothing of the promise was paid, or it was asked already (T12)"),
        ["evasionReply"] = ((file, _) => file.Legal.Evasion is { Decision: null }, "no suspicion is open that the customer could reply to (T49)"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>It asks what has changed once the promised day is over and a part of it has come, and asks once.</summary>
    private static bool IsPartPaid(CaseFile file, DateOnly today) => file.Promise is { IsMet: false, IsLapsed: false, Paid: > 0, Due: { } due } && due < today
        && !file.Acts.Latest.Any(act => act is { Allowed: true, Template: "REPROMISE" } && LocalTime.DayOf(act.At, file.Zone) > due);

    private static bool IsOwed(CaseFile file, DateOnly _) => IsOwed(file);

    private static bool IsOwed(CaseFile file) => file.Debt.Total > 0 && !file.Relief.Settled;

    /// <summary>Why a class may not be sent as things stand; null: it may.</summary>
    public static string? Why(string @class, CaseFile file, DateOnly today) => All.TryGetValue(@class, out var situation) && !situation.IsTrue(file, today) ? $"'{@class}' is not sent: {situation.Because}." : null;
}
