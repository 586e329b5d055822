using System.Net;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests;

/// <summary>The ledger, what is late and the auditor, over HTTP. Other tests use the same house, so nothing here counts all of it.</summary>
public sealed class DeadlineEndpointTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task The_life_of_each_deadline_of_a_case_is_told()
    {
        var id = await Client.StartAsync("SYN-LEDGER-1");
        await doorstep.RelayAsync();
        await Client.TellAsync(id, "e1", "HardshipDeclared", """{"reason":"ILLNESS"}""");

        var lives = (await Client.GetAnswerAsync($"/api/v1/cases/{id}/deadlines/ledger")).With(HttpStatusCode.OK).Json.AsArray();

        lives.Select(life => life!["stand"]!.ToString()).Distinct().ShouldContain("waiting");
        var cancelled = lives.Last(life => life!["stand"]!.ToString() == "cancelled")!;
        (cancelled["cause"]!.ToString(), cancelled["firedAt"], cancelled["healed"]!.GetValue<bool>()).ShouldBe(("HardshipDeclared", null, false));
        (await Client.GetAnswerAsync("/api/v1/cases/nobody/deadlines/ledger")).With(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_ledger_has_a_row_for_each_day_and_a_fault_for_each_mistake()
    {
        await Client.StartAsync("SYN-LEDGER-2");

        var ledger = (await Client.GetAnswerAsync("/api/v1/deadlines/ledger?from=2031-02-27&to=2031-03-01")).With(HttpStatusCode.OK).Json;

        ledger["days"]!.AsArray().Select(day => day!["day"]!.ToString()).ShouldBe(["2031-02-27", "2031-02-28", "2031-03-01"]);
        ledger["days"]![2]!["armed"]!.GetValue<long>().ShouldBeGreaterThan(0);
        ledger["days"]![2]!["latenessMax"]!.ToString().ShouldStartWith("PT");
        (await Client.GetAnswerAsync("/api/v1/deadlines/ledger?from=yesterday&until=x")).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Select(fault => fault!["path"]!.ToString()).ShouldBe(["from", "to", "until"]);
        (await Client.GetAnswerAsync("/api/v1/deadlines/ledger?from=2031-03-02&to=2031-03-01")).With(HttpStatusCode.BadRequest)["detail"].ShouldBe("The ledger cannot be read like this.");
        (await Client.GetAnswerAsync("/api/v1/deadlines/ledger?from=2029-03-02&to=2031-03-01")).With(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_is_late_and_what_the_auditor_found_are_lists()
    {
        var late = (await Client.GetAnswerAsync("/api/v1/deadlines/late?from=2031-03-01&limit=5")).With(HttpStatusCode.OK).Json;
        (late["waiting"]!.AsArray().Count, late["fired"]!.AsArray().Count).ShouldSatisfyAllConditions(counts => counts.Item1.ShouldBeLessThanOrEqualTo(5), counts => counts.Item2.ShouldBeLessThanOrEqualTo(5));
        (await Client.GetAnswerAsync("/api/v1/deadlines/late?from=2031-01-01&to=2031-03-01")).With(HttpStatusCode.BadRequest);
        (await Client.GetAnswerAsync("/api/v1/auditor?limit=0")).With(HttpStatusCode.BadRequest);
        (await Client.GetAnswerAsync("/api/v1/auditor")).With(HttpStatusCode.OK).Json["findings"].ShouldNotBeNull();
    }

    [Fact]
    public async Task The_catch_up_desk_says_how_far_the_house_is_and_at_what_pace()
    {
        var desk = (await Client.GetAnswerAsync("/api/v1/catch-up?limit=3")).With(HttpStatusCode.OK).Json;

        (desk["perSecond"]!.GetValue<int>(), desk["hearAfter"]!.ToString(), desk["isCatchingUp"]!.GetValue<bool>()).ShouldBe((500, "PT10M", desk["outages"]!.AsArray().Any(outage => !outage!["isOver"]!.GetValue<bool>())));
        (await Client.GetAnswerAsync("/api/v1/catch-up?limit=51")).With(HttpStatusCode.BadRequest);
        (await Client.GetAnswerAsync("/api/v1/catch-up?limt=5")).With(HttpStatusCode.BadRequest);
    }
}
