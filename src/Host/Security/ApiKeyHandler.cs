using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Doorstep.Host.Api;
using Doorstep.Workflows.Commands;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Doorstep.Host.Security;

/// <summary><c>Authorization: ApiKey …</c>, and <c>Basic</c> with the key as the password for browsers that read the documentation.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKey keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    public static readonly object ActorItem = new();

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Secret(Request.Headers.Authorization.ToString()) is not { Length: > 0 } secret) return AuthenticateResult.NoResult();
        if (await keys.FindAsync(secret, Context.RequestAborted) is not { } actor) return AuthenticateResult.Fail("This key is not known, or it was revoked.");
        Context.Items[ActorItem] = actor;
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, actor.Name), .. actor.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString()))], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        Response.Headers.WWWAuthenticate = Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) ? "Basic realm=\"Doorstep\"" : "ApiKey realm=\"Doorstep\"";
        await Problems.Of(StatusCodes.Status401Unauthorized, "unauthorized", "A key is needed.", failure?.Message ?? "Send 'Authorization: ApiKey <key>'.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "This key may not do that.", "Ask an administrator for a key with the right role.").ExecuteAsync(Context);

    private static string? Secret(string header)
    {
        if (header.StartsWith("ApiKey ", StringComparison.OrdinalIgnoreCase)) return header[7..].Trim();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out var written)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, written);
        return pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}

/// <summary>The actor of a request.</summary>
internal static class RequestActor
{
    public static Actor Actor(this HttpContext context) =>
        context.Items[ApiKeyHandler.ActorItem] as Actor ?? throw new ForbiddenException("The request has no actor.");
}
