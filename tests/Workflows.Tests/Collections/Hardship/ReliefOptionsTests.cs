using CsCheck;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Hardship;

namespace Doorstep.Workflows.Tests.Collections.Hardship;

public sealed class ReliefOptionsTests
{
    private static readonly Debt Owed = new("CNY", 1_000_000, 100_000, 50_000, 10_000, 0, 45, Debt.LawfulOrder);

    private static readonly Gen<Debt> Debts = Gen.Select(Gen.Long[0, 5_000_000], Gen.Long[0, 400_000], Gen.Long[0, 9_000], (principal, interest, fees) => Owed with { Principal = principal, Interest = interest, Penalty = 0, Fees = fees });

    [Fact]
    public void S55_Without_a_surplus_no_instalment_and_no_longer_plan_is_proposed() =>
        Gen.Select(Debts.Where(debt => debt.Total > 0), Gen.Long[-1_000_000, 0]).Sample((debt, surplus) =>
        {
            var proposals = ReliefOptions.For(Of(surplus, 0, debt), debt, new());

            proposals.ShouldNotBeEmpty();
            proposals.ShouldAllBe(proposal => proposal.Terms == null && !proposal.Option.NeedsSurplus);
        });

    [Fact]
    public void A_proposal_fits_the_capacity_and_the_months_and_pays_what_is_not_waived() =>
        Gen.Select(Debts.Where(debt => debt.Total > 0), Gen.Long[1, 200_000], Gen.Int[0, 200], Gen.Int[1, 60]).Sample((debt, capacity, left, max) =>
        {
            var proposals = ReliefOptions.For(Of(capacity, capacity, debt), debt, new(max, left));

            proposals.ShouldNotBeEmpty();
            foreach (var (option, terms, waived, _) in proposals.Where(proposal => proposal.Terms is not null))
            {
                terms!.Months.ShouldBeInRange(1, max, option.Code);
                terms.Instalment.ShouldBeInRange(1, capacity, option.Code);
                (terms.Months * terms.Instalment).ShouldBeGreaterThanOrEqualTo(debt.Total - waived, option.Code);
            }
        });

    [Fact]
    public void Proposals_go_from_least_to_most_relief() =>
        Gen.Select(Debts, Gen.Long[-10, 200_000], Gen.Int[0, 30]).Sample((debt, capacity, left) =>
        {
            var ranks = ReliefOptions.For(Of(capacity, Math.Max(0, capacity), debt), debt, new(60, left)).Select(proposal => proposal.Option.Rank).ToArray();

            ranks.ShouldBe(ranks.Order());
            ranks.ShouldBeUnique();
        });

    [Fact]
    public void The_catalogue_is_ranked_without_a_gap() => ReliefOption.Catalogue.Select(option => option.Rank).ShouldBe(Enumerable.Range(1, 9));

    [Fact]
    public void S55_With_a_surplus_that_shares_to_nothing_relief_is_proposed_as_well() =>
        Codes(surplus: 5, capacity: 0).ShouldBe(["DEFERRAL", "INTEREST_WAIVER", "TOKEN_PAYMENT", "WRITE_OFF_REVIEW"]);

    [Theory]
    [InlineData(1_160_000, "DUE_DATE_CHANGE SHORT_GRACE DEFERRAL REDUCED_INSTALMENT")]
    [InlineData(386_667, "DEFERRAL REDUCED_INSTALMENT")]
    [InlineData(386_666, "REDUCED_INSTALMENT")]
    [InlineData(96_667, "REDUCED_INSTALMENT")] // twelve months
    [InlineData(96_666, "TERM_EXTENSION INTEREST_WAIVER")]
    [InlineData(19_334, "TERM_EXTENSION INTEREST_WAIVER")] // sixty months
    [InlineData(19_333, "INTEREST_WAIVER")]
    [InlineData(16_667, "INTEREST_WAIVER")]
    [InlineData(16_666, "TOKEN_PAYMENT SETTLEMENT WRITE_OFF_REVIEW")]
    public void What_fits_depends_on_the_months_that_the_capacity_needs(long capacity, string codes) => string.Join(' ', Codes(capacity, capacity)).ShouldBe(codes);

    [Fact]
    public void A_customer_who_owes_nothing_needs_no_relief()
    {
        var nothing = Owed with { Principal = 0, Interest = 0, Penalty = 0, Fees = 0 };

        ReliefOptions.For(Of(5, 5, nothing), nothing, new()).ShouldBeEmpty();
    }

    [Fact]
    public void Where_only_interest_is_left_it_can_be_waived()
    {
        var debt = Owed with { Principal = 0 };

        ReliefOptions.For(Of(1, 1, debt), debt, new()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(proposal => proposal.Option.ShouldBe(ReliefOption.InterestWaiver), proposal => proposal.Waived.ShouldBe(160_000));
    }

    private static string[] Codes(long surplus, long capacity) => [.. ReliefOptions.For(Of(surplus, capacity, Owed), Owed, new()).Select(proposal => proposal.Option.Code)];

    private static Affordability Of(long surplus, long capacity, Debt debt) => new([], surplus, debt.Total, capacity, new("", ""), "v");
}
