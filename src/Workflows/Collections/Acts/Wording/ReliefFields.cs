using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Plans;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>Fields of messages about hardship, offers and plans.</summary>
internal static class ReliefFields
{
    private static readonly ReliefOption[] Small = [ReliefOption.DueDateChange, ReliefOption.ShortGrace, ReliefOption.ReducedInstalment];

    /// <summary>The fields.</summary>
    public static IEnumerable<(string Name, Func<FieldSource, object?> Value)> All() =>
    [
        ("options", source => Options(source).Select(option => source.In(option.Name.English, option.Name.Chinese)).ToArray()),
        ("planInstalment", source => Terms(source) is { Instalment: > 0 and var instalment } ? instalment : null), ("planMonths", source => Terms(source)?.Months),
        ("planTotal", source => Terms(source)?.Total), ("planFirstDue", source => Terms(source)?.FirstDue),
        ("planLast", source => Terms(source) is { Instalment: > 0, Months: > 1 } terms && Last(terms) is var last && last != terms.Instalment ? last : null),
        ("planWaived", source => Terms(source) is { Waived: > 0 and var waived } ? waived : null),
        ("planCharges", source => Terms(source) is not { } terms ? null : terms.Accrues ? source.In("Interest goes on while it runs.", "期间照常计息。") : source.In("No interest and no fees are added while you keep it.", "按时履行期间不再计收利息和费用。")),
        ("planLiabilities", source => Offer(source) is null ? null : source.Latest(nameof(PlanProposed)).Text("liabilities")),
        ("planNoNewCard", source => Offer(source) is not null && source.Latest(nameof(PlanProposed)).Member("noNewCard").ValueKind == JsonValueKind.True
            ? source.In("While the plan runs, you do not take a new credit card.", "方案履行期间，您不再申办新的信用卡。") : null),
        ("missedAmount", source => Missed(source)?.Arrears), ("missedOn", source => Missed(source)?.MissedSince),
        ("offerEnds", source => Offer(source) is null ? null : source.Day("offerEnds")),
    ];

    /// <summary>What an assessment found, for the customer.</summary>
    public static string? Result(FieldSource source) => source.File.Relief.Decision switch
    {
        HardshipDecision.Affordable => source.In("a small plan fits what you have", "可以按您的能力分期"),
        HardshipDecision.Relief => source.In("you need not pay for now", "现在可以先不还"),
        HardshipDecision.NoHardship => source.In("from what we have, we do not see that paying is too much for you right now", "从现有材料看，暂时没有看出还款有困难"),
        _ => null,
    };

    /// <summary>What fits the finding; before there is one, whatever may be asked for. Settlements and write-offs are not promised in letters.</summary>
    private static ReliefOption[] Options(FieldSource source) => source.Class.Name is "hardshipDecision" or "planOffer" && source.File.Relief.Decision is { } decision
        ? decision switch
        {
            HardshipDecision.Relief => [ReliefOption.Deferral, ReliefOption.InterestWaiver, ReliefOption.TokenPayment],
            HardshipDecision.Affordable => [ReliefOption.ReducedInstalment, ReliefOption.TermExtension, ReliefOption.InterestWaiver],
            _ => Small,
        }
        : [.. Small, ReliefOption.Deferral, ReliefOption.TermExtension];

    /// <summary>What is offered, or what was agreed.</summary>
    private static PlanTerms? Terms(FieldSource source) => source.Class.Name == "planOffer"
        ? Offer(source)?.Terms
        : source.Latest(nameof(PlanAccepted)) is { ValueKind: JsonValueKind.Object } said && Fact.Read(nameof(PlanAccepted), said) is PlanAccepted accepted ? PlanTerms.Of(accepted) : null;

    /// <summary>What of the plan is due and unpaid after its grace (T38); null where nothing is.</summary>
    private static PlanPerformance? Missed(FieldSource source) => source.File.Plan.PerformanceOn(source.Today) is { MissedSince: not null } performance ? performance : null;

    /// <summary>What is left for the last day, so that the instalments are the sum.</summary>
    private static long Last(PlanTerms terms) => terms.Total - (terms.Instalment * (terms.Months - 1));

    private static NegotiationMove.Offered? Offer(FieldSource source) => source.File.Relief.Negotiation.Offers.LastOrDefault(offer => offer.Move.By == Side.Bank)?.Move;
}
