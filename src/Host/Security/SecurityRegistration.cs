using Doorstep.Host.Api;
using Doorstep.Host.People;
using Doorstep.Host.Setup;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace Doorstep.Host.Security;

/// <summary>Everything needs a key or a person unless it says otherwise.</summary>
internal static class SecurityRegistration
{
    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        var (limits, openId, _) = DoorSettings.Read(new SettingsReader(builder.Configuration));
        builder.Services.AddSingleton(limits).AddSingleton(openId).AddSingleton<ApiKey>().AddSingleton<AdministratorKey>().AddSingleton<SessionTokens>().AddSingleton<DoorThrottle>();
        builder.Services.AddRateLimits(limits);
        builder.Services.AddAuthentication(ApiKeyHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddCookie(Session.Scheme, Shut).AddOpenId(openId);
        builder.Services.AddAntiforgery(options =>
        {
            options.HeaderName = SessionEndpoints.FormHeader;
            Shut(options.Cookie, "doorstep-form");
        });
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    private static void Shut(CookieAuthenticationOptions options)
    {
        Shut(options.Cookie, "doorstep-session");
        options.ExpireTimeSpan = Session.Life;
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = SessionBook.ValidateAsync;
        options.Events.OnRedirectToLogin = context => SignInPages.Ask(context.HttpContext).ExecuteAsync(context.HttpContext);
        options.Events.OnRedirectToAccessDenied = context => SignInPages.Refuse(context.HttpContext, context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>()).ExecuteAsync(context.HttpContext);
    }

    private static void Shut(CookieBuilder cookie, string name) =>
        (cookie.Name, cookie.HttpOnly, cookie.SameSite, cookie.SecurePolicy) = (name, true, SameSiteMode.Strict, CookieSecurePolicy.SameAsRequest);

    public static void UseSecurity(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages(Problems.ForStatusAsync);
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
    }
}
