using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Doorstep.Host.People;
using Microsoft.AspNetCore.DataProtection;

namespace Doorstep.Host.Security;

/// <summary>Bearer tokens for pages: the session that they stand for, and until when. They are worth nothing a few minutes later, and nothing once the session is over.</summary>
internal sealed class SessionTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long a token lets somebody in. The page renews it in time.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _protector = protection.CreateProtector("Doorstep.SessionToken.2");

    /// <summary>A token for a session.</summary>
    public (string Token, DateTimeOffset ExpiresAt) Issue(Session session)
    {
        var until = clock.GetUtcNow() + Life;
        var content = string.Create(CultureInfo.InvariantCulture, $"{until.ToUnixTimeMilliseconds()}|{session.Write()}");
        return (Base64Url.EncodeToString(_protector.Protect(Encoding.UTF8.GetBytes(content))), until);
    }

    /// <summary>The session that a token stands for; null for one that is not ours, was changed, or is over.</summary>
    public Session? Read(string token)
    {
        if (!Base64Url.IsValid(token)) return null;
        try
        {
            var content = Encoding.UTF8.GetString(_protector.Unprotect(Base64Url.DecodeFromChars(token))).Split('|', 2);
            return long.TryParse(content[0], out var until) && until > clock.GetUtcNow().ToUnixTimeMilliseconds() ? Session.Read(content[^1]) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
