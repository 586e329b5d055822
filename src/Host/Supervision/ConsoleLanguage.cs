using Doorstep.Host.Api;
using Doorstep.Host.People;

namespace Doorstep.Host.Supervision;

/// <summary>The language that somebody chooses for our pages, kept in a cookie that says nothing else.</summary>
internal static class ConsoleLanguage
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Chooses a language and goes back to the page.</summary>
    public static IResult Choose(string language, HttpContext context)
    {
        if (!Language.IsKnown(language)) return Problems.Of(StatusCodes.Status404NotFound, "no-route", "Not Found.", $"'{language}' is not a language of these pages. Languages are: zh, en.");
        context.Response.Cookies.Append(Language.Cookie, language, new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = Kept, Path = "/", IsEssential = true,
        });
        var back = SignInEndpoints.Local(context.Request.Query["returnTo"]);
        return Results.Redirect(back == SignInEndpoints.Elsewhere ? ConsoleRegistration.Home : back);
    }
}
