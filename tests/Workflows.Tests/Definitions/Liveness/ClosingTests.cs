using static Doorstep.Workflows.Tests.Definitions.Liveness.Loan;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Definitions.Liveness;

/// <summary>Why a case may end (domain.md b.2), asked before a definition is published.</summary>
public sealed class ClosingTests
{
    [Theory]
    [InlineData("FeedbackGiven")]
    [InlineData("CustomerReply")]
    [InlineData("Lost")]
    [InlineData("DisputeRaised")]
    [InlineData("ConcessionReviewed")]
    public void S64_A_case_is_not_closed_for_a_reason_that_is_none(string name) =>
        Faults(With(Way("VisitReview", "ClosedPaid", On(name), key: "away"))).ShouldHaveSingleItem().ShouldStartWith(
            $"Intake → RemoteContact → VisitReview → ClosedPaid: 'away' ends the case on '{name}', and that is no reason to close one (domain.md b.2). A case ends on AccountCured, BalanceUpdated, CaseRecalled,");

    [Theory]
    [InlineData("CaseRecalled")]
    [InlineData("AccountCured")]
    public void S64_A_case_is_closed_for_a_reason_that_the_domain_knows_or_by_a_person(string name) => Faults(With(Way("VisitReview", "ClosedPaid", On(name), key: "away"))).ShouldBeEmpty();

    [Fact]
    public void S64_A_last_state_that_plans_a_demand_is_a_fault() =>
        Faults(With([State("ClosedSold", new PlansAct("CALL"))], Way("VisitReview", "ClosedSold", On("CaseRecalled"), key: "sold"))).ShouldHaveSingleItem()
            .ShouldStartWith("Intake → RemoteContact → VisitReview → ClosedSold: 'ClosedSold' ends the case, and a demand is planned in it (CALL, DEMAND).");

    [Theory]
    [InlineData("*", "ClosedPaid", "CourtMilestone")]
    [InlineData("VisitReview", "ClosedLegalHandover", "DebtTransferred")]
    [InlineData("*", "ClosedLegalHandover", "IntakeChecked")]
    [InlineData("*", "ClosedLegalHandover", "SupervisorOverride")]
    public void S64_T54_A_case_that_was_never_referred_is_not_handed_over_to_a_court(string from, string to, string name) =>
        Faults(With([State("ClosedLegalHandover")], Way(from, to, On(name), key: "away"))).ShouldContain(fault => fault.Contains($"'away' ends the case on '{name}', and that is no reason to close one", StringComparison.Ordinal));

    [Fact]
    public void S64_No_clock_closes_a_case() =>
        Faults(With(Way("RemoteContact", "ClosedPaid", Within("P20D"), key: "away"))).ShouldHaveSingleItem().ShouldStartWith("Intake → RemoteContact → ClosedPaid: 'away' ends the case after P20D, and that is no reason to close one");

    [Fact]
    public void S64_What_leads_to_an_end_by_itself_is_asked_for_its_own_reason() =>
        Faults(With(Named("Almost"), Way("VisitReview", "Almost", On("FeedbackGiven"), key: "away"), Way("Almost", "ClosedPaid", null, key: "over"))).ShouldContain(
            fault => fault.StartsWith("Intake → RemoteContact → VisitReview → Almost → ClosedPaid: 'away' ends the case on 'FeedbackGiven'", StringComparison.Ordinal));
}
