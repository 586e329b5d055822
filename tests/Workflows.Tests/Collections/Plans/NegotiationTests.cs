using System.Text.Json;
using CsCheck;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Collections.Plans;

public sealed class NegotiationTests
{
    private static readonly PlanTerms Twelve = new(12, 10_000, new DateOnly(2031, 4, 1), 120_000);
    private static readonly PlanTerms Twenty = new(20, 6_000, new DateOnly(2031, 4, 15), 120_000);

    private static readonly Gen<NegotiationMove> AnyMove = Gen.Select(Gen.Enum<Side>(), Gen.Int[0, 60], Gen.OneOfConst(Twelve, Twenty), Gen.Int[0, 4], Gen.Int[1, 3]).Select((side, days, terms, kind, version) => (NegotiationMove)(kind switch
    {
        0 or 1 => new NegotiationMove.Offered(side, "w", At(days), terms, "r"),
        2 or 3 => new NegotiationMove.Accepted(side, "w", At(days), version, terms, "SIGNED"),
        _ => new NegotiationMove.Rejected(side, "w", At(days), "r"),
    }));

    [Fact]
    public void S8_Offers_and_counter_offers_are_versions_and_the_accepted_one_is_the_plan()
    {
        var agreed = Play(Offer(Side.Bank, 0, Twelve), Offer(Side.Customer, 2, Twenty), Accept(Side.Bank, 3, 2, Twenty));

        agreed.Offers.Select(offer => (offer.Version, offer.Move.By, offer.Move.Who, offer.Move.Terms.Months)).ShouldBe([(1, Side.Bank, "w", 12), (2, Side.Customer, "w", 20)]);
        agreed.Open.ShouldBeNull();
        var plan = Plan.Of(agreed.Agreement!.Terms, agreed.Agreement.Version);
        (plan.Months, plan.Instalment, plan.FirstDue, plan.Total, plan.Paid).ShouldBe((20, 6_000, new DateOnly(2031, 4, 15), 120_000, 0));
    }

    [Fact]
    public void S8_A_history_can_be_replayed_and_stored_and_says_the_same() =>
        AnyMove.Array[0, 30].Sample(moves =>
        {
            var now = moves.OrderBy(move => move.At).Aggregate(Negotiation.None, (now, move) => now.Take(move) is NegotiationAnswer.Taken taken ? taken.Next : now);

            var replayed = Negotiation.Replay(now.Moves).ShouldBeOfType<NegotiationAnswer.Taken>().Next;
            replayed.Moves.ShouldBe(now.Moves);
            Stored(now).Moves.ShouldBe(now.Moves);
            if (now.Agreement is { } agreement) now.Offers[agreement.Version - 1].Move.ShouldSatisfyAllConditions(offer => offer.Terms.ShouldBe(agreement.Terms), offer => offer.By.ShouldNotBe(agreement.By));
        });

    [Fact]
    public void S8_An_acceptance_that_says_other_terms_is_refused_and_names_each_difference() =>
        Refusal(Play(Offer(Side.Bank, 0, Twelve)), Accept(Side.Customer, 1, 1, Twelve with { Months = 13, Instalment = 9_231 }))
            .ShouldBe("What was accepted is not what was offered: months 13 instead of 12, instalment 9231 instead of 10000.");

    [Fact]
    public void S8_An_acceptance_that_differs_in_any_one_term_is_refused()
    {
        var open = Play(Offer(Side.Bank, 0, Twelve));
        (string Name, PlanTerms Terms)[] others =
        [
            ("months", Twelve with { Months = 11 }), ("instalment", Twelve with { Instalment = 10_001 }), ("firstDue", Twelve with { FirstDue = new DateOnly(2031, 4, 2) }),
            ("total", Twelve with { Total = 119_999 }), ("waived", Twelve with { Waived = 1 }), ("accrues", Twelve with { Accrues = true }), ("relief", Twelve with { Relief = "DEFERRAL" }),
        ];

        foreach (var (name, terms) in others) Refusal(open, Accept(Side.Customer, 1, 1, terms)).ShouldStartWith($"What was accepted is not what was offered: {name} ");
    }

    [Fact]
    public void Nobody_accepts_the_own_offer_or_one_that_was_replaced()
    {
        var countered = Play(Offer(Side.Bank, 0, Twelve), Offer(Side.Customer, 1, Twenty));

        Refusal(countered, Accept(Side.Customer, 2, 2, Twenty)).ShouldContain("customer's own");
        Refusal(countered, Accept(Side.Bank, 2, 1, Twelve)).ShouldBe("Version 1 is not open; version 2 is.");
        Refusal(Negotiation.None, Accept(Side.Customer, 2, 1, Twelve)).ShouldBe("There is no open offer to answer.");
    }

