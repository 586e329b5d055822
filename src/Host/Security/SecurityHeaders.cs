using Doorstep.Host.Studio;
using Doorstep.Host.Supervision;

namespace Doorstep.Host.Security;

/// <summary>What every answer tells browsers and caches, those of errors too.</summary>
internal static class SecurityHeaders
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>The page is one script and its styles, both from here; it asks nobody else for anything.</summary>
    private const string Documentation =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        + "base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Our own forms: a script and a style from here, and what they send comes here.</summary>
    private const string Forms = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly object CacheItem = new();

    /// <summary>Lets an answer be kept, if it is a good one; without this nobody keeps anything.</summary>
    public static void Cache(HttpContext context, string value) => context.Items[CacheItem] = value;

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        // Set when the answer starts: whoever writes an error clears the headers that were there before.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers.XFrameOptions = "DENY";
            (headers.ContentSecurityPolicy, headers.CacheControl) = context.Request.Path.StartsWithSegments("/docs") ? (Documentation, "private, no-cache")
                : (PolicyOf(context.Request.Path), Kept(context));
            headers.Remove("Pragma");
            headers.Remove("Expires");
            return Task.CompletedTask;
        });
        return next();
    });

    private static string PolicyOf(PathString path) => path.StartsWithSegments("/studio") ? StudioPolicy.Csp
        : path.StartsWithSegments(ConsoleRegistration.Home) ? ConsolePolicy.Csp
        : path.StartsWithSegments("/sign-in") || path.StartsWithSegments("/account") ? Forms : Nothing;

    private static string Kept(HttpContext context) => context.Response.StatusCode < StatusCodes.Status400BadRequest && context.Items[CacheItem] is string cache ? cache : "no-store";
}
