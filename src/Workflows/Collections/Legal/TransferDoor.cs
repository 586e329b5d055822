using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Legal;

/// <summary>What has not happened is not told as if it had. Nobody's debt gets another holder, or an agency, behind their back: the customer is told first, and by whom it is held then (T57, Civil Code art. 546: without notice a transfer does not bind the debtor).</summary>
internal static class TransferDoor
{
    /// <summary>What is missing or wrong: field and message.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="day">The customer's day.</param>
    public static IEnumerable<(string Path, string Message)> Wrong(Fact fact, DateOnly day)
    {
        if (fact is AgencyChanged { NotifiedOn: { } said } && said > day) yield return ("notifiedOn", Ahead(said, day, "report the day once the customer has been told, or leave it out: then the house sends the notice."));
        // A hearing is told before it takes place; what a court has done is told once it is done.
        if (fact is CourtMilestone { Date: { } date, Stage: not CourtStage.Hearing } && date > day) yield return ("date", Ahead(date, day, "report the stage once it is reached.", "T53"));
        if (fact is not DebtTransferred sold) yield break;
        if (string.IsNullOrWhiteSpace(sold.NewHolder)) yield return ("newHolder", "is missing: T57, the customer has to know who holds the debt now.");
        if (sold.NotifiedOn is not { } told) yield return ("notifiedOn", "is missing: T57, the customer is told of a transfer before it counts (Civil Code art. 546). Send the notice, and report the transfer with the day on which the customer had it.");
        else if (told > day) yield return ("notifiedOn", Ahead(told, day, "report the transfer once the customer has been told."));
    }

    private static string Ahead(DateOnly told, DateOnly day, string what, string rule = "T57") => $"'{told:yyyy-MM-dd}' is still to come; it is {day:yyyy-MM-dd}. {rule}: {what}";
}
