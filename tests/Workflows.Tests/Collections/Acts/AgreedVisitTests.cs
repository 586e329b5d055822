using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using static Doorstep.Workflows.Tests.Collections.Acts.ActWorld;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>A visit is where it was approved and agreed, and when (G9).</summary>
public sealed class AgreedVisitTests
{
    [Theory]
    [InlineData("11:29:59", null, false)]
    [InlineData("11:30:00", null, true)]
    [InlineData("12:00:00", null, true)]
    [InlineData("12:59:59", null, true)]
    [InlineData("13:00:00", null, false)]
    [InlineData("12:29:59", 30, true)]
    [InlineData("12:30:00", 30, false)]
    [InlineData("09:05:00", null, false)]
    [InlineData("19:00:00", null, false)]
    public void G9_T23_a_visit_begins_at_the_hour_that_was_agreed(string at, int? minutes, bool isAllowed)
    {
        var agreed = Agreed($$"""{"place":"HOME","slot":"2026-03-02T12:00:00+08:00"{{(minutes is { } some ? $",\"minutes\":{some}" : "")}}}""").At($"2026-03-02T{at}");
        if (isAllowed)
        {
            agreed.Allows(Visit);
            return;
        }

        var next = agreed.Refuses(Visit, "G9", "The appointment is on 2026-03-02 from 12:00").NextTryAt;
        if (agreed.Now < agreed.At("2026-03-02T12:00:00").Now) next.ShouldBe(agreed.At("2026-03-02T11:30:00").Now);
        else next.ShouldBeNull();
    }

    [Fact]
    public void G9_T17_another_place_than_the_approved_one_takes_an_approval_of_its_own()
    {
        var home = Agreed("""{"place":"OTHER"}""", ",\"place\":\"HOME\"");
        home.Refuses(Visit with { Place = VisitPlace.Other }, "G9", "approved for HOME, not for OTHER");
        Agreed("""{"place":"OTHER"}""").Allows(Visit with { Place = VisitPlace.Other });
        Agreed("""{"place":"HOME"}""", ",\"place\":\"HOME\"").Allows(Visit);
    }

    [Fact]
    public void G9_a_place_that_is_neither_home_work_nor_a_branch_takes_the_customers_consent()
    {
        var invitation = new PlannedAct(ActKind.AppointmentInvitation, Place: VisitPlace.Other);
        var invited = VisitDay.Told("AppointmentRescheduled", days: -1);
        invited.Refuses(invitation, "G9", "it takes the consent VISIT_PLACE");
        invited.Told("ConsentGiven", """{"id":"c-1","scope":"VISIT_PLACE"}""").Allows(invitation);
    }

    [Fact]
    public void G9_a_place_that_was_agreed_to_is_one_until_the_consent_is_taken_back_in_whichever_case_or_over()
    {
        var (agreed, visit) = (Agreed("""{"place":"OTHER"}"""), Visit with { Place = VisitPlace.Other });
        agreed.Allows(visit);

        agreed.Told("ConsentGiven", """{"id":"c-1","scope":"VISIT_PLACE"}""").Told("ConsentWithdrawn", """{"consentId":"c-1"}""").Refuses(visit, "G9", "VISIT_PLACE");
        (agreed with { Budget = agreed.Budget!.TookBack(new TakenBack(DateOnly.FromDateTime(agreed.Now.UtcDateTime), "VISIT_PLACE", null)) }).Refuses(visit, "G9", "VISIT_PLACE");
        agreed.Told("ConsentGiven", $$"""{"id":"c-1","scope":"VISIT_PLACE","until":"{{DateOnly.FromDateTime(agreed.Now.UtcDateTime).AddDays(-1):yyyy-MM-dd}}"}""", -9).Refuses(visit, "G9", "VISIT_PLACE");
    }

    [Theory]
    [InlineData("ConsentWithdrawn", "{}", "G7", "has declined a visit")]
    [InlineData("ConsentWithdrawn", """{"scope":"ALL"}""", "G7", "has declined a visit")]
    [InlineData("PreferenceChanged", """{"optOut":["CALL","SMS","EMAIL","IM","LETTER"]}""", "G9", "by no channel at all")]
    public void G7_G9_whoever_takes_everything_back_before_the_door_has_nobody_at_it(string type, string data, string guard, string reason)
    {
        VisitDay.Allows(Visit);
        VisitDay.Told(type, data).Decide(Visit).Guards.ShouldContain(said => !said.Passed && said.Guard.StartsWith(guard, StringComparison.Ordinal) && said.Reason!.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("请不要上门，我不同意你们来")]
    [InlineData("Please do not come to my home.")]
    public void S52_whoever_writes_that_nobody_is_to_come_is_visited_by_nobody(string text) =>
        VisitDay.Told("CustomerReply", $$"""{"text":"{{text}}","channel":"CALL"}""").Decide(Visit).Guards.Where(said => !said.Passed).Select(said => said.Guard).ShouldBe(["G4 NoBlockingHold", "G7 VisitEligible", "G9 VisitPlace"]);

    [Fact]
    public void G9_what_is_taken_back_of_one_channel_calls_no_visit_off() => VisitDay.Told("ConsentWithdrawn", """{"scope":"EMAIL"}""").Allows(Visit);

    /// <summary>The visit day with another appointment, and what else the approval says.</summary>
    private static ActWorld Agreed(string appointment, string approval = "") =>
        VisitDay.Told("VisitReviewed", $$"""{"decision":"APPROVED","by":"sup_2","agents":["agent_1","agent_2"],"authorisationId":"AUTH-1"{{approval}}}""", -3).Told("AppointmentConfirmed", appointment, -2);
}
