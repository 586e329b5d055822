using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Acts.ShippedHouse;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>What the customer says is heard wherever a fact hands it on (S24, S34, S39, b.4 CEASE_CONTACT).</summary>
public sealed class SaidWordsTests
{
    private const string Words = "Stop contacting me. Nobody may come to my home. I will kill myself.";

    [Theory]
    [InlineData("DisputeRaised", "ground")]
    [InlineData("AppointmentDeclined", "reason")]
    [InlineData("PlanRejected", "reason")]
    [InlineData("FraudReported", "ground")]
    [InlineData("HardshipDeclared", "reason")]
    public async Task S34_S39_The_wish_to_be_left_alone_and_words_of_harm_are_heard_in_every_reason_that_a_customer_gives(string type, string member)
    {
        await using var house = await OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));

        await house.TellAsync(id, type, new Dictionary<string, string> { [member] = Words });

        var file = (CaseFile)(await house.CaseAsync(id)).Snapshot.Facts;
        (file.Hold.Has(Hold.CeaseContact), file.Visits.Unwelcome is not null, file.Emergencies.All?.Length).ShouldBe((true, true, 1));
        (await house.AskAsync(other, "k1", new { kind = "LETTER", purpose = "DEMAND", template = "reminder" })).Value().Reason.ShouldContain("G4 NoBlockingHold: Hold CEASE_CONTACT");
    }

    [Fact]
    public async Task G4_Whoever_ends_one_channel_after_the_other_wants_no_contact_at_all()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, "CeaseContactRequested", new { channels = Written });
        ((CaseFile)(await house.CaseAsync(id)).Snapshot.Facts).Hold.Has(Hold.CeaseContact).ShouldBeFalse();

        await house.TellAsync(id, "PreferenceChanged", new { optOut = (string[])[.. Written, "CALL", "IM"] });

        ((CaseFile)(await house.CaseAsync(id)).Snapshot.Facts).Hold.Has(Hold.CeaseContact).ShouldBeTrue();
    }

    [Theory]
    [InlineData("MoratoriumStarted", "{}")]
    [InlineData("FraudReported", "{}")]
    [InlineData("DataIncident", """{"ref":"I1"}""")]
    public async Task G4_No_agency_gets_a_case_while_a_hold_keeps_agencies_away(string type, string data)
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, type, System.Text.Json.JsonElement.Parse(data));

        (await house.RefusedAsync(id, "AgencyChanged", new { agency = "Listed Ltd" })).ShouldContain("stands in the way: nothing is given to an agency before that is over");
    }

    private static readonly string[] Written = ["SMS", "EMAIL", "LETTER"];
}
