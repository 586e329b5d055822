using System.Net;
using System.Net.Http.Headers;
using Doorstep.Host.Tests.Running;
using Doorstep.Host.Tests.Security;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests.Designer;

/// <summary>Coming into the designer, the cookie that comes of it, and the tokens that the cookie gives.</summary>
public sealed class SignInTests(RunningDoorstep doorstep)
{
    private const string Password = "four words nobody else";

    [Fact]
    public async Task Whoever_is_not_signed_in_is_asked_to_and_comes_back_to_where_she_was()
    {
        Assert.SkipUnless(StudioServingTests.HasBundle, StudioServingTests.NoBundle);
        using var browser = doorstep.Browser();
        var asked = (await browser.GetAnswerAsync("/studio/workflows/definitions/visit/edit")).With(HttpStatusCode.Redirect);
        asked.Message.Headers.Location!.ToString().ShouldBe("/sign-in?returnTo=%2Fstudio%2Fworkflows%2Fdefinitions%2Fvisit%2Fedit");

        var done = await browser.SignInAsync("administrator", RunningDoorstep.Key, "/studio/workflows/definitions/visit/edit");

        done.With(HttpStatusCode.Redirect).Message.Headers.Location!.ToString().ShouldBe("/studio/workflows/definitions/visit/edit");
        var cookie = done.Message.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("doorstep-session=", StringComparison.Ordinal));
        cookie.ToLowerInvariant().ShouldContain("samesite=strict");
        cookie.ToLowerInvariant().ShouldContain("httponly");
        cookie.ShouldNotContain(RunningDoorstep.Key);
        (await browser.GetAnswerAsync("/studio/workflows/definitions/visit/edit")).With(HttpStatusCode.OK).Text.ShouldContain(">administrator<");
    }

    [Theory]
    [InlineData("https://elsewhere.example/studio/workflows/definitions")]
    [InlineData("//elsewhere.example")]
    [InlineData("/api/v1/cases")]
    [InlineData("/studio/workflows/definitions/..%2f..%2fapi/x")]
    public async Task Signing_in_leads_to_no_page_but_ours(string returnTo)
    {
        using var browser = doorstep.Browser();

        (await browser.SignInAsync("administrator", RunningDoorstep.Key, returnTo)).With(HttpStatusCode.Redirect).Message.Headers.Location!.ToString().ShouldBe("/account");
    }

    [Theory]
    [InlineData("/studio/publications")]
    [InlineData("/studio/workflows/definitions/visit/diff")]
    [InlineData("/studio/workflows/definitions/visit/simulation")]
    public async Task Signing_in_leads_back_to_every_page_of_the_designer(string returnTo)
    {
        using var browser = doorstep.Browser();

        (await browser.SignInAsync("administrator", RunningDoorstep.Key, returnTo)).With(HttpStatusCode.Redirect).Message.Headers.Location!.ToString().ShouldBe(returnTo);
    }

    [Fact]
    public async Task A_page_gets_a_token_that_is_over_after_ten_minutes()
    {
        var clock = new StandingClock(RunningDoorstep.Morning);
        await using var house = new RunningDoorstep { Clock = clock };
        await house.InitializeAsync();
        using var browser = house.Browser();
        await browser.SignInAsync("administrator", RunningDoorstep.Key);

        var given = (await browser.PostAnswerAsync("/api/v1/session/token", (HttpContent?)null, ("X-Form-Token", await browser.FormTokenAsync("/account")))).With(HttpStatusCode.OK);
        given["expiresAt"].ShouldBe("2031-03-01T01:10:00.000Z");
        using var page = house.ClientWith(new AuthenticationHeaderValue("Bearer", given["token"]));
        (await page.GetAnswerAsync("/elsa/api/features/installed")).With(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMinutes(10));
        (await page.GetAnswerAsync("/elsa/api/features/installed")).With(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_takes_the_page_and_not_only_the_cookie()
    {
        using var browser = doorstep.Browser();
        await browser.SignInAsync("administrator", RunningDoorstep.Key);

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
        using var client = await doorstep.KeyAsync($"key-of-a-{role}-0123456789-0123456789", role);

        (await client.GetAnswerAsync("/elsa/api/workflow-definitions?versionOptions=Latest")).Status.ShouldBe(reads ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        (await client.GetAnswerAsync("/elsa/api/descriptors/storage-drivers")).Status.ShouldBe(reads ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        (await client.GetAnswerAsync("/elsa/api/nothing")).Status.ShouldBe(reads ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden);
        if (!reads) return;
        var definition = await client.ElsaAsync("/workflow-definitions/by-id/visit%3A1");
        definition["links"]!.AsArray().Any(link => link!["rel"]!.ToString() == "publish").ShouldBe(edits);
    }

    [Fact]
    public async Task Somebody_without_a_role_for_the_designer_signs_in_and_does_not_come_in()
    {
        Assert.SkipUnless(StudioServingTests.HasBundle, StudioServingTests.NoBundle);
        (await doorstep.Client.PostAnswerAsync("/api/v1/people", $$"""{"name":"s.agent","roles":["agent"],"agent":"s-agent","password":"{{Password}}","reason":"synthetic"}""")).With(HttpStatusCode.Created);
        using var browser = doorstep.Browser();
        (await browser.SignInAsync("s.agent", Password)).With(HttpStatusCode.Redirect);

        var asked = new HttpRequestMessage(HttpMethod.Get, "/studio/workflows/definitions");
        asked.Headers.Accept.ParseAdd("text/html");
        var page = (await browser.AskAsync(asked)).With(HttpStatusCode.Forbidden);
        page.Message.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        page.Text.ShouldContain("You have no role for it.");
        page.Text.ShouldContain("action=\"/sign-out\"");
    }

    [Fact]
    public async Task A_session_that_a_key_opened_ends_when_the_key_is_revoked()
    {
        var clock = new StandingClock(RunningDoorstep.Morning);
        await using var house = new RunningDoorstep { Clock = clock };
        await house.InitializeAsync();
        using var browser = house.Browser();
        await browser.SignInAsync("administrator", RunningDoorstep.Key);
        using var page = await house.PageAsync(browser);
        (await page.GetAnswerAsync("/elsa/api/features/installed")).With(HttpStatusCode.OK);

        var keys = house.Services.GetRequiredService<ApiKeyStore>();
        await keys.RevokeAsync((await keys.ListAsync()).Single().Id, clock.GetUtcNow());
        clock.Advance(TimeSpan.FromSeconds(21));

        (await browser.GetAnswerAsync("/account")).With(HttpStatusCode.Redirect);
        (await page.GetAnswerAsync("/elsa/api/features/installed")).With(HttpStatusCode.Unauthorized);
    }
}
