using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Tests.Collections;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Acts.ShippedHouse;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>A number at which somebody answers who does not know the customer is the customer's no more (G3, S28).</summary>
public sealed class StrangerTests
{
    private static readonly object Text = new { kind = "SMS", purpose = "SERVICE", template = "hardshipInvitation" };

    private static readonly string[] Meant = ["WRONG_PERSON"];

    [Theory]
    [InlineData("ContactOutcome", """{"result":"WRONG_PARTY"}""")]
    [InlineData("ContactOutcome", """{"result":"WRONG_PARTY","numberToken":"num_of_the_bank"}""")]
    [InlineData("InboundMessage", """{"channel":"CALL","meant":["WRONG_PERSON"],"by":"s1"}""")]
    public async Task G3_Nothing_goes_to_a_number_that_is_somebody_elses_in_any_case_of_the_person_until_a_lawful_source_gives_one(string type, string data)
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        (await house.AskAsync(other, "k0", Text)).Value().Outcome.ShouldBe(ActOutcome.Allowed);

        await house.TellAsync(id, type, System.Text.Json.JsonElement.Parse(data));

        foreach (var one in (string[])[id, other])
        {
            (await house.AskAsync(one, "k1", Text)).Value().Reason.ShouldContain("G3");
            (await house.AskAsync(one, "k2")).Value().Outcome.ShouldBe(ActOutcome.Refused);
        }

        await house.TellAsync(other, "ContactRestored", new { source = "REGISTER", contact = "+00-0000-000-077", numberToken = "num_77" });
        await house.LaterAsync(TimeSpan.FromDays(8));
        (await house.AskAsync(other, "k3", Text)).Value().Reason.ShouldContain("G3", Case.Sensitive, "nobody has answered there yet");
        var answered = ((CaseFile)(await house.CaseAsync(other)).Snapshot.Facts).With("ContactOutcome", new { result = "RIGHT_PARTY", numberToken = "num_77", identityProven = true });
        answered.Customer.Own.First().ShouldBe(new ContactPoint("PHONE", "+00-0000-000-077", true, Token: "num_77"));
        (await house.AskAsync(other, "k4", new { kind = "SMS", purpose = "SERVICE", template = "hardshipInvitation", to = "+00-0000-000-001" })).Value().Reason.ShouldContain("G3");
    }

    [Fact]
    public async Task G3_T8_A_number_that_a_source_calls_the_customers_again_hears_nothing_of_the_debt_in_any_case_before_the_customer_has_answered()
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        await house.TellAsync(id, "ContactOutcome", new { result = "WRONG_PARTY" });
        await house.LaterAsync(TimeSpan.FromMinutes(1));
        await house.TellAsync(other, "ContactRestored", new { source = "REGISTER", contact = "+00-0000-000-001" });

        foreach (var one in (string[])[id, other]) (await house.AskAsync(one, "k1", Text)).Value().Reason.ShouldContain("not known to be the customer's own and verified");
    }

    [Fact]
    public async Task G3_A_source_that_is_older_than_the_call_brings_no_number_back_and_none_makes_that_of_a_third_party_the_customers()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, "ContactOutcome", new { result = "WRONG_PARTY" });
        (await house.AskAsync(id, "k1", new { kind = "THIRD_PARTY_ENQUIRY", purpose = "LOCATE", recipient = "THIRD_PARTY", disclosesDebt = false, to = "+00-0000-888-777" })).Value().Reason.ShouldBe("Nothing stands in its way.");

        await house.TellAsync(id, "ContactRestored", new { source = "relative", contact = "+00-0000-888-777" });
        (await house.Sender.Send(new RaiseEvent(id, "late", "ContactRestored", house.Clock.GetUtcNow().AddHours(-5), System.Text.Json.JsonElement.Parse("""{"source":"REGISTER","contact":"+00-0000-000-001"}"""), EngineHouse.Service))).Value();

        foreach (var to in (string[])["+00-0000-888-777", "+00-0000-000-001"])
            (await house.AskAsync(id, $"k-{to}", new { kind = "CALL", purpose = "DEMAND", to })).Value().Reason.ShouldContain("G3");
    }

    [Theory]
    [InlineData("LETTER")]
    [InlineData(null)]
    public async Task G3_S3_What_went_to_the_address_of_somebody_else_has_told_nobody_and_nobody_goes_there_for_any_case(string? channel)
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        await house.ApproveVisitAsync(id);
        await house.TellAsync(id, "AppointmentConfirmed", new { place = "HOME", slot = house.Clock.GetUtcNow().AddDays(6) });
        await house.TellAsync(other, "InboundMessage", channel is null ? new { text = "I live here alone." } : new { channel, text = "I live here alone." });

        await house.TellAsync(other, "MessageAnswered", new { by = "s1", id = ((CaseFile)(await house.CaseAsync(other)).Snapshot.Facts).Inbox.Waiting.Single().Id, meant = Meant });

        var file = (CaseFile)(await house.CaseAsync(id)).Snapshot.Facts;
        (await house.StateAsync(id)).ShouldBe("Escalated", "the visit is called off");
        file.Acts.Latest.Where(act => act is { Kind: ActKind.Letter, Allowed: true }).ShouldAllBe(act => act.CameBack);
        await house.TellAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" });
        (await house.RefusedAsync(id, "VisitReviewed", new { decision = "APPROVED", by = "s2", agents = Team, authorisationId = "AU-1", place = "HOME" })).ShouldContain("G9: Somebody else lives at the customer's address");
    }

    private static readonly string[] Team = ["agent_1", "agent_2"];

    [Fact]
    public async Task G3_A_message_of_whoever_has_the_number_now_is_read_as_one()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, "InboundMessage", new { channel = "SMS", text = "You have the wrong number." });

        await house.TellAsync(id, "MessageAnswered", new { by = "s1", id = ((CaseFile)(await house.CaseAsync(id)).Snapshot.Facts).Inbox.Waiting.Single().Id, meant = Meant });

        (await house.AskAsync(id, "k1", Text)).Value().Reason.ShouldContain("G3");
    }
}
