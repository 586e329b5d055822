using System.Security.Claims;
using Doorstep.Workflows.Commands;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Doorstep.Host.Security;

/// <summary>A person in a browser: a cookie that scripts cannot read and other sites cannot send. It opens pages and makes tokens; the APIs themselves take no cookie.
/// Until people have accounts it stands for an API key that was entered once; where the key goes, the session goes.</summary>
internal sealed class StudioSession(ApiKey keys)
{
    public const string SchemeName = "Session";

    /// <summary>Claim with what the session stands for.</summary>
    public const string Subject = "subject";

    /// <summary>How long somebody stays signed in.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(8);

    /// <summary>Signs somebody in, or says why not.</summary>
    public async Task<string?> OpenAsync(HttpContext context, string secret)
    {
        if (secret.Length == 0 || await keys.FindAsync(secret, context.RequestAborted) is not { } actor) return "This key is not known, or it was revoked.";
        if (!MayDesign(actor)) return "This key may not open the designer. Ask an administrator for one with the role designer, supervisor or compliance.";
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, actor.Name), new Claim(Subject, Convert.ToHexStringLower(ApiKey.Hash(secret)))], SchemeName);
        await context.SignInAsync(SchemeName, new ClaimsPrincipal(identity));
        return null;
    }

    /// <summary>Ends a session whose key was revoked or lost its role.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<ApiKey>();
        if (context.Principal?.FindFirstValue(Subject) is { } subject && await keys.FindByHashAsync(Convert.FromHexString(subject), context.HttpContext.RequestAborted) is { } actor && MayDesign(actor)) return;
        context.RejectPrincipal();
    }

    /// <summary>Whether somebody may ask for the first thing that the designer asks for.</summary>
    private static bool MayDesign(Actor actor) => Rights.May<FindCases>(actor);
}
