using System.Net;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests;

public sealed class EventCatalogueTests(RunningDoorstep doorstep)
{
    /// <summary>What these name has to be there: an agent of the register, a playbook, something that the case has heard before. Their examples name nothing that is.</summary>
    private static readonly Dictionary<string, string> Naming = new()
    {
        ["CaseAssigned"] = "is not in the register of agents", ["ChecklistStepDone"] = "no checklist for CALL is open", ["EmergencyDrillStarted"] = "there is no playbook",
        ["EmergencyAcknowledged"] = "there is no emergency", ["EmergencyStepDone"] = "there is no emergency", ["EmergencyClosed"] = "there is no emergency", ["MessageAnswered"] = "there is no message", ["AccusedIdentified"] = "neither an agent nor of the staff",
        ["ConcessionReviewed"] = "There is no open approval task", ["PlanAccepted"] = "There is no open offer", ["PlanRejected"] = "There is no open offer", ["PlanReviewed"] = "nothing waits for it there",
        ["TracingExhausted"] = "tracing is not exhausted", ["VisitReviewed"] = "waits for no 'VisitReviewed'", ["LegalReviewed"] = "waits for no 'LegalReviewed'", ["EvasionReviewed"] = "waits for no 'EvasionReviewed'",
        ["AgencyChanged"] = "is not on the list", ["AppointmentConfirmed"] = "the hours are 10:00-17:00", ["EscalationReviewed"] = "Remote contact is not exhausted",
    };

    [Fact]
    public async Task Every_event_type_is_listed_with_a_schema_and_an_example_that_is_taken_as_it_is()
    {
        var kinds = (await doorstep.Client.GetAnswerAsync("/api/v1/events")).With(HttpStatusCode.OK).Json.AsArray();
        kinds.Count.ShouldBeGreaterThan(70);
        kinds.Select(kind => kind!["schema"]!["type"]!.GetValue<string>()).Distinct().ShouldBe(["object"]);

        // Those whom the examples name are people that the house knows.
        foreach (var name in kinds.SelectMany(kind => ((string[])["by", "secondBy"]).Select(field => kind!["example"]![field]?.ToString())).OfType<string>().Distinct())
            (await doorstep.Client.PutAnswerAsync($"/api/v1/staff/{Uri.EscapeDataString(name)}", """{"roles":["AGENT","REVIEWER","SUPERVISOR"]}""")).With(HttpStatusCode.OK);
        List<string> refused = [];
        foreach (var kind in kinds.Where(kind => !kind!["onlyByHouse"]!.GetValue<bool>()))
        {
            var (id, type) = (await doorstep.Client.StartAsync($"SYN-KIND-{kind!["type"]}"), kind["type"]!.GetValue<string>());
            var answer = await doorstep.Client.TellAsync(id, "example", type, kind["example"]!.ToJsonString());
            if (Naming.TryGetValue(type, out var missing)) answer.Text.ShouldContain(missing);
            else if (answer.Status != HttpStatusCode.OK) refused.Add($"{type}: {answer.Text}");
        }

        refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_only_the_house_says_is_refused_from_outside()
    {
        var id = await doorstep.Client.StartAsync("SYN-KIND-HOUSE");

        (await doorstep.Client.TellAsync(id, "e", "HoldExpired", """{"key":"DISPUTE"}""")).With(HttpStatusCode.BadRequest).Json["errors"]![0]!["message"]!.GetValue<string>()
            .ShouldBe("'HoldExpired' is raised by the house alone (clock).");
        (await doorstep.Client.TellAsync(id, "doorstep:act/1", "InboundMessage")).With(HttpStatusCode.BadRequest);
    }
}
