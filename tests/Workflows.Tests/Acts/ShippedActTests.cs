using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Acts.ShippedHouse;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>The shipped definitions on the whole engine: what leaves the house is a planned act that the guards have allowed at its moment.</summary>
public sealed class ShippedActTests
{
    [Fact]
    public async Task T2_T4_The_first_notice_goes_first_and_a_call_comes_up_two_days_later_to_the_millisecond()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        (await house.OrdersAsync(id)).ShouldHaveSingleItem().Payload.ShouldContain("\"template\":\"DEMAND\"");

        await house.LaterAsync(TimeSpan.FromDays(2) - TimeSpan.FromMilliseconds(1));
        (await house.OrdersAsync(id)).Length.ShouldBe(1);

        await house.LaterAsync(TimeSpan.FromMilliseconds(1));
        (await house.OrdersAsync(id)).Length.ShouldBe(2);
        (await house.LastAsync(id, "CALL")).Allowed.ShouldBeTrue();

        await house.LaterAsync(TimeSpan.FromDays(1));
        (await house.OrdersAsync(id)).Count(order => order.Payload.Contains("\"template\":\"REMINDER\"", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task G2_Of_what_an_outage_let_pass_one_of_a_kind_goes_and_the_others_are_dropped()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();

        await house.LaterAsync(TimeSpan.FromDays(29));

        var decisions = await house.DecisionsAsync(id);
        decisions.Where(act => act.Allowed).Select(act => act.Kind).ShouldBe(["LETTER", "CALL", "LETTER"], ignoreOrder: true);
        var dropped = decisions.Where(act => !act.Allowed).ToArray();
        dropped.Select(act => (act.Kind, act.NextTryAt)).ShouldBe([("CALL", null), ("LETTER", null), ("CALL", null), ("CALL", null)]);
        dropped[0].Decision.ShouldContain("It was due 2026-11-07T01:00:00");
        dropped[0].Decision.ShouldContain("another CALL has gone since, 2026-12-01T01:00:00");
        (await house.AllPlannedAsync(id)).ShouldAllBe(act => act.Status == OutboxStatus.Delivered);
        (await house.AskAsync(id, "k-now")).Value().Outcome.ShouldBe(ActOutcome.Allowed, "Somebody asks for this one now.");
    }

    [Theory]
    [InlineData("BANK")]
    [InlineData("CUSTOMER")]
    public async Task T22_Whoever_moves_a_visit_the_day_is_called_off_and_not_offered_again(string by)
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.ApproveVisitAsync(id);
        var first = await house.LastAsync(id, "APPOINTMENT_INVITATION");
        var offered = Offered(Text(first));
        (await house.TellAsync(id, "AppointmentConfirmed", new { place = "HOME", slot = $"{offered[2]}T10:00:00+08:00" })).ShouldBe("Visit/AppointmentConfirmed");

        await house.TellAsync(id, "AppointmentRescheduled", new { by });

        var off = await house.LastAsync(id, "visitCancelled");
        off.Allowed.ShouldBeTrue(off.Decision);
        Text(off).ShouldContain($"{DateOnly.Parse(offered[2], CultureInfo.InvariantCulture).ToString("yyyy'年'M'月'd'日'", CultureInfo.InvariantCulture)}的见面取消了");
        (await house.SentAsync(id, "VisitCancelled")).ShouldHaveSingleItem().Payload.ShouldContain(by);
        var again = await house.LastAsync(id, "APPOINTMENT_INVITATION");
        (again.Allowed, again.ActId == first.ActId).ShouldBe((true, false), again.Decision);
        Offered(Text(again)).ShouldBe([offered[0], offered[1], "2026-12-15"]);
    }

    [Theory]
    [InlineData(0, "SMS")]
    [InlineData(2, "LETTER")]
    public async Task T22_S34_That_nobody_comes_is_told_by_the_quickest_way_that_the_caps_leave(int messages, string kind)
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.AgreeAsync(id);
        (await house.LastAsync(id, "visitReminder")).Kind.ShouldBe("SMS", "A letter would come after the day (T19).");
        for (var number = 0; number < messages; number++) (await house.AskAsync(id, $"k{number}", new { kind = "SMS", template = "REMINDER" })).Value().Outcome.ShouldBe(ActOutcome.Allowed);

        (await house.TellAsync(id, "AppointmentRescheduled", new { by = "BANK" })).ShouldBe("Visit/AppointmentPending");

        var told = await house.LastAsync(id, "visitCancelled");
        (told.Allowed, told.Kind).ShouldBe((true, kind), told.Decision);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public async Task T19_Nobody_is_reminded_of_a_visit_whose_hour_has_passed_in_an_outage(int hours, bool reminds)
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.ApproveVisitAsync(id);
        (await house.TellAsync(id, "AppointmentConfirmed", new { place = "HOME", slot = house.Clock.GetUtcNow().AddDays(6).AddHours(3) })).ShouldBe("Visit/AppointmentConfirmed");

        await house.LaterAsync(TimeSpan.FromDays(6) + TimeSpan.FromHours(3 + hours));

