using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Storage.People;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Doorstep.Host.People;

/// <summary>Signing in with a provider of the bank's own (OpenID Connect, code flow with PKCE). The provider says who somebody is and nothing else: what the person may do is written here, by an administrator.</summary>
internal static class OpenIdSignIn
{
    public const string Scheme = "OpenId";

    private const string Door = "/sign-in/openid";

    public static void AddOpenId(this AuthenticationBuilder doors, OpenIdSettings settings)
    {
        if (settings.Authority is not { } authority) return;
        doors.AddOpenIdConnect(Scheme, options =>
        {
            (options.Authority, options.ClientId, options.ClientSecret) = (authority.ToString(), settings.ClientId, settings.ClientSecret);
            (options.ResponseType, options.ResponseMode, options.UsePkce, options.SaveTokens, options.MapInboundClaims) = ("code", "query", true, false, false);
            (options.RequireHttpsMetadata, options.CallbackPath, options.SignInScheme) = (authority.Scheme == Uri.UriSchemeHttps, $"{Door}/callback", Session.Scheme);
            options.Scope.Clear();
            options.Scope.Add("openid");
            // The answer comes by a link from elsewhere: strict cookies would not come along, lax ones do.
            foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie]) (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
            options.Events.OnTokenValidated = context =>
            {
                context.Properties!.Items[nameof(PersonRecord.Subject)] = SubjectOf(context.SecurityToken.Issuer, context.SecurityToken.Subject);
                return Task.CompletedTask;
            };
            options.Events.OnTicketReceived = ReceiveAsync;
            options.Events.OnRemoteFailure = FailAsync;
        });
    }

    public static void MapOpenId(this WebApplication app) => app.MapGet(Door, (HttpContext context, OpenIdSettings settings) =>
    {
        var returnTo = SignInEndpoints.Local(context.Request.Query["returnTo"]);
        return settings.IsOn ? Results.Challenge(new AuthenticationProperties { RedirectUri = returnTo }, [Scheme]) : Results.Redirect($"/sign-in?returnTo={Uri.EscapeDataString(returnTo)}");
    }).ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);

    /// <summary>Somebody as an administrator writes it: issuer and subject, for a subject alone means another person at another provider.</summary>
    private static string SubjectOf(string issuer, string subject) => $"{issuer} {subject}";

    private static async Task ReceiveAsync(TicketReceivedContext context)
    {
        var services = context.HttpContext.RequestServices;
        var subject = context.Properties!.Items[nameof(PersonRecord.Subject)]!;
        context.HandleResponse();
        if (await services.GetRequiredService<PersonStore>().FindBySubjectAsync(subject, context.HttpContext.RequestAborted) is { DisabledAt: null } person)
        {
            await services.GetRequiredService<SessionBook>().OpenAsync(context.HttpContext, person, "openid");
            // The session's cookie is strict: it does not come along on the way back from elsewhere, but does from a page of ours.
            await SignInPages.GoOn(context.HttpContext, SignInEndpoints.Local(context.ReturnUri)).ExecuteAsync(context.HttpContext);
            return;
        }

        await RefuseAsync(
            context.HttpContext, subject, "There is nobody of this subject here, or it was shut out.",
            $"Nobody here is '{subject}'. Ask an administrator to write that into your person as 'subject'.", $"此处没有“{subject}”对应的人员，请联系管理员将其填入您的人员资料（subject）。");
    }

    private static async Task FailAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        await RefuseAsync(context.HttpContext, "nobody", context.Failure?.Message ?? "No answer.", "The provider did not say who you are. Begin again.", "身份提供方未确认您的身份，请重新开始。");
    }

    private static async Task RefuseAsync(HttpContext context, string who, string why, string english, string chinese)
    {
        var services = context.RequestServices;
        await services.GetRequiredService<AuditTrail>().RefusedAsync(new Actor($"user:{who}", []) { Origin = context.Origin() }, "sign-in", "openid", why);
        await services.GetRequiredService<DoorThrottle>().FailedAsync(context.Origin());
        await SignInPages.SignIn(context, services.GetRequiredService<IAntiforgery>(), services.GetRequiredService<OpenIdSettings>(), SignInEndpoints.Elsewhere, SignInPages.Say(context, english, chinese)).ExecuteAsync(context);
    }
}
