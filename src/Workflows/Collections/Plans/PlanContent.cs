using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Plans;

/// <summary>What a written plan has to say ([CARD] art. 70; policy pack <c>plan.content</c>): the balance, amounts and days that add up to it, whether interest or fees go on, liabilities.</summary>
public static class PlanContent
{
    /// <summary>Within so many months the first instalment falls due: as long as payments are put off at most (domain.md h).</summary>
    private const int FirstDueMonthsMax = 3;

    /// <summary>Every fault of an offer beside its shape. For a card the customer promises to take no new one while the plan runs.</summary>
    public static IEnumerable<(string Path, string Message)> Faults(PlanProposed offer, Debt debt, bool isCard, DateOnly today)
    {
        var terms = PlanTerms.Of(offer);
        foreach (var fault in terms.Faults()) yield return fault;
        if ((Int128)terms.Total + terms.Waived != debt.Total)
            yield return ("total", $"{terms.Total} and the {terms.Waived} that are waived are not the balance, which is {debt.Total}.");
        if (terms.FirstDue < today) yield return ("firstDue", $"'{terms.FirstDue:yyyy-MM-dd}' has passed.");
        if (terms.Relief is null && terms.FirstDue > today.AddMonths(FirstDueMonthsMax))
            yield return ("firstDue", $"'{terms.FirstDue:yyyy-MM-dd}' is more than {FirstDueMonthsMax} months ahead. Whoever cannot begin before is offered a DEFERRAL, and then people look again.");
        if (terms.Relief is not null && terms.FirstDue > today.AddMonths(Math.Clamp(terms.Months, 0, InstalmentSchedule.MonthsMax)))
            yield return ("firstDue", $"'{terms.FirstDue:yyyy-MM-dd}', the day on which people look again, is more than {terms.Months} months ahead.");
        if (isCard && offer.NoNewCard is not true) yield return ("noNewCard", "must be true: while a card's plan runs no new card is taken.");
    }
}