    [Fact]
    public void An_offer_stands_for_fourteen_days_and_for_as_many_more_after_its_reminder()
    {
        var open = Play(Offer(Side.Bank, 0, Twelve));
        var late = Accept(Side.Customer, 0, 1, Twelve);

        open.OpenUntil.ShouldBe(At(28));
        Taken(open, late with { At = At(28).AddMilliseconds(-1) }).Agreement.ShouldNotBeNull();
        Refusal(open, late with { At = At(28) }).ShouldContain("lapsed");
    }

    [Fact]
    public void After_a_rejection_and_after_a_plan_a_new_version_can_be_offered()
    {
        var agreed = Play(Offer(Side.Bank, 0, Twelve), new NegotiationMove.Rejected(Side.Customer, "w", At(1), ""), Offer(Side.Bank, 2, Twenty), Accept(Side.Customer, 3, 2, Twenty));
        var again = Taken(agreed, Offer(Side.Bank, 200, Twelve));

        again.Open!.Version.ShouldBe(3);
        again.Agreement!.Terms.ShouldBe(Twenty);
        Taken(again, Accept(Side.Customer, 201, 3, Twelve)).Agreement!.Terms.ShouldBe(Twelve);
    }

    [Fact]
    public void A_replay_names_the_move_that_was_not_possible() =>
        Negotiation.Replay([Offer(Side.Bank, 0, Twelve), Accept(Side.Bank, 1, 1, Twelve)]).ShouldBeOfType<NegotiationAnswer.Refused>().Reason.ShouldStartWith("Move 2: ");

    [Fact]
    public void A_move_without_a_name_a_reason_a_proof_or_its_place_in_time_is_refused()
    {
        var open = Play(Offer(Side.Bank, 5, Twelve));

        Refusal(open, Offer(Side.Bank, 4, Twelve)).ShouldContain("older");
        Refusal(open, Offer(Side.Bank, 6, Twelve) with { Reason = " " }).ShouldContain("reason");
        Refusal(open, Offer(Side.Bank, 6, Twelve) with { Who = "" }).ShouldContain("name");
        Refusal(open, Accept(Side.Customer, 6, 1, Twelve) with { Consent = "SILENCE" }).ShouldContain("SIGNED, RECORDED");
    }

    [Theory]
    [InlineData(12, 10_000, 120_000, true)]
    [InlineData(12, 10_000, 110_001, true)]
    [InlineData(12, 10_000, 110_000, false)] // eleven would do
    [InlineData(12, 10_000, 120_001, false)]
    [InlineData(0, 10_000, 1, false)]
    public void Terms_add_up_or_are_refused(int months, long instalment, long total, bool addsUp) =>
        new PlanTerms(months, instalment, new DateOnly(2031, 4, 1), total).Faults().Any().ShouldBe(!addsUp);

    [Theory]
    [InlineData("DEFERRAL", 3, 0, true)]
    [InlineData("DEFERRAL", 4, 0, false)]
    [InlineData("TOKEN_PAYMENT", 6, 0, true)]
    [InlineData("TOKEN_PAYMENT", 7, 0, false)]
    [InlineData("INTEREST_WAIVER", 6, 1, false)] // relief asks for no instalment
    public void T33_Relief_holds_for_some_months_and_asks_for_nothing(string relief, int months, long instalment, bool isRelief) =>
        new PlanTerms(months, instalment, new DateOnly(2031, 4, 1), 100, Relief: relief).Faults().Any().ShouldBe(!isRelief);

    private static Negotiation Stored(Negotiation negotiation) =>
        JsonSerializer.Deserialize<Negotiation>(CanonicalJson.Write(JsonSerializer.SerializeToElement(negotiation, FactJson.Options)), FactJson.Options)!;

    private static DateTimeOffset At(int days) => Files.Monday.AddDays(days);

    private static NegotiationMove.Offered Offer(Side side, int days, PlanTerms terms) => new(side, "w", At(days), terms, "r");

    private static NegotiationMove.Accepted Accept(Side side, int days, int version, PlanTerms terms) => new(side, "w", At(days), version, terms, "SIGNED");

    private static Negotiation Play(params NegotiationMove[] moves) => Negotiation.Replay(moves).ShouldBeOfType<NegotiationAnswer.Taken>().Next;

    private static Negotiation Taken(Negotiation now, NegotiationMove move) => now.Take(move).ShouldBeOfType<NegotiationAnswer.Taken>().Next;

    private static string Refusal(Negotiation now, NegotiationMove move) => now.Take(move).ShouldBeOfType<NegotiationAnswer.Refused>().Reason;
}
