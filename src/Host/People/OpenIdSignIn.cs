using System.Net;
using Doorstep.Host.Api;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Storage.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Doorstep.Host.People;

/// <summary>Signing in with the bank's own provider. It says who somebody is; what that person may do stands here, and whom nobody has added here stays outside.</summary>
internal static class OpenIdSignIn
{
    public const string Scheme = "OpenIdConnect";

    public const string Way = "/sign-in/oidc";

    public static void AddOpenId(this AuthenticationBuilder authentication, OpenIdOptions? provider)
    {
        if (provider is null) return;
        authentication.AddOpenIdConnect(Scheme, options =>
        {
            (options.Authority, options.ClientId, options.ClientSecret) = (provider.Authority.ToString(), provider.ClientId, provider.ClientSecret);
            (options.SignInScheme, options.CallbackPath, options.ResponseType, options.ResponseMode, options.UsePkce) = (Session.Scheme, "/sign-in/oidc/back", "code", "query", true);
            (options.SaveTokens, options.GetClaimsFromUserInfoEndpoint, options.MapInboundClaims, options.RequireHttpsMetadata) = (false, false, false, provider.Authority.Scheme == "https");
            options.Scope.Clear();
            options.Scope.Add("openid");
            foreach (var cookie in (CookieBuilder[])[options.NonceCookie, options.CorrelationCookie])
                (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
            options.Events.OnTicketReceived = ReceivedAsync;
            options.Events.OnRemoteFailure = FailedAsync;
        });
    }

    /// <summary>What this house calls somebody of a provider.</summary>
    public static string SubjectOf(string issuer, string subject) => $"{issuer.TrimEnd('/')}|{subject}";

    /// <summary>The page goes on by itself: a redirect of another site's answer would leave our strict cookie behind.</summary>
    private static async Task ReceivedAsync(TicketReceivedContext context)
    {
        context.HandleResponse();
        var (people, sessions, audit) = (
            context.HttpContext.RequestServices.GetRequiredService<PersonStore>(), context.HttpContext.RequestServices.GetRequiredService<SessionBook>(), context.HttpContext.RequestServices.GetRequiredService<AuditTrail>());
        var subject = SubjectOf(context.Principal?.FindFirst("iss")?.Value ?? "", context.Principal?.FindFirst("sub")?.Value ?? "");
        if (await people.FindBySubjectAsync(subject, context.HttpContext.RequestAborted) is not { DisabledAt: null } person)
        {
            await audit.RefusedAsync(new Actor("nobody", []) { Origin = context.HttpContext.Origin() }, "sign-in", "oidc", $"Nobody here is '{subject}'.");
            await Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Nobody here is known by that account.", $"Ask an administrator to add you with the subject '{subject}'.").ExecuteAsync(context.HttpContext);
            return;
        }

        await sessions.OpenAsync(context.HttpContext, person, "oidc");
        var next = WebUtility.HtmlEncode(SignInEndpoints.Local(context.ReturnUri));
        await Results.Content($"<!doctype html><meta charset=\"utf-8\"><title>Doorstep</title><meta http-equiv=\"refresh\" content=\"0;url={next}\"><a href=\"{next}\">Doorstep</a>", "text/html; charset=utf-8").ExecuteAsync(context.HttpContext);
    }

    private static async Task FailedAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        var audit = context.HttpContext.RequestServices.GetRequiredService<AuditTrail>();
        await audit.RefusedAsync(new Actor("nobody", []) { Origin = context.HttpContext.Origin() }, "sign-in", "oidc", "The provider's answer does not hold.");
        await Problems.Of(StatusCodes.Status400BadRequest, "sign-in", "The provider's answer does not hold.", "Begin again at /sign-in.").ExecuteAsync(context.HttpContext);
    }
}
