using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests.Security;

public sealed class KeyTests(RunningDoorstep doorstep)
{
    [Theory]
    [InlineData(null, "Send 'Authorization: ApiKey <key>'.")]
    [InlineData("ApiKey", "Send 'Authorization: ApiKey <key>'.")]
    [InlineData("ApiKey  ", "Send 'Authorization: ApiKey <key>'.")]
    [InlineData("Bearer abc", "This token is over, or it is none of ours. Ask for another with POST /api/v1/session/token.")]
    [InlineData("ApiKey wrong", "This key is not known, it has ended, or it was revoked.")]
    [InlineData("ApiKey " + RunningDoorstep.Key + "x", "This key is not known, it has ended, or it was revoked.")]
    [InlineData("Basic !!!", "This Basic header has no password in it. Send 'Authorization: ApiKey <key>'.")]
    [InlineData("Basic bm8gY29sb24=", "This Basic header has no password in it. Send 'Authorization: ApiKey <key>'.")]
    [InlineData("Basic dXNlcjo=", "This Basic header has no password in it. Send 'Authorization: ApiKey <key>'.")]
    [InlineData("Basic dXNlcjp3cm9uZw==", "This key is not known, it has ended, or it was revoked.")]
    public async Task Without_a_key_that_is_known_nothing_is_to_be_had(string? authorization, string detail)
    {
        using var client = doorstep.ClientWith(null);
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/cases");
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization).ShouldBeTrue();

        var answer = await client.AskAsync(request);

        answer.ShouldRead(
            $$"""
            401 application/problem+json
            {
              "type": "urn:doorstep:problem:unauthorized",
              "title": "A key is needed.",
              "status": 401,
              "detail": "{{detail}}"
            }
            """);
        answer.Message.Headers.WwwAuthenticate.ToString().ShouldBe("ApiKey realm=\"Doorstep\"");
    }

    [Fact]
    public async Task Two_authorization_headers_are_none() =>
        (await doorstep.SayAsync($"GET /api/v1/cases HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: ApiKey {RunningDoorstep.Key}\r\nAuthorization: ApiKey other\r\n\r\n"))
            .ShouldContain("The Authorization header is there 2 times; send it once.");

    [Theory]
    [InlineData("ApiKey ")]
    [InlineData("apikey ")]
    [InlineData("APIKEY   ")]
    public async Task The_schemes_letters_may_be_large_or_small(string scheme) =>
        (await doorstep.SayAsync($"GET /api/v1/cases HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {scheme}{RunningDoorstep.Key}\r\n\r\n")).ShouldStartWith("HTTP/1.1 200");

    [Fact]
    public async Task A_browser_is_asked_for_a_password_and_may_read_with_it()
    {
        using var browser = doorstep.ClientWith(null);
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        (await browser.GetAnswerAsync("/docs/")).With(HttpStatusCode.Unauthorized).Message.Headers.WwwAuthenticate.ToString().ShouldStartWith("Basic realm=\"Doorstep\"");

        browser.DefaultRequestHeaders.Authorization = Basic(RunningDoorstep.Key);
        (await browser.GetAnswerAsync("/docs/")).With(HttpStatusCode.OK);
        (await browser.GetAnswerAsync("/openapi/v1.json")).With(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_a_browser_sends_by_itself_changes_nothing()
    {
        using var browser = doorstep.ClientWith(Basic(RunningDoorstep.Key));
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        var answer = await browser.PostAnswerAsync("/api/v1/definitions/visit/retire", new FormUrlEncodedContent([]));

        answer.With(HttpStatusCode.Unauthorized)["detail"].ShouldBe("Basic is for reading in a browser. Send 'Authorization: ApiKey <key>'.");
        answer.Message.Headers.WwwAuthenticate.ToString().ShouldBe("ApiKey realm=\"Doorstep\"", "the browser must not ask its user to let somebody else's form in");
    }

    [Fact]
    public async Task A_key_that_is_revoked_opens_nothing_ten_seconds_later()
    {
        await using var own = new RunningDoorstep();
        await own.InitializeAsync();
        var keys = own.Services.GetRequiredService<ApiKeyStore>();
        (await own.Client.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.OK);

        await keys.RevokeAsync((await keys.ListAsync(TestContext.Current.CancellationToken)).Single().Id, RunningDoorstep.Morning, TestContext.Current.CancellationToken);
        own.Clock!.Advance(TimeSpan.FromSeconds(10));

        (await own.Client.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.Unauthorized)["detail"].ShouldBe("This key is not known, it has ended, or it was revoked.");
    }

    private static AuthenticationHeaderValue Basic(string key) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{key}")));
}
