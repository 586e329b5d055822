using System.Security.Claims;
using System.Text.Encodings.Web;
using Doorstep.Host.Api;
using Doorstep.Host.People;
using Doorstep.Workflows.Commands;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Doorstep.Host.Security;

/// <summary>Lets requests in by the key in their <c>Authorization</c> header, or by the token of a page, which stands for one.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKey keys, SessionTokens tokens, SessionBook sessions, DoorThrottle throttle)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    public static readonly object ActorItem = new();

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (AuthorizationHeader.Bearer(Request) is { } token)
            return tokens.Read(token) is { } session && await sessions.FindAsync(session, Context.RequestAborted) is { } person
                ? Success(person) : AuthenticateResult.Fail("This token is over, or it is none of ours. Ask for another with POST /api/v1/session/token.");
        if (AuthorizationHeader.Read(Request).Secret is not { } secret) return AuthenticateResult.NoResult();
        // A good key opens whatever others send from the same address: behind a proxy all of them may come from one.
        if (await keys.FindAsync(secret, Context.Origin(), Context.RequestAborted) is { } actor) return Success(actor);
        if (throttle.IsShut(Context.Origin())) return AuthenticateResult.Fail(DoorThrottle.Shut);
        await throttle.FailedAsync(Context.Origin());
        return AuthenticateResult.Fail("This key is not known, it has ended, or it was revoked.");
    }

    private AuthenticateResult Success(Actor actor)
    {
        Context.Items[ActorItem] = actor = actor with { Origin = Context.Origin() };
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, actor.Name), .. actor.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString()))], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        Response.Headers.WWWAuthenticate = AuthorizationHeader.MayBeBasic(Request) && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            ? "Basic realm=\"Doorstep\", charset=\"UTF-8\"" : "ApiKey realm=\"Doorstep\"";
        if (failure?.Message == DoorThrottle.Shut)
        {
            await Problems.TooMany(DoorThrottle.Shut).ExecuteAsync(Context);
            return;
        }

        await Problems.Of(StatusCodes.Status401Unauthorized, "unauthorized", "A key is needed.", failure?.Message ?? AuthorizationHeader.Read(Request).Fault).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "This key may not do that.", "Ask an administrator for a key with the right role.").ExecuteAsync(Context);
}

/// <summary>The actor of a request.</summary>
internal static class RequestActor
{
    public static Actor Actor(this HttpContext context) =>
        context.Items[ApiKeyHandler.ActorItem] as Actor ?? throw new ForbiddenException("The request has no actor.");

    /// <summary>The address that a request comes from.</summary>
    public static string Origin(this HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
