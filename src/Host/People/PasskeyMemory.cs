using System.Globalization;
using Microsoft.AspNetCore.DataProtection;

namespace Doorstep.Host.People;

/// <summary>What a browser was asked to sign, until it answers: sealed in a cookie of its own, for one purpose and for five minutes.</summary>
internal sealed class PasskeyMemory(IDataProtectionProvider seals, TimeProvider clock)
{
    private const string Cookie = "doorstep-passkey";

    /// <summary>How long somebody has to touch the key.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>Keeps a state for the answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="purpose">What for: signing in, or adding a key to one person.</param>
    /// <param name="state">The state, with the challenge in it.</param>
    public void Keep(HttpContext context, string purpose, string state)
    {
        var until = (clock.GetUtcNow() + Life).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        context.Response.Cookies.Append(Cookie, Seal(purpose).Protect($"{until}|{state}"), Options(context, Life));
    }

    /// <summary>The state that was kept for a purpose, which is gone then; null where there is none, or its time is over.</summary>
    public string? Take(HttpContext context, string purpose)
    {
        if (context.Request.Cookies[Cookie] is not { } kept) return null;
        context.Response.Cookies.Delete(Cookie, Options(context, null));
        try
        {
            var text = Seal(purpose).Unprotect(kept);
            var cut = text.IndexOf('|', StringComparison.Ordinal);
            return long.Parse(text.AsSpan(0, cut), CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeMilliseconds() ? text[(cut + 1)..] : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // Another purpose's, somebody else's, or forged.
        }
    }

    private IDataProtector Seal(string purpose) => seals.CreateProtector("doorstep.passkey", purpose);

    private static CookieOptions Options(HttpContext context, TimeSpan? life) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", MaxAge = life, IsEssential = true };
}