        var reminder = await house.LastAsync(id, "visitReminder");
        reminder.Allowed.ShouldBe(reminds, reminder.Decision);
        if (reminds) return;
        reminder.NextTryAt.ShouldBeNull();
        reminder.Decision.ShouldContain("nobody is reminded of what has come.");
    }

    [Fact]
    public async Task T19_S19_What_is_foreseen_of_an_act_takes_the_second_way_that_the_decision_takes()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.AgreeAsync(id);
        for (var number = 0; number < 2; number++) (await house.AskAsync(id, $"k{number}", new { kind = "SMS", template = "REMINDER" })).Value().Outcome.ShouldBe(ActOutcome.Allowed);
        var (desk, now, snapshot) = (house.Services.GetRequiredService<CaseActDesk>(), house.Clock.GetUtcNow(), (await house.CaseAsync(id)).Snapshot);
        var person = await house.Services.GetRequiredService<ActStore>().FindDebtorAsync("synthetic-bank", desk.PersonOf(snapshot.Facts)!);
        var question = new ActQuestion(id, "f1", "f1", JsonSerializer.SerializeToElement(new { kind = "MESSAGE", purpose = "SERVICE", template = "visitReminder" }), now, snapshot, person!.Budget, now) { IsForeseen = true };

        var foreseen = await desk.ForeseeAsync(question, await house.Services.GetRequiredService<RuleShelf>().ReadAsync(isFresh: true));

        var decided = await desk.RuleAsync(question);
        (decided.IsAllowed, decided.Kind).ShouldBe((true, "LETTER"), decided.Reason);
        foreseen.Allowed.ShouldBeTrue(foreseen.Reason);
    }

    [Fact]
    public async Task What_a_hold_brings_forward_still_waits_for_its_own_time()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();

        await house.TellAsync(id, "ComplaintFiled", new { category = "CALLS" });

        var early = await house.LastAsync(id, "CALL");
        (early.Allowed, early.NextTryAt > house.Clock.GetUtcNow().AddDays(1)).ShouldBe((false, true));
        early.Decision.ShouldContain("It is planned for 2026-11-");
        (await house.OrdersAsync(id)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task T23_Only_the_guards_yes_at_the_door_begins_a_visit()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.AgreeAsync(id);
        await house.PackAsync(id);
        object there = new { agents = new[] { "agent_1", "agent_2" }, authorisationId = "AU-1" };
        await house.SaveAsync(RegisterKind.Agent, "agent_1", new { trainedUntil = "2027-01-01", hasIdCard = false });

        (await house.TellAsync(id, "VisitCheckedIn", there)).ShouldBe("Visit/AppointmentConfirmed");
        (await house.LastAsync(id, "VISIT")).Decision.ShouldContain("'agent_1' has no identity card to show.");
        (await house.SentAsync(id, "VisitNotStarted")).ShouldHaveSingleItem().Payload.ShouldContain("has no identity card to show");

        await house.SaveAsync(RegisterKind.Agent, "agent_1", new { trainedUntil = "2027-01-01", hasIdCard = true });
        (await house.TellAsync(id, "VisitCheckedIn", there)).ShouldBe("Visit/VisitInProgress");
        var allowed = await house.LastAsync(id, "VISIT");
        allowed.Allowed.ShouldBeTrue();
        foreach (var guard in (string[])["G1 Hours", "G2 Frequency", "G4 NoBlockingHold", "G8 VisitTeam", "G9 VisitPlace", "G17 Calendar"]) allowed.Decision.ShouldContain($"\"guard\":\"{guard}\",\"passed\":true");
        (await house.LinesAsync(id, "transitionTaken")).TakeLast(2).ShouldBe(["T23-check-in", "T23"]);
    }

    [Fact]
    public async Task T23_A_team_that_is_too_late_in_the_evening_goes_home_and_nothing_waits_for_the_morning()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.AgreeAsync(id);
        await house.PackAsync(id);
        house.Clock.Advance(TimeSpan.FromHours(14.5));

        (await house.TellAsync(id, "VisitCheckedIn", new { agents = new[] { "agent_1", "agent_2" }, authorisationId = "AU-1" })).ShouldBe("Visit/AppointmentConfirmed");

        var refused = await house.LastAsync(id, "VISIT");
        (refused.Allowed, refused.NextTryAt).ShouldBe((false, null));
        refused.Decision.ShouldContain("G1 Hours");
        await house.LaterAsync(TimeSpan.FromDays(1));
        (await house.StateAsync(id)).ShouldBe("Visit/AppointmentConfirmed");
    }

    [Fact]
    public async Task T51_Only_the_guards_yes_refers_a_case_and_without_a_proof_they_say_no()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.EscalateAsync(id);
        await house.TellAsync(id, "EscalationReviewed", new { decision = "LEGAL", by = "s1" });
        object approval = new { decision = "REFER", by = "l1", secondBy = "l2" };

        (await house.RefusedAsync(id, "LegalReviewed", approval)).ShouldContain("G13: There is no hashed document that proves the debt.");

        await house.TellAsync(id, "EvidenceUploaded", new { kind = "CONTRACT", hash = EvidenceItem.HashExample, by = "a1", source = "BRANCH" });
        (await house.TellAsync(id, "LegalReviewed", approval)).ShouldBe("Legal/NoticeGiven");
        (await house.OrdersAsync(id)).ShouldContain(order => order.Payload.Contains("\"template\":\"PRE_ACTION\"", StringComparison.Ordinal));
        await house.TellAsync(id, "ContactAttempted", new { channel = "LETTER", result = "DELIVERED", actId = (await house.LastAsync(id, "preAction")).ActId });
        await house.LaterAsync(TimeSpan.FromDays(9.9));
        (await house.StateAsync(id)).ShouldBe("Legal/NoticeGiven");
        await house.LaterAsync(TimeSpan.FromDays(1));
        (await house.StateAsync(id)).ShouldBe("Legal/LegalReferred");
        (await house.LastAsync(id, "LEGAL_REFERRAL")).Decision.ShouldContain("\"guard\":\"G12 LegalReady\",\"passed\":true");
    }

    [Fact]
    public async Task T45_Condolence_goes_to_the_estate_after_the_end_and_whatever_else_was_planned_is_dropped()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();

        (await house.TellAsync(id, "CustomerDeceased", new { evidence = "CERTIFIED" })).ShouldBe("ClosedEstate");

        var condolence = await house.LastAsync(id, "condolence");
        (condolence.Allowed, condolence.Act.Contains("ESTATE_ADMINISTRATOR", StringComparison.Ordinal)).ShouldBe((true, true));
        (await house.LastAsync(id, "CALL")).Decision.ShouldContain("The case is closed in 'ClosedEstate'.");
        (await house.AllPlannedAsync(id)).ShouldAllBe(act => act.Status == OutboxStatus.Delivered);
        (await house.OrdersAsync(id)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task T57_The_customer_is_told_of_an_agency_before_it_gets_the_case()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.SaveAsync(RegisterKind.Agency, "SYN-AGENCY", new { isListed = true, reviewedOn = "2026-09-01" });

        (await house.TellAsync(id, "AgencyChanged", new { agency = "SYN-AGENCY" })).ShouldBe("Contact/RemoteContact");
        (await house.LastAsync(id, "agencyNotice")).Allowed.ShouldBeTrue();
        (await house.DecisionsAsync(id)).ShouldNotContain(act => act.Kind == "AGENCY_ASSIGNMENT");
        // What is ordered has reached nobody.
        (await house.AskAsync(id, "at once", new { kind = "AGENCY_ASSIGNMENT", agency = "SYN-AGENCY", recipient = "INSTITUTION" })).Value().Reason.ShouldContain("its notice counts as served on 2026-11-05");

        await house.LaterAsync(TimeSpan.FromDays(3));
        (await house.LastAsync(id, "AGENCY_ASSIGNMENT")).Allowed.ShouldBeTrue();
    }

    [Fact]
    public async Task T57_A_debt_gets_no_other_holder_before_the_customer_was_told()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();

        (await house.RefusedAsync(id, "DebtTransferred", new { newHolder = "SYN-HOLDER" })).ShouldContain("notifiedOn is missing: T57, the customer is told of a transfer before it counts (Civil Code art. 546).");
        (await house.RefusedAsync(id, "DebtTransferred", new { newHolder = "SYN-HOLDER", notifiedOn = "2026-11-03" })).ShouldContain("'2026-11-03' is still to come; it is 2026-11-02.");
        (await house.RefusedAsync(id, "DebtTransferred", new { notifiedOn = "2026-11-01" })).ShouldContain("newHolder is missing");
        (await house.StateAsync(id)).ShouldBe("Contact/RemoteContact");

        (await house.TellAsync(id, "DebtTransferred", new { newHolder = "SYN-HOLDER", notifiedOn = "2026-11-02" })).ShouldBe("ClosedTransferred");
    }

    [Fact]
    public async Task T10_The_final_notice_and_the_invitation_go_out_once_and_not_again_when_a_visit_comes_to_nothing()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.EscalateAsync(id);
        await house.TellAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" });
        (await house.TellAsync(id, "VisitReviewed", new { decision = "REFUSED", by = "s2", reason = "synthetic" })).ShouldBe("Escalated");

        var orders = await house.OrdersAsync(id);
        foreach (var template in (string[])["FINAL_NOTICE", "HARDSHIP_INVITATION"]) orders.Count(order => order.Payload.Contains($"\"template\":\"{template}\"", StringComparison.Ordinal)).ShouldBe(1);
    }

    internal static string Text(ActRecord decided) => JsonElement.Parse(decided.Decision).GetProperty("messages").EnumerateArray().Single().GetProperty("text").GetString()!;

    /// <summary>The days that an invitation offers in words.</summary>
    private static string[] Offered(string text) =>
    [
        .. text.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal))
            .Select(line => DateOnly.ParseExact(line[2..line.IndexOf('，', StringComparison.Ordinal)], "yyyy'年'M'月'd'日'", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];
}
