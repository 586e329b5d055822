using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Doorstep.Host.Security;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests.Security;

/// <summary>Those who knock: services with keys, and people in browsers.</summary>
internal static partial class Visitors
{
    /// <summary>Speaks with a key that has a role.</summary>
    public static async Task<HttpClient> KeyAsync(this RunningDoorstep doorstep, string name, string role, string? tenant = null, string? agent = null)
    {
        await doorstep.Services.GetRequiredService<ApiKeyStore>().AddAsync(
            new ApiKeyRecord(name, name, [role], ApiKey.Hash(name), RunningDoorstep.Morning) { Tenants = tenant is null ? [] : [tenant], Agent = agent });
        return doorstep.With(name);
    }

    /// <summary>Speaks with a secret.</summary>
    public static HttpClient With(this RunningDoorstep doorstep, string secret) => doorstep.ClientWith(new AuthenticationHeaderValue("ApiKey", secret));

    /// <summary>A browser with no cookies yet.</summary>
    public static HttpClient Browser(this RunningDoorstep doorstep) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = doorstep.Address };

    /// <summary>Fills in the form and sends it.</summary>
    public static async Task<Answer> SignInAsync(this HttpClient browser, string name, string password, string returnTo = "/account") =>
        await browser.SendFormAsync("/sign-in", "/sign-in", ("name", name), ("password", password), ("returnTo", returnTo));

    /// <summary>Sends a form of a page with the page's token.</summary>
    public static async Task<Answer> SendFormAsync(this HttpClient browser, string page, string path, params (string Name, string Value)[] fields) =>
        await browser.PostAnswerAsync(path, new FormUrlEncodedContent([
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("__RequestVerificationToken", await browser.FormTokenAsync(page)),
        ]));

    /// <summary>The token against forgery that a page has.</summary>
    public static async Task<string> FormTokenAsync(this HttpClient browser, string page) =>
        FormToken().Match((await browser.GetAnswerAsync(page)).With(HttpStatusCode.OK).Text) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException($"{page} has no token.");

    /// <summary>What a page of somebody who is signed in speaks with.</summary>
    public static async Task<HttpClient> PageAsync(this RunningDoorstep doorstep, HttpClient browser)
    {
        var given = (await browser.PostAnswerAsync("/api/v1/session/token", (HttpContent?)null, ("X-Form-Token", await browser.FormTokenAsync("/account")))).With(HttpStatusCode.OK);
        return doorstep.ClientWith(new AuthenticationHeaderValue("Bearer", given["token"]));
    }

    [GeneratedRegex("(?:name=\"__RequestVerificationToken\" value|name=\"form-token\" content)=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
