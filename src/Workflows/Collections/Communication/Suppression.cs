namespace Doorstep.Workflows.Collections.Communication;

/// <summary>Which messages a hold keeps back (S25, domain.md b.4). G4 blocks acts; this blocks words.</summary>
public static class Suppression
{
    private static readonly string[] NoDemand =
        ["HARDSHIP", "MORATORIUM", "ADVISER", "ILLNESS_BEREAVEMENT_DISASTER", "DISPUTE", "COMPLAINT", "CEASE_CONTACT", "REPRESENTED", "VULNERABLE", "INSOLVENCY", "INCAPACITY", "FRAUD_VICTIM"];

    private static readonly string[] Speakers = ["REPRESENTED", "ADVISER"];

    private static readonly string[] Answers = ["disputeAnswer", "complaintAnswer"];

    /// <summary>Why a class may not be sent while holds are open; null: it may.</summary>
    /// <param name="class">The class of message.</param>
    /// <param name="openHolds">Names of the open holds, as in domain.md b.4.</param>
    /// <param name="isForSpeaker">It goes to the lawyer or adviser, whose own hold does not keep it back.</param>
    public static string? Why(TemplateClass @class, IReadOnlyCollection<string> openHolds, bool isForSpeaker = false)
    {
        if (isForSpeaker) openHolds = [.. openHolds.Except(Speakers)];
        if (openHolds.Contains("DECEASED") && @class.Name is not ("condolence" or "transferNotice")) return $"'{@class.Name}' is not sent while DECEASED is open: the family gets a condolence and nothing else, and whoever administers the estate the news of another holder.";
        if (openHolds.Contains("FRAUD_VICTIM") && !Answers.Contains(@class.Name)) return $"'{@class.Name}' is not sent while FRAUD_VICTIM is open: only answers are.";
        if (openHolds.Contains("DISPUTE") && !@class.IsDemand && !@class.IsReply && !@class.IsOfLaw && @class.Name != "condolence")
            return $"'{@class.Name}' is not sent while DISPUTE is open: only replies and what the law wants told are (b.4).";
        var hold = @class.IsDemand ? openHolds.FirstOrDefault(NoDemand.Contains) : null;
        if (hold is null) return null;
        return $"'{@class.Name}' asks for money and is not sent while {hold} is open. {(hold == "HARDSHIP" ? "Send 'hardshipInvitation' or 'planOffer' instead." : "Wait until the hold has ended.")}";
    }
}
