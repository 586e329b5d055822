using System.Net;
using System.Net.Http.Headers;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests;

/// <summary>The supervisors' desk over HTTP.</summary>
public sealed class DeskTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task What_waits_is_shown_with_why_and_the_next_lawful_step_in_both_languages()
    {
        var id = await Client.StartAsync("SYN-DESK-1");
        await Client.TellAsync(id, "desk-c1", "ComplaintFiled");

        var english = (await Client.GetAnswerAsync("/api/v1/desk/waiting?kind=COMPLAINT&limit=200")).With(HttpStatusCode.OK).Json.AsArray().Single(row => row!["case"]!["caseId"]!.ToString() == id)!;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/desk");
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("zh-CN"));
        var cards = (await Client.AskAsync(request)).With(HttpStatusCode.OK).Json.AsArray();

        (english["subject"]!.ToString(), english["why"]!.ToString()).ShouldBe(("desk-c1", "A complaint is not closed."));
        cards.Select(card => card!["kind"]!.ToString()).First().ShouldBe("EMERGENCY");
        var complaints = cards.Single(card => card!["kind"]!.ToString() == "COMPLAINT")!;
        (complaints["name"]!.ToString(), complaints["count"]!.GetValue<int>() > 0).ShouldBe(("投诉", true));
    }

    [Fact]
    public async Task A_kind_that_is_none_is_named_with_those_that_are() =>
        (await Client.GetAnswerAsync("/api/v1/desk/waiting?kind=COMPLAINTS&limit=0")).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Select(fault => fault!["path"]!.ToString()).ShouldBe(["limit", "kind"], ignoreOrder: true);
}
