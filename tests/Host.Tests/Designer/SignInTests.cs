using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests.Designer;

/// <summary>Signing in with a key, the cookie that comes of it, and the tokens that the cookie gives.</summary>
public sealed partial class SignInTests(RunningDoorstep doorstep)
{
    [Fact]
    public async Task Whoever_is_not_signed_in_is_asked_to_and_comes_back_to_where_she_was()
    {
        Assert.SkipUnless(StudioServingTests.HasBundle, StudioServingTests.NoBundle);
        using var browser = Browser();
        var asked = (await browser.GetAnswerAsync("/studio/workflows/definitions/visit/edit")).With(HttpStatusCode.Redirect);
        asked.Message.Headers.Location!.ToString().ShouldBe("/studio/sign-in?returnTo=%2Fstudio%2Fworkflows%2Fdefinitions%2Fvisit%2Fedit");

        var done = await SignInAsync(browser, RunningDoorstep.Key, "/studio/workflows/definitions/visit/edit");

        done.With(HttpStatusCode.Redirect).Message.Headers.Location!.ToString().ShouldBe("/studio/workflows/definitions/visit/edit");
        var cookie = done.Message.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("doorstep-session=", StringComparison.Ordinal));
        cookie.ToLowerInvariant().ShouldContain("samesite=strict");
        cookie.ToLowerInvariant().ShouldContain("httponly");
        cookie.ShouldNotContain(RunningDoorstep.Key);
        (await browser.GetAnswerAsync("/studio/workflows/definitions/visit/edit")).With(HttpStatusCode.OK).Text.ShouldContain("key:environment");
    }

    [Theory]
    [InlineData("https://elsewhere.example/studio/workflows/definitions")]
    [InlineData("//elsewhere.example")]
    [InlineData("/api/v1/cases")]
    [InlineData("/studio/workflows/definitions/..%2f..%2fapi/x")]
    public async Task Signing_in_leads_to_no_page_but_ours(string returnTo)
    {
        Assert.SkipUnless(StudioServingTests.HasBundle, StudioServingTests.NoBundle);
        using var browser = Browser();

        (await SignInAsync(browser, RunningDoorstep.Key, returnTo)).With(HttpStatusCode.Redirect).Message.Headers.Location!.ToString().ShouldBe("/studio/workflows/definitions");
    }

    [Fact]
    public async Task A_page_gets_a_token_that_is_over_after_ten_minutes()
    {
        Assert.SkipUnless(StudioServingTests.HasBundle, StudioServingTests.NoBundle);
        var clock = new StandingClock(RunningDoorstep.Morning);
        await using var house = new RunningDoorstep { Clock = clock };
        await house.InitializeAsync();
        using var browser = Browser(house);
        await SignInAsync(browser, RunningDoorstep.Key);

        var given = await TokenAsync(browser);
        given["expiresAt"].ShouldBe("2031-03-01T01:10:00.000Z");
        using var page = house.ClientWith(new AuthenticationHeaderValue("Bearer", given["token"]));
        (await page.GetAnswerAsync("/elsa/api/features/installed")).With(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMinutes(10));
        (await page.GetAnswerAsync("/elsa/api/features/installed")).With(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_takes_the_page_and_not_only_the_cookie()
    {
        Assert.SkipUnless(StudioServingTests.HasBundle, StudioServingTests.NoBundle);
        using var browser = Browser();
        await SignInAsync(browser, RunningDoorstep.Key);

        (await browser.PostAnswerAsync("/api/v1/session/token", content: null)).With(HttpStatusCode.BadRequest);
        (await browser.GetAnswerAsync("/elsa/api/features/installed")).With(HttpStatusCode.Unauthorized);
        (await browser.GetAnswerAsync("/api/v1/cases")).With(HttpStatusCode.Unauthorized);
        (await doorstep.Client.PostAnswerAsync("/api/v1/session/token", content: null)).With(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_changed_token_is_none()
    {
        using var page = doorstep.ClientWith(new AuthenticationHeaderValue("Bearer", "CfDJ8AAAA"));

        (await page.GetAnswerAsync("/elsa/api/features/installed")).With(HttpStatusCode.Unauthorized)["detail"].ShouldStartWith("This token is over");
    }

    [Theory]
    [InlineData("Designer", true, true)]
    [InlineData("Supervisor", true, false)]
    [InlineData("Compliance", true, false)]
    [InlineData("Service", false, false)]
    [InlineData("Agent", false, false)]
    public async Task Designers_edit_supervisors_and_compliance_read_and_nobody_else_comes_in(string role, bool reads, bool edits)
    {
        using var client = await ClientAsync(role);

        (await client.GetAnswerAsync("/elsa/api/workflow-definitions?versionOptions=Latest")).Status.ShouldBe(reads ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        (await client.GetAnswerAsync("/elsa/api/descriptors/storage-drivers")).Status.ShouldBe(reads ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        (await client.GetAnswerAsync("/elsa/api/nothing")).Status.ShouldBe(reads ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden);
        if (!reads) return;
        var definition = await client.ElsaAsync("/workflow-definitions/by-id/visit%3A1");
        definition["links"]!.AsArray().Any(link => link!["rel"]!.ToString() == "publish").ShouldBe(edits);
    }

    [Fact]
    public async Task A_session_ends_when_its_key_is_revoked()
    {
        Assert.SkipUnless(StudioServingTests.HasBundle, StudioServingTests.NoBundle);
        var clock = new StandingClock(RunningDoorstep.Morning);
        await using var house = new RunningDoorstep { Clock = clock };
        await house.InitializeAsync();
        var keys = house.Services.GetRequiredService<ApiKeyStore>();
        await keys.AddAsync(new ApiKeyRecord("k-1", "ana", ["Designer"], Host.Security.ApiKey.Hash("the-key-of-ana-0123456789"), clock.GetUtcNow()));
        using var browser = Browser(house);
        (await SignInAsync(browser, "the-key-of-ana-0123456789")).With(HttpStatusCode.Redirect);
        var token = (await TokenAsync(browser))["token"];

        await keys.RevokeAsync("k-1", clock.GetUtcNow());
        clock.Advance(TimeSpan.FromSeconds(11));

        (await browser.GetAnswerAsync("/studio/workflows/definitions")).With(HttpStatusCode.Redirect);
        using var page = house.ClientWith(new AuthenticationHeaderValue("Bearer", token));
        (await page.GetAnswerAsync("/elsa/api/features/installed")).With(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("nobody-has-this-key", "This key is not known, or it was revoked.")]
    [InlineData("", "This key is not known, or it was revoked.")]
    public async Task A_wrong_key_is_said_to_be_wrong(string key, string fault)
    {
        Assert.SkipUnless(StudioServingTests.HasBundle, StudioServingTests.NoBundle);
        using var browser = Browser();

        (await SignInAsync(browser, key)).With(HttpStatusCode.Unauthorized).Text.ShouldContain(fault);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        Assert.SkipUnless(StudioServingTests.HasBundle, StudioServingTests.NoBundle);
        using var browser = Browser();
        await SignInAsync(browser, RunningDoorstep.Key);

        (await browser.PostAnswerAsync("/studio/sign-out", content: null)).With(HttpStatusCode.BadRequest);
        var form = FormToken().Match((await browser.GetAnswerAsync("/studio/workflows/definitions")).Text).Groups[1].Value;
        (await browser.PostAnswerAsync("/studio/sign-out", new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", form)]))).With(HttpStatusCode.Redirect);

        (await browser.GetAnswerAsync("/studio/workflows/definitions")).With(HttpStatusCode.Redirect);
    }

    private async Task<HttpClient> ClientAsync(string role)
    {
        var secret = $"key-of-a-{role}-0123456789-0123456789";
        var keys = doorstep.Services.GetRequiredService<ApiKeyStore>();
        if (await keys.FindByHashAsync(Host.Security.ApiKey.Hash(secret)) is null)
            await keys.AddAsync(new ApiKeyRecord($"studio-{role}", $"studio-{role}", [role], Host.Security.ApiKey.Hash(secret), RunningDoorstep.Morning));
        return doorstep.ClientWith(new AuthenticationHeaderValue("ApiKey", secret));
    }

    private HttpClient Browser(RunningDoorstep? house = null) => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = (house ?? doorstep).Address };

    private static async Task<Answer> SignInAsync(HttpClient browser, string key, string returnTo = "/studio/workflows/definitions")
    {
        var form = FormToken().Match((await browser.GetAnswerAsync("/studio/sign-in")).With(HttpStatusCode.OK).Text).Groups[1].Value;
        return await browser.PostAnswerAsync("/studio/sign-in", new FormUrlEncodedContent(
            [KeyValuePair.Create("key", key), KeyValuePair.Create("returnTo", returnTo), KeyValuePair.Create("__RequestVerificationToken", form)]));
    }

    private static async Task<Answer> TokenAsync(HttpClient browser)
    {
        var page = (await browser.GetAnswerAsync("/studio/workflows/definitions")).With(HttpStatusCode.OK).Text;
        return (await browser.PostAnswerAsync("/api/v1/session/token", (HttpContent?)null, ("X-Form-Token", FormToken().Match(page).Groups[1].Value))).With(HttpStatusCode.OK);
    }

    [GeneratedRegex("(?:name=\"__RequestVerificationToken\" value|name=\"form-token\" content)=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
