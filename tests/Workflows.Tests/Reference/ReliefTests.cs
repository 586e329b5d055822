using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Legal;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Tests.Collections;

namespace Doorstep.Workflows.Tests.Reference;

/// <summary>Rows of domain.md a about hardship, offers and plans, played on the shipped machine behind its door.</summary>
public sealed class ReliefTests
{
    private const string Offered = "Hardship/PlanOffered";

    [Fact]
    public void S8_Only_the_version_that_stands_can_be_accepted_and_the_bank_answers_a_counter_offer_with_the_next()
    {
        var countered = Play(Scenarios.ToOffer + """
            PlanProposed months=4 instalment=25000 → Hardship/PlanOffered
            +1d PlanCountered instalment=10000 → Hardship/PlanOffered
            +1d PlanAccepted version=1 months=4 instalment=25000 → Hardship/PlanOffered
            """);
        countered.Refused.ShouldBe("S8: The offer is the customer's own; the other side answers it.");

        var answered = Play("PlanProposed months=10 instalment=10000 → Hardship/PlanOffered\nPlanAccepted version=1 → Hardship/PlanOffered", countered);
        answered.Refused.ShouldBe("S8: Version 1 is not open; version 3 is.");
        Play("PlanAccepted months=9 → Hardship/PlanOffered", answered).Refused.ShouldStartWith("S8: What was accepted is not what was offered: months 9 instead of 10");

        var agreed = Play(ReliefRows.Agreed(Offered, "Hardship/PlanActive", "months=10 instalment=10000"), answered);
        (agreed.File.Plan.Version, agreed.File.Plan.Months).ShouldBe((4, 10));
        Negotiation.Replay(agreed.File.Relief.Negotiation.Moves).ShouldBeOfType<NegotiationAnswer.Taken>().Next.Agreement!.Version.ShouldBe(4);
    }

    [Fact]
    public void S18_An_offer_above_the_authority_is_a_task_and_no_offer_until_another_person_of_a_sufficient_role_agrees()
    {
        const string Accept = "ConcessionReviewed request=1 by={0} role={1} → Hardship/PlanOffered";
        var asked = Play(Scenarios.ToOffer + "PlanProposed months=24 instalment=4167 by=h1 role=AGENT → Hardship/PlanOffered");
        (asked.File.Relief.OpenVersion, asked.File.Relief.Requests.ShouldHaveSingleItem().Roles.Length).ShouldBe((0, 3));
        Play("PlanAccepted months=24 instalment=4167 firstDue=+20 → Hardship/PlanOffered", asked).Refused.ShouldBe("S8: There is no open offer to answer.");

        foreach (var (by, role, because) in ((string, string, string)[])[("h1", "SUPERVISOR", "'h1' cannot agree to what 'h1' grants"), ("H1", "REVIEWER", "'H1' is not in the register of staff"), ("h2", "AGENT", "'AGENT' cannot decide"), ("h2", "DIRECTOR", "'DIRECTOR' is not a role of 'h2'"), ("agent_9", "REVIEWER", "'REVIEWER' is not a role of 'agent_9'")])
        {
            var refused = Play(string.Format(System.Globalization.CultureInfo.InvariantCulture, Accept, by, role), asked);
            refused.Refused.ShouldContain(because);
            refused.File.Relief.OpenVersion.ShouldBe(0);
        }

        var approved = Play("+1d ConcessionReviewed request=1 by=h2 role=REVIEWER → Hardship/PlanOffered", asked);
        (approved.File.Relief.OpenVersion, approved.File.Relief.Requests[0].Status).ShouldBe((1, RequestStatus.Approved));
        approved.File.Relief.Negotiation.OpenUntil.ShouldBe(approved.Now.AddDays(28), "It is an offer from the approval on.");
        Play("ConcessionReviewed request=1 by=h3 role=REVIEWER → Hardship/PlanOffered", approved).Refused.ShouldBe("There is no open approval task 1 in this case.");
        var no = Play("ConcessionReviewed request=1 by=h2 role=REVIEWER decision=REFUSED → Hardship/PlanOffered", asked);
        (no.File.Relief.OpenVersion, no.File.Relief.Requests[0].Status).ShouldBe((0, RequestStatus.Refused));
    }

    [Fact]
    public void G10_What_was_affordable_when_it_was_offered_has_to_be_when_it_is_accepted()
    {
        var poorer = Play(Scenarios.ToOffer + """
            PlanProposed months=4 instalment=25000 → Hardship/PlanOffered
            EvidenceUploaded kind=COMPREHENSION_CHECK → Hardship/PlanOffered
            EvidenceUploaded kind=PLAN_AGREEMENT → Hardship/PlanOffered
            IncomeStatementSubmitted left=20000 → Hardship/PlanOffered
            PlanAccepted → Hardship/PlanOffered
            """);

        poorer.Refused.ShouldBe("G10: an instalment of 250.00 is more than the 180.00 a month that the customer can pay.");
        Play(ReliefRows.Agreed(Offered, "Hardship/PlanActive", "months=6 instalment=17000"), poorer).File.Plan.Months.ShouldBe(6);
    }

