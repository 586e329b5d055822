using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Attention;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage.Concerns;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Acts.ShippedHouse;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>What people do in an order that nobody foresaw, and what they say without a form for it.</summary>
public sealed class HumaneTests
{
    [Theory]
    [InlineData("HardshipDeclared", "HARDSHIP")]
    [InlineData("MoratoriumStarted", "MORATORIUM")]
    [InlineData("CeaseContactRequested", "CEASE_CONTACT")]
    [InlineData("InsolvencyOpened", "INSOLVENCY")]
    public async Task G4_S25_What_is_about_the_person_keeps_back_the_same_words_in_every_case(string type, string hold)
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        object notice = new { kind = "LETTER", purpose = "LEGAL_NOTICE", template = "demand" };
        (await house.LastAsync(id, "demand")).Allowed.ShouldBeTrue();

        await house.TellAsync(other, type, type == "InsolvencyOpened" ? new { number = "SYN-1", date = "2026-11-02" } : new { });
        await house.LaterAsync(TimeSpan.FromDays(8));

        (await house.AskAsync(id, "k2", notice)).Value().Reason.ShouldContain($"'demand' asks for money and is not sent while {hold} is open.");
    }

    [Fact]
    public async Task G2_T2_The_same_notice_that_asks_for_money_goes_out_once_in_a_week_however_much_was_refused_since()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        object notice = new { kind = "LETTER", purpose = "LEGAL_NOTICE", template = "demand" };
        (await house.LastAsync(id, "demand")).Allowed.ShouldBeTrue();

        for (var number = 0; number < 45; number++) (await house.AskAsync(id, $"k{number}", notice)).Value().Reason.ShouldContain("G2 Frequency: 1 letters of this kind in 7 days; at most 1 are allowed.");
    }

    [Fact]
    public async Task T7_Whoever_is_traced_is_asked_for_nothing_else()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        (await house.TellAsync(id, "ContactAttempted", new { channel = "CALL", result = "INVALID_NUMBER" })).ShouldBe("Contact/Unreachable");

        foreach (var act in (object[])[new { kind = "CALL", purpose = "DEMAND" }, new { kind = "LETTER", purpose = "DEMAND", template = "reminder" }])
            (await house.AskAsync(id, $"k-{act.GetHashCode()}", act)).Value().Reason.ShouldStartWith("The customer is being traced");
        (await house.AskAsync(id, "help", new { kind = "LETTER", purpose = "SERVICE", template = "hardshipInvitation" })).Value().Outcome.ShouldBe(ActOutcome.Allowed);
    }

    [Fact]
    public async Task S39_A_message_of_somebody_who_does_not_want_to_live_is_an_emergency_and_stops_demands()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();

        await house.TellAsync(id, "InboundMessage", new { intent = "OTHER", channel = "PORTAL", text = "我真的不 想 活了" });
        await house.TellAsync(id, "InboundMessage", new { intent = "OTHER", channel = "PORTAL", text = "I want to die." });

        var file = (CaseFile)(await house.CaseAsync(id)).Snapshot.Facts;
        file.Emergencies.All!.Value.ShouldHaveSingleItem().Kind.ShouldBe("SELF_HARM");
        file.Holds.ShouldContain("ILLNESS_BEREAVEMENT_DISASTER");
    }

    [Theory]
    [InlineData("NoOneHome")]
    [InlineData("VisitCheckedOut")]
    [InlineData("VisitAborted")]
    public async Task T19_A_visit_that_never_began_does_not_end_and_what_was_agreed_stands(string type)
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.AgreeAsync(id);

        await house.TellAsync(id, type);

        var visits = ((CaseFile)(await house.CaseAsync(id)).Snapshot.Facts).Visits;
        (visits.Approval is not null, visits.Appointment is not null).ShouldBe((true, true));
        (await house.StateAsync(id)).ShouldBe("Visit/AppointmentConfirmed");
    }

    [Fact]
    public async Task T20_Whoever_refuses_a_visit_before_anybody_came_has_declined_it()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.AgreeAsync(id);
        var now = house.Clock.GetUtcNow();

        (await house.TellAsync(id, "VisitRefused")).ShouldBe("Escalated");

        ((CaseFile)(await house.CaseAsync(id)).Snapshot.Facts).Visits.ClosedUntil.ShouldBe(now.AddDays(90));
    }

    [Fact]
    public async Task T22_The_letter_calls_off_the_day_that_was_agreed_and_no_day_that_was_only_named()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.ApproveVisitAsync(id);
        var slot = house.Clock.GetUtcNow().AddDays(6);
        await house.TellAsync(id, "AppointmentConfirmed", new { place = "HOME", slot });
        await house.TellAsync(id, "AppointmentConfirmed", new { place = "HOME", slot = slot.AddDays(1) });

        await house.TellAsync(id, "AppointmentRescheduled", new { by = "BANK" });

        var letter = ShippedActTests.Text(await house.LastAsync(id, "visitCancelled"));
        letter.ShouldContain($"{slot.AddHours(8):yyyy年M月d日}");
        letter.ShouldNotContain($"{slot.AddDays(1).AddHours(8):yyyy年M月d日}");
    }

    [Fact]
    public async Task T27_S39_A_team_that_says_nothing_is_in_danger_and_one_that_says_so_is_not()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.BegunAsync(id);
        await house.LaterAsync(TimeSpan.FromMinutes(19));
        await house.TellAsync(id, "SafeCheckIn", new { agent = "agent_1" });
        await house.LaterAsync(TimeSpan.FromMinutes(19));
        File(await house.CaseAsync(id)).Emergencies.All.ShouldBeNull();

        await house.LaterAsync(TimeSpan.FromMinutes(2));

        var file = File(await house.CaseAsync(id));
        file.Holds.ShouldContain("SAFETY");
        file.Emergencies.All!.Value.ShouldHaveSingleItem().Kind.ShouldBe("AGENT_MISSING");
        (await house.StateAsync(id)).ShouldBe("ManualIntervention");
    }

    [Fact]
    public async Task T27_A_stranger_and_an_older_sign_keep_nobody_safe_and_hurry_nobody()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.BegunAsync(id);
        await house.LaterAsync(TimeSpan.FromMinutes(10));
        await house.TellAsync(id, "SafeCheckIn", new { agent = "agent_1" });
        await house.LaterAsync(TimeSpan.FromMinutes(5));
        await house.TellAsync(id, "SafeCheckIn", new { agent = "agent_9" });

        (await house.Store.DeadlinesAsync(id)).Single(row => row.Transition == "CheckInMissed:ON_SITE").DueAt.ShouldBe(house.Clock.GetUtcNow().AddMinutes(15));
        var late = await house.Sender.Send(new RaiseEvent(id, "late-sign", "SafeCheckIn", house.Clock.GetUtcNow().AddMinutes(-14), System.Text.Json.JsonSerializer.SerializeToElement(new { agent = "agent_2" }), EngineHouse.Service));
        late.Value().Reason.ShouldContain("A later sign of life was heard before");
        await house.LaterAsync(TimeSpan.FromMinutes(14));
        File(await house.CaseAsync(id)).Emergencies.All.ShouldBeNull();
        await house.LaterAsync(TimeSpan.FromMinutes(2));
        File(await house.CaseAsync(id)).Emergencies.All!.Value.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("PaymentReceived", """{"amount":100000,"ref":"all"}""")]
    [InlineData("ComplaintFiled", """{"category":"CONDUCT","accused":"agent_2"}""")]
    [InlineData("VulnerabilityDisclosed", """{"code":"ILLNESS"}""")]
    public async Task T24_S61_A_team_at_the_door_hears_at_once_that_it_has_to_leave(string type, string data)
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.BegunAsync(id);

        await house.TellAsync(id, type, System.Text.Json.JsonElement.Parse(data));

        (await house.SentAsync(id, "VisitCancelled")).ShouldHaveSingleItem().Payload.ShouldContain(type);
    }

    [Fact]
    public async Task T42_T24_Nobody_waits_in_vain_for_a_visit_that_a_payment_has_made_needless()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.AgreeAsync(id);

        (await house.TellAsync(id, "PaymentReceived", new { amount = 100_000, @ref = "all" })).ShouldBe("ClosedPaid");

        (await house.SentAsync(id, "VisitCancelled")).ShouldHaveSingleItem();
        (await house.JournalAsync(id)).ShouldContain(row => row.EventType == "PaymentReceived" && row.Entries.Contains("Event 'VisitCancelled' goes out.", StringComparison.Ordinal));
        var letter = await house.LastAsync(id, "visitCancelled");
        letter.Allowed.ShouldBeTrue(letter.Decision);
    }

    [Fact]
    public async Task T42_T27_Who_is_still_at_the_door_when_the_debt_is_paid_is_watched_over_until_he_checks_out()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.BegunAsync(id);
        await house.LaterAsync(TimeSpan.FromMinutes(10));
        (await house.TellAsync(id, "PaymentReceived", new { amount = 100_000, @ref = "all" })).ShouldBe("ClosedPaid");
        await house.TellAsync(id, "SafeCheckIn", new { agent = "agent_1" });
        await house.LaterAsync(TimeSpan.FromMinutes(19));
        File(await house.CaseAsync(id)).Emergencies.All.ShouldBeNull();
        (await house.Store.DeadlinesAsync(id)).ShouldHaveSingleItem().Transition.ShouldBe("CheckInMissed:ON_SITE");

        await house.LaterAsync(TimeSpan.FromMinutes(2));

        var (file, concerns) = (File(await house.CaseAsync(id)), await house.Services.GetRequiredService<ConcernStore>().OfAsync(id));
        (file.Emergencies.All!.Value.ShouldHaveSingleItem().Kind, await house.StateAsync(id)).ShouldBe(("AGENT_MISSING", "ClosedPaid"));
        concerns.ShouldContain(concern => concern.Kind == CaseConcerns.Emergency && concern.DueAt != null);
        await house.LaterAsync(TimeSpan.FromHours(3));
        var emergency = File(await house.CaseAsync(id)).Emergencies.All!.Value[0];
        emergency.Tier.ShouldBeGreaterThan(1, "nobody has taken it up");
        emergency.DueAt.ShouldNotBeNull("late whoever it waits for");
    }

    [Theory]
    [InlineData("VisitCheckedOut")]
    [InlineData("VisitAborted")]
    public async Task T42_T27_Who_has_left_a_door_where_nothing_is_owed_any_more_is_waited_for_no_longer(string type)
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.BegunAsync(id);
        await house.TellAsync(id, "PaymentReceived", new { amount = 100_000, @ref = "all" });

        await house.TellAsync(id, type);

        (await house.Store.DeadlinesAsync(id)).ShouldBeEmpty();
        await house.LaterAsync(TimeSpan.FromHours(3));
        File(await house.CaseAsync(id)).Emergencies.All.ShouldBeNull();
    }

    [Fact]
    public async Task S39_S16_What_is_owed_to_a_person_does_not_end_with_the_debt()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, "ComplaintFiled", new { category = "CONDUCT" });
        await house.TellAsync(id, "PaymentReceived", new { amount = 100_000, @ref = "all" });
        await house.TellAsync(id, "InboundMessage", new { intent = "OTHER", channel = "PORTAL", text = "我不想活了" });
        await house.SettleAsync();

        (await house.StateAsync(id)).ShouldBe("ClosedPaid");
        (await house.Services.GetRequiredService<ConcernStore>().OfAsync(id)).Select(concern => concern.Kind).ShouldBe([CaseConcerns.Complaint, CaseConcerns.Emergency, CaseConcerns.Message], ignoreOrder: true);
        var emergency = File(await house.CaseAsync(id)).Emergencies.All!.Value.ShouldHaveSingleItem();
        await house.TellAsync(id, "EmergencyAcknowledged", new { id = emergency.Id, by = "s1" });
        await house.LaterAsync(TimeSpan.FromDays(1));
        File(await house.CaseAsync(id)).Emergencies.All!.Value[0].Tier.ShouldBe(1);
    }

    private static CaseFile File(Doorstep.Workflows.Commands.CaseDetail found) => (CaseFile)found.Snapshot.Facts;
}
