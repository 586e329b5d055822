using System.Net;
using System.Net.Http.Headers;
using Doorstep.Host.Security;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests;

/// <summary>Who may decide is written by compliance, and a clock that stands still says so, over HTTP.</summary>
public sealed class StaffTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task G11_The_register_of_staff_is_kept_by_compliance_and_nobody_writes_the_own_entry()
    {
        using var supervisor = await ClientAsync("staff-supervisor", "Supervisor");
        using var compliance = await ClientAsync("staff-compliance", "Compliance");

        (await supervisor.PutAnswerAsync("/api/v1/staff/staff-1", """{"roles":["REVIEWER"]}""")).With(HttpStatusCode.UnprocessableEntity)["detail"].ShouldStartWith("Compliance keeps the register of staff");
        (await compliance.PutAnswerAsync("/api/v1/staff/key:staff-compliance", """{"roles":["REVIEWER"]}""")).With(HttpStatusCode.UnprocessableEntity)["detail"].ShouldContain("is you");
        (await compliance.PutAnswerAsync("/api/v1/staff/staff-1", """{"roles":["REVIEWR"]}""")).With(HttpStatusCode.BadRequest).Text.ShouldContain("REVIEWER");
        (await compliance.PutAnswerAsync("/api/v1/staff/staff-1", """{"roles":["REVIEWER"]}""")).With(HttpStatusCode.OK);
        (await compliance.GetAnswerAsync("/api/v1/staff?limit=1000")).With(HttpStatusCode.OK).Json.AsArray().ShouldContain(entry => entry!["key"]!.ToString() == "staff-1");
    }

    [Fact]
    public async Task G11_What_a_service_says_of_a_persons_role_counts_only_as_the_register_has_it()
    {
        var id = await Client.StartAsync("SYN-STAFF-1");
        const string Asked = """{"by":"staff-2","role":"CREDIT_COMMITTEE","reason":"synthetic"}""";
        (await Client.TellAsync(id, "w1", "WriteOffProposed", Asked)).With(HttpStatusCode.BadRequest).Json["errors"]![0]!["message"]!.ToString().ShouldContain("PUT /api/v1/staff/staff-2");

        (await Client.PutAnswerAsync("/api/v1/staff/staff-2", """{"roles":["AGENT"]}""")).With(HttpStatusCode.OK);
        (await Client.TellAsync(id, "w1", "WriteOffProposed", Asked)).With(HttpStatusCode.BadRequest).Json["errors"]![0]!["path"]!.ToString().ShouldBe("data.role");

        (await Client.TellAsync(id, "w1", "WriteOffProposed", Asked.Replace("CREDIT_COMMITTEE", "AGENT", StringComparison.Ordinal))).With(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S8_A_plan_is_accepted_only_where_the_case_waits_for_it_and_the_answer_says_where()
    {
        var id = await Client.StartAsync("SYN-STAFF-2");

        var refused = (await Client.TellAsync(id, "a1", "PlanAccepted", """{"version":1,"months":3,"instalment":1,"firstDue":"2031-04-01","total":3,"consent":"SIGNED"}""")).With(HttpStatusCode.UnprocessableEntity);

        refused["detail"].ShouldContain("Where a plan is accepted: Hardship/PlanOffered, Hardship/PlanReview, Legal/LegalReferred.");
    }

    [Fact]
    public async Task T44_A_clock_that_a_hold_has_stopped_is_told_with_its_hold_its_moment_and_what_it_has_left()
    {
        var id = await Client.StartAsync("SYN-STAFF-3");
        await doorstep.RelayAsync();
        (await Client.TellAsync(id, "d1", "DisputeRaised", """{"ground":"AMOUNT"}""")).With(HttpStatusCode.OK);

        var deadline = (await Client.GetAnswerAsync($"/api/v1/cases/{id}/deadlines")).Json.AsArray().Single(one => one!["transition"]!.ToString() == "T10")!;
        deadline["status"]!.ToString().ShouldBe("stopped");
        deadline["dueAt"].ShouldBeNull();
        deadline["stopped"]!["holds"]!.AsArray().Select(hold => hold!.ToString()).ShouldBe(["DISPUTE"]);
        deadline["stopped"]!["left"]!.ToString().ShouldStartWith("P");
        deadline["stopped"]!["since"]!.ToString().ShouldStartWith("2031-");

        var why = (await Client.GetAnswerAsync($"/api/v1/cases/{id}/why")).Json;
        why["ways"]!.AsArray().First(way => way!["transition"]!.ToString() == "T10" && way["stopped"] is not null)!["dueAt"].ShouldBeNull();
        why["says"]!.AsArray().Select(said => said!.ToString()).ShouldContain(said => said.Contains("stands still since", StringComparison.Ordinal) && said.Contains("for hold DISPUTE", StringComparison.Ordinal));
    }

    private async Task<HttpClient> ClientAsync(string name, string role)
    {
        await doorstep.Services.GetRequiredService<ApiKeyStore>().AddAsync(new ApiKeyRecord(name, name, [role], ApiKey.Hash(name), RunningDoorstep.Morning));
        return doorstep.ClientWith(new AuthenticationHeaderValue("ApiKey", name));
    }
}
