using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Doorstep.Host.Security;

/// <summary>Bearer tokens for pages: what a session stands for, and until when. They are worth nothing a few minutes later, and nothing once the key is gone.</summary>
internal sealed class SessionTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long a token lets somebody in. The page renews it in time.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _protector = protection.CreateProtector("Doorstep.SessionToken.1");

    /// <summary>A token for a session's subject.</summary>
    public (string Token, DateTimeOffset ExpiresAt) Issue(byte[] keyHash)
    {
        var until = clock.GetUtcNow() + Life;
        var content = new byte[8 + keyHash.Length];
        BinaryPrimitives.WriteInt64BigEndian(content, until.ToUnixTimeMilliseconds());
        keyHash.CopyTo(content, 8);
        return (Base64Url.EncodeToString(_protector.Protect(content)), until);
    }

    /// <summary>What a token stands for; null for one that is not ours, was changed, or is over.</summary>
    public byte[]? Read(string token)
    {
        if (!Base64Url.IsValid(token)) return null;
        try
        {
            var content = _protector.Unprotect(Base64Url.DecodeFromChars(token));
            return content.Length > 8 && BinaryPrimitives.ReadInt64BigEndian(content) > clock.GetUtcNow().ToUnixTimeMilliseconds() ? content[8..] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
