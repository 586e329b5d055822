using System.Net;
using System.Text.Json;
using Doorstep.Host.Tests.Designer;
using Doorstep.Host.Tests.Running;
using Doorstep.Host.Tests.Supervision;

namespace Doorstep.Host.Tests.Security;

/// <summary>Signing in with a passkey, in a real browser with an authenticator of Chromium's own.</summary>
public sealed class PasskeyTests(RunningDoorstep doorstep)
{
    private const string Password = "four words nobody else";

    [Fact]
    public async Task A_supervisor_adds_a_passkey_signs_in_with_it_and_takes_it_away()
    {
        Assert.SkipWhen(StudioBrowser.Chromium is null, "There is no Chromium; ./test installs it where it can.");
        await AddAsync("key.holder");
        await using var browser = await StudioBrowser.OpenAsync(doorstep);
        await browser.Page.Client.SendAsync("WebAuthn.enable");
        await browser.Page.Client.SendAsync("WebAuthn.addVirtualAuthenticator", new
        {
            options = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });

        await SignInAsync(browser);
        await browser.FillAsync("#passkey-name", "My laptop");
        await browser.FillAsync("#passkey-current", "not the password at all");
        await browser.ClickAsync("#passkey-add");
        await browser.SeesAsync("The password now is wrong.");
        await browser.FillAsync("#passkey-current", Password);
        await browser.ClickAsync("#passkey-add");
        await browser.SeesAsync("My laptop (20");

        await browser.ClickAsync("form[action='/sign-out'] button");
        await browser.UntilAsync("document.getElementById('passkey-sign-in')?.offsetParent != null");
        await browser.ClickAsync("#passkey-sign-in");
        await browser.UntilAsync("document.getElementById('person')?.innerText === 'key.holder'");

        await browser.ClickAsync("#passkey-list button");
        await browser.UntilAsync("document.querySelectorAll('#passkey-list li').length === 0");
        await browser.ClickAsync("form[action='/sign-out'] button");
        await browser.UntilAsync("document.getElementById('passkey-sign-in')?.offsetParent != null");
        await browser.ClickAsync("#passkey-sign-in");
        await browser.SeesAsync("Nobody here has this passkey.");

        var log = (await doorstep.Client.GetAnswerAsync("/api/v1/access-log?actor=user:key.holder&limit=200")).With(HttpStatusCode.OK).Text;
        foreach (var act in (string[])["passkey.add", "passkey.remove", "sign-in"]) log.ShouldContain(act);
        browser.Foreign.ShouldAllBe(address => address.StartsWith($"http://localhost:{doorstep.Address.Port}/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_asks_for_a_passkey_without_the_pages_token_adds_one_without_a_password_or_answers_twice()
    {
        await AddAsync("key.other");
        using var browser = doorstep.Browser();
        (await browser.PostAnswerAsync("/sign-in/passkey/options", "{}")).With(HttpStatusCode.BadRequest);
        (await browser.PostAnswerAsync("/account/passkeys/options", "{}")).With(HttpStatusCode.BadRequest);
        (await browser.GetAnswerAsync("/account/passkeys")).With(HttpStatusCode.Unauthorized);

        var form = ("X-Form-Token", await browser.FormTokenAsync("/sign-in"));
        (await browser.PostAnswerAsync("/sign-in/passkey", Body("{}"), form)).With(HttpStatusCode.Unauthorized);
        (await browser.PostAnswerAsync("/sign-in/passkey/options", Body("{}"), form)).With(HttpStatusCode.OK).Json["userVerification"]!.ToString().ShouldBe("required");
        foreach (var forged in (string[])["""{"credential":{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{}}}""", """{"credential":"no JSON"}""", "[]", "{"])
            (await browser.PostAnswerAsync("/sign-in/passkey", Body(forged), form)).With(HttpStatusCode.Unauthorized);

        await browser.SignInAsync("key.other", Password);
        form = ("X-Form-Token", await browser.FormTokenAsync("/account"));
        (await browser.PostAnswerAsync("/account/passkeys/options", Body("""{"current":"wrong words for somebody"}"""), form)).With(HttpStatusCode.UnprocessableEntity);
        (await browser.PostAnswerAsync("/account/passkeys/options", Body($$"""{"current":"{{Password}}"}"""), form)).With(HttpStatusCode.OK).Json["authenticatorSelection"]!["residentKey"]!.ToString().ShouldBe("required");
        (await browser.PostAnswerAsync("/account/passkeys", Body("""{"credential":"{}","name":"x"}"""), form)).With(HttpStatusCode.UnprocessableEntity).Text.ShouldContain("does not fit");
        (await browser.PostAnswerAsync("/account/passkeys", Body("""{"credential":"{}","name":"x"}"""), form)).With(HttpStatusCode.UnprocessableEntity).Text.ShouldContain("took too long");
        (await browser.PostAnswerAsync("/account/passkeys/remove", Body("""{"id":"AAAA"}"""), form)).With(HttpStatusCode.NotFound);
        (await browser.PostAnswerAsync("/account/passkeys/remove", Body("""{"id":"no base64!"}"""), form)).With(HttpStatusCode.NotFound);
        (await browser.GetAnswerAsync("/account/passkeys")).With(HttpStatusCode.OK).Json.AsArray().ShouldBeEmpty();
    }

    private static StringContent Body(string json) => new(json, System.Text.Encoding.UTF8, "application/json");

    private async Task AddAsync(string name) => (await doorstep.Client.PostAnswerAsync("/api/v1/people",
        JsonSerializer.Serialize(new { name, roles = new[] { "supervisor" }, password = Password, reason = "synthetic" }))).With(HttpStatusCode.Created);

    /// <summary>On the loopback's name: a passkey belongs to a domain, and an address is none.</summary>
    private async Task SignInAsync(StudioBrowser browser)
    {
        await browser.Page.GoToAsync($"http://localhost:{doorstep.Address.Port}/sign-in", PuppeteerSharp.WaitUntilNavigation.DOMContentLoaded);
        await browser.FillAsync("input[name=name]", "key.holder");
        await browser.FillAsync("input[name=password]", Password);
        await browser.ClickAsync("#sign-in button");
        await browser.UntilAsync("document.getElementById('passkey-add')?.offsetParent != null");
    }
}
