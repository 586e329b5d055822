using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Doorstep.Host.Api;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Storage.People;
using Microsoft.AspNetCore.Antiforgery;

namespace Doorstep.Host.People;

/// <summary>Doors of passkeys, for the scripts of our own pages: each takes the page's token against forgery.</summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this WebApplication app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription().AllowAnonymous();
        pages.MapPost("/sign-in/passkey/options", AskAsync).RequireRateLimiting(RateLimits.SignIn);
        pages.MapPost("/sign-in/passkey", SignInAsync).RequireRateLimiting(RateLimits.SignIn);
        pages.MapGet("/account/passkeys", ListAsync);
        pages.MapPost("/account/passkeys/options", OfferAsync).RequireRateLimiting(RateLimits.SignIn);
        pages.MapPost("/account/passkeys", AddAsync).RequireRateLimiting(RateLimits.SignIn);
        pages.MapPost("/account/passkeys/remove", RemoveAsync);
    }

    private static async Task<IResult> AskAsync(HttpContext context, Passkeys passkeys, IAntiforgery forms) =>
        await forms.IsRequestValidAsync(context) ? Json(await passkeys.AskAsync(context)) : SignInEndpoints.Forged();

    private static async Task<IResult> SignInAsync(HttpContext context, Passkeys passkeys, DoorThrottle throttle, IAntiforgery forms)
    {
        if (!await forms.IsRequestValidAsync(context)) return SignInEndpoints.Forged();
        if (throttle.IsShut(context.Origin())) return Problem(context, StatusCodes.Status429TooManyRequests, "throttled", DoorThrottle.Shut, "该地址的错误尝试过多，请五分钟后再试。");
        var body = await ReadAsync(context);
        if (await passkeys.OpenAsync(context, Text(body, "credential"))) return Results.Json(new { goTo = SignInEndpoints.Local(Text(body, "returnTo")) });
        await throttle.FailedAsync(context.Origin());
        return Problem(context, StatusCodes.Status401Unauthorized, "passkey", "Nobody here has this passkey. Sign in with your name and password.", "此通行密钥无效，请使用用户名和密码登录。");
    }

    private static async Task<IResult> ListAsync(HttpContext context, PersonUsers users, PersonStore people) => await AccountEndpoints.FindAsync(context, users) is not { } account
        ? SignInPages.Ask(context)
        : Results.Json((await people.PasskeysAsync(account.Record.Id, context.RequestAborted)).Select(row => new { id = Base64Url.EncodeToString(row.CredentialId), name = row.Name, createdAt = row.CreatedAt }));

    /// <summary>A key opens the account from then on, so whoever adds one shows the password again.</summary>
    private static async Task<IResult> OfferAsync(HttpContext context, PersonUsers users, Passkeys passkeys, AuditTrail audit, IAntiforgery forms)
    {
        if (await AccountEndpoints.FindAsync(context, users) is not { } account || !await forms.IsRequestValidAsync(context)) return SignInEndpoints.Forged();
        if (account.Record.PasswordHash is null) return Problem(context, StatusCodes.Status422UnprocessableEntity, "passkey", "Choose a password first.", "请先设置密码。");
        if (await AccountEndpoints.KnowsPasswordAsync(context, users, audit, account, Text(await ReadAsync(context), "current"), "passkey.add")) return Json(await passkeys.OfferAsync(context, account));
        return Problem(context, StatusCodes.Status422UnprocessableEntity, "passkey", "The password now is wrong.", "当前密码错误。");
    }

    private static async Task<IResult> AddAsync(HttpContext context, PersonUsers users, Passkeys passkeys, IAntiforgery forms)
    {
        if (await AccountEndpoints.FindAsync(context, users) is not { } account || !await forms.IsRequestValidAsync(context)) return SignInEndpoints.Forged();
        var body = await ReadAsync(context);
        return await passkeys.AddAsync(context, account, Text(body, "credential"), Text(body, "name")) is { } fault
            ? Problem(context, StatusCodes.Status422UnprocessableEntity, "passkey", fault.English, fault.Chinese)
            : Results.NoContent();
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, PersonUsers users, Passkeys passkeys, IAntiforgery forms)
    {
        if (await AccountEndpoints.FindAsync(context, users) is not { } account || !await forms.IsRequestValidAsync(context)) return SignInEndpoints.Forged();
        var id = Text(await ReadAsync(context), "id");
        return Base64Url.IsValid(id) && await passkeys.RemoveAsync(context, account, Base64Url.DecodeFromChars(id))
            ? Results.NoContent()
            : Problem(context, StatusCodes.Status404NotFound, "passkey", "You have no such passkey.", "没有此通行密钥。");
    }

    private static IResult Json(string text) => Results.Content(text, "application/json", Encoding.UTF8);

    private static IResult Problem(HttpContext context, int status, string kind, string english, string chinese) => Problems.Of(status, kind, SignInPages.Say(context, english, chinese), SignInPages.Say(context, english, chinese));

    /// <summary>What the page's script sent; an empty object where it is no JSON object.</summary>
    private static async Task<JsonElement> ReadAsync(HttpContext context)
    {
        try
        {
            using var read = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return read.RootElement.ValueKind == JsonValueKind.Object ? read.RootElement.Clone() : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>A text of it; an object of it as the text that it is.</summary>
    private static string Text(JsonElement body, string name) =>
        body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(name, out var value) ? "" : value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
