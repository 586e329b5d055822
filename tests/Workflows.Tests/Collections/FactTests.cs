using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Collections;

public sealed partial class FactTests
{
    /// <summary>The first column of the second table of domain.md (e), but for the four that concern more than one case.</summary>
    private const string OfTheField =
        """
        PaymentReceived PaymentReversed BalanceUpdated AccountCured ContactAttempted ContactOutcome InboundMessage CustomerReply PromiseMade HardshipDeclared VulnerabilityDisclosed
        EvidenceUploaded IncomeStatementSubmitted PlanProposed PlanAccepted PlanRejected InstalmentMissed DisputeRaised DisputeResolved ComplaintFiled ComplaintClosed
        AppointmentConfirmed AppointmentDeclined AppointmentRescheduled VisitCheckedIn VisitCheckedOut VisitRefused VisitAborted VisitReportFiled SafetyAlert CheckInMissed
        IdentityVerificationRequested FakeAgentReported CustomerDeceased EstateRepresentativeNamed IncapacityNotified GuardianVerified InsolvencyOpened InsolvencyClosed
        MoratoriumStarted MoratoriumEnded ConsentWithdrawn PreferenceChanged CeaseContactRequested RepresentativeAppointed RiskAlertRaised RiskAlertCleared AuthorityRequestReceived
        AgentSuspended TrainingExpired AuthorisationRevoked DebtTransferred AgencyChanged CourtMilestone DisasterDeclared DataIncident
        """;

    public static TheoryData<string> Names { get; } = [.. FactCatalogue.Kinds.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_event_of_the_field_is_a_typed_fact() => White().Split(OfTheField.Trim()).Except(FactCatalogue.Kinds.Keys).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_example_of_a_fact_fits_its_shape_and_comes_back_whole(string name)
    {
        var example = JsonElement.Parse(FactCatalogue.Kinds[name].Shape.Example().ToJsonString());

        FactCatalogue.Check(name, example).ShouldBeEmpty();
        var fact = Fact.Read(name, example).ShouldNotBeNull();
        fact.GetType().Name.ShouldBe(name);
        JsonSerializer.SerializeToElement(fact, fact.GetType(), FactJson.Options).GetRawText().ShouldBe(JsonSerializer.Serialize(example, FactJson.Options));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fact_without_terms_passes_the_door_without_anybody_reading_a_pack(string name)
    {
        var fact = Fact.Read(name, JsonElement.Parse(FactCatalogue.Kinds[name].Shape.Example().ToJsonString())).ShouldNotBeNull();
        var moment = new FactMoment("e-1", Files.Monday, TimeZoneInfo.Utc);

        if (!ReliefDoor.HasTerms(fact)) Should.NotThrow(() => CaseFactDoor.Refusal(Files.Open(), fact, moment, Files.Rules with { MonthsMax = null }));
    }

    [Fact]
    public void An_event_is_read_once_and_a_copy_of_it_anew()
    {
        var paid = new WorkflowEvent.Raised("e-1", "PaymentReceived", Files.Monday, JsonElement.Parse("""{"amount":1}"""));

        Fact.Of(paid).ShouldBeSameAs(Fact.Of(paid));
        paid.ShouldBe(new WorkflowEvent.Raised("e-1", "PaymentReceived", Files.Monday, paid.Data));
        Fact.Of(paid with { Data = JsonElement.Parse("""{"amount":2}""") }).ShouldBe(new PaymentReceived(2));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_schema_of_a_fact_names_every_field_and_lets_no_other_in(string name)
    {
        var (shape, schema) = (FactCatalogue.Kinds[name].Shape, FactCatalogue.Kinds[name].Shape.Schema());

        schema["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
        schema["properties"]!.AsObject().Select(property => property.Key).ShouldBe(shape.Fields.Select(field => field.Name));
        schema["required"]!.AsArray().Select(required => required!.GetValue<string>()).ShouldBe(shape.Fields.Where(field => !field.IsOptional).Select(field => field.Name));
    }

    [Fact]
    public void A_field_that_nobody_knows_is_refused_with_the_one_that_was_meant() => FactCatalogue.Check("PromiseMade", JsonElement.Parse("""{"ammount":1,"date":"2031-03-01"}""")).ShouldBe(
    [
        ("ammount", "'ammount' is not known here; did you mean 'amount'?"),
        ("amount", "is missing: an amount above zero in minor units, such as 120000."),
    ]);

    [Fact]
    public void What_is_too_much_is_told_how_much_it_may_be() => FactCatalogue.Check("PaymentReceived", JsonElement.Parse("""{"amount":1000000000000001}""")).ShouldHaveSingleItem().Message
        .ShouldBe("1000000000000001 is not an amount above zero in minor units, such as 120000; the most is 1000000000000000.");

    [Theory]
    [InlineData("PreferenceChanged", """{"notBefore":"25:00","channels":["CALL","PIGEON"],"optOut":"SMS"}""", "channels[1],notBefore,optOut")]
    [InlineData("IncomeStatementSubmitted", """{"asOf":"2031-03-01","household":1,"income":[{"kind":"WAGE","amount":1}],"expenditure":[{"category":"RENT","amount":"5"},{"amount":5,"colour":"red"},null],"totals":{"income":1}}""", "income[0].kind,expenditure[0].amount,expenditure[1].colour,expenditure[1].category,expenditure[2],totals.expenditure")]
    [InlineData("AppointmentConfirmed", """{"slot":"2031-03-01T09:00:00","place":"home","people":[""]}""", "place,slot,people[0]")]
    [InlineData("RiskAlertRaised", """{"confidence":1.5,"id":" "}""", "id,confidence")]
    [InlineData("FeedbackGiven", """{"rating":6}""", "rating")]
    [InlineData("DisputeRaised", """{"creditData":"yes","items":{}}""", "items,creditData")]
    public void Every_fault_is_told_at_once_and_where_it_is(string type, string data, string fields) =>
        string.Join(',', FactCatalogue.Check(type, JsonElement.Parse(data)).Select(wrong => wrong.Field)).ShouldBe(fields);

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();
}