    [Theory]
    [InlineData("EvidenceUploaded kind=PLAN_AGREEMENT", "G13: PLAN_ACCEPTANCE lacks COMPREHENSION_CHECK.")]
    [InlineData("EvidenceUploaded kind=COMPREHENSION_CHECK", "G13: PLAN_ACCEPTANCE lacks PLAN_AGREEMENT or ORAL_AGREEMENT_RECORDING.")]
    [InlineData("EvidenceUploaded kind=PLAN_AGREEMENT → Hardship/PlanOffered\nEvidenceUploaded kind=COMPREHENSION_CHECK takenAt=@-1m", "G13: PLAN_ACCEPTANCE lacks COMPREHENSION_CHECK.")] // of an earlier offer
    public void S56_An_acceptance_counts_once_this_offer_was_understood_and_signed(string proofs, string because) =>
        Play(Scenarios.ToOffer + $"PlanProposed months=4 instalment=25000 → {Offered}\n{proofs} → {Offered}\nPlanAccepted → {Offered}").Refused.ShouldBe(because);

    [Fact]
    public void S53_Evidence_comes_after_the_statement_that_needs_it_and_only_what_it_needs_is_kept()
    {
        const string Document = "EvidenceUploaded kind=FINANCIAL_DOCUMENT docType={0} issued={1} → Hardship/HardshipAssessment";
        string Sent(string type, string issued) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Document, type, issued);

