using CsCheck;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Tests.Reference;

namespace Doorstep.Workflows.Tests.Collections.Relief;

/// <summary>Offers over random terms, through the door and the fold.</summary>
public sealed class OfferTests
{
    private static readonly Walk Assessed = new Scenario("Assessed", Scenarios.ToAssessment + ReliefRows.Stated("Hardship/HardshipAssessment", left: 60_000) + "HardshipAssessed decision=AFFORDABLE by=h1 → Hardship/PlanOffered").Play()[^1];

    [Fact]
    public void S8_Whatever_is_offered_and_accepted_the_plan_has_its_terms_and_its_schedule_adds_up_to_the_fen() =>
        Gen.Select(Gen.Int[1, 60], Gen.Long[0, 40_000], Gen.Int[1, 60]).Sample((months, waived, days) =>
        {
            var offered = Assessed.Raise("PlanProposed", ReliefRows.Filled("PlanProposed", new() { ["months"] = (long)months, ["waived"] = waived, ["role"] = "CREDIT_COMMITTEE", ["firstDue"] = Files.Day(days + 20) }, Assessed));
            if (offered.File.Relief.OpenVersion == 0)
            {
                offered.Refused.ShouldNotBeEmpty();
                return;
            }

            var accepted = Proved(offered).Raise("PlanAccepted", ReliefRows.Filled("PlanAccepted", [], offered));

            var (terms, plan) = (offered.File.Relief.Negotiation.Open!.Move.Terms, accepted.File.Plan);
            (plan.Version, plan.Months, plan.Instalment, plan.FirstDue, plan.Total).ShouldBe((1, terms.Months, terms.Instalment, terms.FirstDue, terms.Total));
            var schedule = InstalmentSchedule.Of(plan).ShouldNotBeNull();
            (schedule.Total + terms.Waived).ShouldBe(Walk.Owed);
            schedule.Instalments.Length.ShouldBe(months);
            schedule.Largest.ShouldBeLessThanOrEqualTo(offered.File.Relief.Capacity!.Value, "G10");
            accepted.File.ToJson().GetProperty("plan").GetProperty("version").GetInt32().ShouldBe(1);
        });

    private static Walk Proved(Walk walk) => ((string[])["COMPREHENSION_CHECK", "PLAN_AGREEMENT"]).Aggregate(
        walk, (now, kind) => now.Raise("EvidenceUploaded", ReliefRows.Filled("EvidenceUploaded", new() { ["kind"] = kind }, now)));
}
