using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Doorstep.Host.Sealing;

/// <summary>Secrets that close the key ring: the first one closes, all of them open.</summary>
internal sealed record RingSecrets(ImmutableArray<string> All);

/// <summary>Closes a key of the ring with AES-256-GCM under a key that is derived from the secret and a salt of its own.</summary>
internal sealed class RingLock(RingSecrets secrets) : IXmlEncryptor
{
    internal const int SaltBytes = 16;
    internal const int NonceBytes = 12;
    internal const int TagBytes = 16;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var closed = new byte[SaltBytes + NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(closed.AsSpan(0, SaltBytes + NonceBytes));
        using var cipher = Cipher(secrets.All[0], closed.AsSpan(0, SaltBytes));
        cipher.Encrypt(closed.AsSpan(SaltBytes, NonceBytes), plain, closed.AsSpan(SaltBytes + NonceBytes + TagBytes), closed.AsSpan(SaltBytes + NonceBytes, TagBytes));
        return new EncryptedXmlInfo(new XElement("closed", Convert.ToBase64String(closed)), typeof(RingUnlock));
    }

    internal static AesGcm Cipher(string secret, ReadOnlySpan<byte> salt)
    {
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), key, salt, "Doorstep.KeyRing.1"u8);
        return new AesGcm(key, TagBytes);
    }
}

/// <summary>Opens what <see cref="RingLock"/> has closed. ASP.NET makes it by its name.</summary>
internal sealed class RingUnlock(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var closed = Convert.FromBase64String(encryptedElement.Value);
        foreach (var secret in services.GetRequiredService<RingSecrets>().All)
            if (Open(secret, closed) is { } plain) return XElement.Parse(Encoding.UTF8.GetString(plain));
        throw new CryptographicException("No secret of DOORSTEP_KEYS_SECRET opens this key of the ring.");
    }

    private static byte[]? Open(string secret, byte[] closed)
    {
        const int head = RingLock.SaltBytes + RingLock.NonceBytes + RingLock.TagBytes;
        var plain = new byte[closed.Length - head];
        try
        {
            using var cipher = RingLock.Cipher(secret, closed.AsSpan(0, RingLock.SaltBytes));
            cipher.Decrypt(closed.AsSpan(RingLock.SaltBytes, RingLock.NonceBytes), closed.AsSpan(head), closed.AsSpan(RingLock.SaltBytes + RingLock.NonceBytes, RingLock.TagBytes), plain);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
