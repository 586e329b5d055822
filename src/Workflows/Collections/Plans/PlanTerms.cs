using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Plans;

/// <summary>What an offer says. Minor units.</summary>
/// <param name="Months">Instalments; for relief the months for which it holds.</param>
/// <param name="Instalment">Each; the last may be less. 0 for relief, which asks for none.</param>
/// <param name="FirstDue">When the first is due; for relief the day on which people look again.</param>
/// <param name="Total">What the instalments add up to; for relief what is still owed.</param>
/// <param name="Waived">What the bank gives up beside.</param>
/// <param name="Accrues">Whether interest or fees go on while the plan runs ([CARD] art. 70).</param>
/// <param name="Relief">One of <see cref="Reliefs"/>; null for a plan of instalments.</param>
public sealed record PlanTerms(int Months, long Instalment, DateOnly FirstDue, long Total, long Waived = 0, bool Accrues = false, string? Relief = null)
{
    /// <summary>Months for which relief holds before people look again; payments are put off for three at most (domain.md h).</summary>
    private static readonly ImmutableSortedDictionary<string, int> ReliefMonthsMax =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("DEFERRAL", 3), KeyValuePair.Create("INTEREST_WAIVER", 6), KeyValuePair.Create("TOKEN_PAYMENT", 6)]);

    /// <summary>Relief that asks for no regular payments: what there is where nothing is left to pay with (T33).</summary>
    public static ImmutableArray<string> Reliefs { get; } = [.. ReliefMonthsMax.Keys];

    /// <summary>The terms of a schedule.</summary>
    public static PlanTerms Of(InstalmentSchedule schedule, long waived = 0, bool accrues = false) =>
        new(schedule.Instalments.Length, schedule.Largest, schedule.Instalments[0].Due, schedule.Total, waived, accrues);

    /// <summary>What an offer of the bank says; where it leaves the instalment out, the equal one that adds up.</summary>
    public static PlanTerms Of(PlanProposed offer) => new(
        offer.Months, offer.Relief is not null ? offer.Instalment ?? 0 : offer.Instalment ?? Hardship.ReliefOptions.Months(offer.Total, offer.Months), offer.FirstDue, offer.Total, offer.Waived ?? 0, offer.Accrues, offer.Relief);

    /// <summary>What a customer says to have accepted.</summary>
    public static PlanTerms Of(PlanAccepted accepted) =>
        new(accepted.Months, accepted.Instalment, accepted.FirstDue, accepted.Total, accepted.Waived ?? 0, accepted.Accrues ?? false, accepted.Relief);

    /// <summary>What a customer proposes; what was left out follows from what is owed, and the first instalment from a month ahead.</summary>
    public static PlanTerms Of(PlanCountered counter, long owed, DateOnly today)
    {
        var total = Math.Max(0, owed - (counter.Waived ?? 0));
        return new(counter.Months ?? (int)Math.Min(100_000, Hardship.ReliefOptions.Months(total, counter.Instalment)), counter.Instalment, counter.FirstDue ?? today.AddMonths(1), total, counter.Waived ?? 0);
    }

    /// <summary>Everything that does not add up: field and message.</summary>
    public IEnumerable<(string Path, string Message)> Faults()
    {
        if (Months < 1) yield return ("months", "is 0; a plan has one at least.");
        if (Relief is not null)
        {
            if (Instalment != 0) yield return ("instalment", $"{Instalment} is asked for, and {Relief} asks for none. Leave it out.");
            if (Months > ReliefMonthsMax[Relief]) yield return ("months", $"{Months} is too many: {Relief} holds for at most {ReliefMonthsMax[Relief]} months, and then people look again.");
        }
        else if (Months > 0 && !AddsUp)
            yield return ("total", $"{Total} is not what {Months} instalments of {Instalment} come to, the last one being 1 to {Instalment}.");
    }

    private bool AddsUp => Total <= (Int128)Months * Instalment && Total > (Int128)(Months - 1) * Instalment;
}