        var early = Play(Scenarios.ToAssessment + Sent("PAYSLIP", "+0"));
        early.Refused.ShouldContain("Send that first");
        var stated = Play("IncomeStatementSubmitted left=33333 → Hardship/HardshipAssessment", early);
        Play(Sent("TAX_RETURN", "+0"), stated).Refused.ShouldContain("is not needed for this assessment, so it is not kept");
        Play(Sent("PAYSLIP", "-91"), stated).Refused.ShouldContain("is older than 90 days");
        var proved = Play(Sent("PAYSLIP", "-90"), stated);
        (stated.File.Relief.EvidenceComplete, proved.File.Relief.EvidenceComplete, proved.File.Relief.Evidence.Length).ShouldBe((false, true, 1));
        Play("+1d HardshipAssessed decision=AFFORDABLE by=h1 → Hardship/HardshipAssessment", proved).Refused.ShouldBe("The evidence is not complete: WAGES needs PAYSLIP or BANK_STATEMENT.");
    }

    [Fact]
    public void S55_A_person_decides_but_what_is_affordable_is_computed()
    {
        var stated = Play(Scenarios.ToAssessment + ReliefRows.Stated("Hardship/HardshipAssessment"));

        stated.File.Relief.Affordability!.Lines.Sum(line => line.Amount).ShouldBe(30_000);
        Play("HardshipAssessed decision=AFFORDABLE surplus=30001 by=h1 → Hardship/HardshipAssessment", stated).Refused
            .ShouldBe("A surplus of 300.01 was said; computed are 300.00. Only a statement can change it.");
        Play("HardshipAssessed decision=AFFORDABLE surplus=30000 by=h1 → Hardship/PlanOffered", stated).File.Relief.Options(stated.File.Debt, 60).Select(fits => fits.Option.Code)
            .ShouldBe(["REDUCED_INSTALMENT"]);
    }

    [Fact]
    public void S43_A_plan_is_cured_after_three_instalments_in_time_and_no_longer_when_one_goes_back_and_is_missed()
    {
        var cured = Play(Scenarios.ToOffer + ReliefRows.Agreed(Offered, "Hardship/PlanActive", "months=10 instalment=10000 firstDue=+10") + """
            +10d PaymentReceived amount=10000 → Hardship/PlanActive
            +31d PaymentReceived amount=10000 → Hardship/PlanActive
            +30d PaymentReceived amount=10000 ref=L-3 → Hardship/PlanActive
            """);

        cured.File.Plan.CuredOn.ShouldBe(DateOnly.FromDateTime(cured.Now.AddHours(8).UtcDateTime));
        Play("+20d PaymentReversed amount=10000 ref=L-3 → Hardship/PlanActive", cured).File.Plan.CuredOn.ShouldBeNull();
    }

    [Fact]
    public void T60_A_write_off_takes_two_people_beside_the_one_who_asks()
    {
        var asked = Play("WriteOffProposed by=f1 role=SUPERVISOR → Contact/RemoteContact");

        Play("ConcessionReviewed request=1 by=f1 → Contact/RemoteContact", asked).Refused.ShouldContain("'f1' cannot agree to what 'f1' grants");
        var one = Play("ConcessionReviewed request=1 by=f2 role=SUPERVISOR → Contact/RemoteContact", asked);
        one.File.Relief.Requests[0].People.ShouldBe(1);
        Play("ConcessionReviewed request=1 by=f2 role=CREDIT_COMMITTEE → Contact/RemoteContact", one).File.Relief.WriteOffApproved.ShouldBeFalse("The same person twice is one.");
        Play("ConcessionReviewed request=1 by=f3 role=SUPERVISOR → ClosedWrittenOff", one);
    }

    [Fact]
    public void T60_What_two_agree_to_give_up_is_not_more_when_the_second_does()
    {
        var one = Play("ConcessionReviewed request=1 by=f2 role=SUPERVISOR → Contact/RemoteContact", Play("WriteOffProposed by=f1 role=SUPERVISOR → Contact/RemoteContact"));
        var owed = one.File.Debt.Total;

        var grown = Play($"BalanceUpdated principal={owed * 20} interest=0 penalty=0 fees=0 dpd=60 → Contact/RemoteContact", one);
        Play("ConcessionReviewed request=1 by=f3 role=SUPERVISOR → Contact/RemoteContact", grown).Refused.ShouldContain("more than the");
    }

    [Fact]
    public void S61_Whoever_is_complained_about_neither_offers_nor_decides_whatever_letters_the_name_is_written_in()
    {
        var accused = Play("ComplaintFiled accused=F2 → Contact/RemoteContact", Play("WriteOffProposed by=f1 role=SUPERVISOR → Contact/RemoteContact"));

        Play("ConcessionReviewed request=1 by=f2 role=SUPERVISOR → Contact/RemoteContact", accused).Refused.ShouldContain("S61: 'f2' is off this case");
        accused.Raise("MessageAnswered", new { by = "f2", id = "m-1", meant = new[] { "NONE_OF_THESE" } }).Refused.ShouldContain("S61: 'f2' is off this case");
        Play("CaseAssigned unit=U-1 agent=f2 → Contact/RemoteContact", accused).File.Assignment.Agent.ShouldBeNull();
    }

    [Fact]
    public void S61_T60_Who_has_agreed_and_is_complained_about_has_not_agreed()
    {
        var one = Play("ConcessionReviewed request=1 by=f2 role=SUPERVISOR → Contact/RemoteContact", Play("WriteOffProposed by=f1 role=SUPERVISOR → Contact/RemoteContact"));
        var two = Play("ConcessionReviewed request=1 by=f3 role=SUPERVISOR → Contact/RemoteContact", Play("ComplaintFiled accused=F2 → Contact/RemoteContact", one));

        two.File.Relief.WriteOffApproved.ShouldBeFalse();
    }

    [Theory]
    [InlineData("2031-03-03", false)]
    [InlineData("2031-03-04", true)]
    public void S53_A_statement_says_what_was_earned_and_not_what_will_be(string asOf, bool isWrong)
    {
        var stated = new IncomeStatementSubmitted(DateOnly.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture), 1, [new("WAGES", 100_000)], [new("FOOD", 80_000)], new StatementTotals(100_000, 80_000));

        ReliefDoor.Wrong(Files.Open(), stated, new FactMoment("e-1", Files.Monday, Files.Open().Zone), Files.Rules).Any(fault => fault.Path == "asOf").ShouldBe(isWrong);
    }

    [Theory]
    [InlineData(CourtStage.Accepted, 1, true)]
    [InlineData(CourtStage.Judgment, 1, true)]
    [InlineData(CourtStage.Hearing, 1, false)]
    [InlineData(CourtStage.Accepted, 0, false)]
    public void T53_What_a_court_has_done_is_told_once_it_is_done(CourtStage stage, int ahead, bool isWrong)
    {
        var day = new DateOnly(2026, 3, 2);

        TransferDoor.Wrong(new CourtMilestone(stage, day.AddDays(ahead)), day).Any().ShouldBe(isWrong);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void T53_No_stage_lies_before_the_referral(int days, bool isImpossible)
    {
        var file = Files.Open().With("LegalReviewed", new { decision = "REFER", by = "l1", secondBy = "l2" });
        var day = LocalTime.DayOf(file.Legal.Referral!.At, file.Zone);

        ReferralDoor.Impossible(file, new CourtMilestone(CourtStage.Accepted, day.AddDays(days)), day).Any().ShouldBe(isImpossible);
    }

    private static Walk Play(string rows, Walk? from = null) => new Scenario("Relief", rows).Play(from ?? Walk.Begin())[^1];
}
