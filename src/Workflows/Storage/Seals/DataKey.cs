using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Doorstep.Workflows.Storage.Seals;

/// <summary>An open data key: AES-256-GCM, a new nonce for every value. A sealed value is nonce, tag, content.</summary>
internal sealed class DataKey(int number, byte[] secret)
{
    public const int SecretBytes = 32;
    public const int Overhead = NonceBytes + TagBytes;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    // One serves one caller at a time; making one costs more than sealing a row.
    private readonly ConcurrentBag<AesGcm> _idle = [];
    private long _sealed;

    public int Number { get; } = number;

    /// <summary>Values that this process has sealed with it. Random nonces are safe for 2^32 of them.</summary>
    public long Sealed => Interlocked.Read(ref _sealed);

    /// <summary>Seals what stands behind the overhead, where it stands.</summary>
    public void Close(Span<byte> value, ReadOnlySpan<byte> place)
    {
        Interlocked.Increment(ref _sealed);
        RandomNumberGenerator.Fill(value[..NonceBytes]);
        var cipher = Take();
        cipher.Encrypt(value[..NonceBytes], value[Overhead..], value[Overhead..], value[NonceBytes..Overhead], place);
        _idle.Add(cipher);
    }

    /// <summary>Opens a value where it stands; false for one that was changed or stood in another place.</summary>
    public bool TryOpen(Span<byte> value, ReadOnlySpan<byte> place)
    {
        if (value.Length < Overhead) return false;
        var cipher = Take();
        try
        {
            cipher.Decrypt(value[..NonceBytes], value[Overhead..], value[NonceBytes..Overhead], value[Overhead..], place);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            _idle.Add(cipher);
        }
    }

    private AesGcm Take() => _idle.TryTake(out var idle) ? idle : new AesGcm(secret, TagBytes);
}
