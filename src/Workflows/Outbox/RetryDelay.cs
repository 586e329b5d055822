using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Doorstep.Workflows.Outbox;

/// <summary>How long to wait before a message is tried again: doubling, less a jitter of up to a half that depends on the message alone.</summary>
internal static class RetryDelay
{
    public static TimeSpan After(int attempts, string key, OutboxOptions options)
    {
        var doubled = options.RetryDelay * Math.Pow(2, Math.Min(attempts - 1, 24));
        var capped = doubled < options.RetryDelayMax ? doubled : options.RetryDelayMax;
        var jitter = BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}#{attempts}"))) / (double)uint.MaxValue;
        return capped * (1 - (jitter / 2));
    }
}
