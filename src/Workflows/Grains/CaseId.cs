using System.Security.Cryptography;
using System.Text;

namespace Doorstep.Workflows.Grains;

/// <summary>Ids of cases.</summary>
public static class CaseId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>The id of the case that a tenant starts under an idempotency key: always the same one, so that a repeated start meets the first.</summary>
    public static string From(string tenant, string idempotencyKey)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}\n{idempotencyKey}"));
        return string.Create(26, hash, (id, bytes) =>
        {
            var (bits, value, at) = (0, 0, 0);
            for (var index = 0; at < id.Length; index++)
            {
                value = ((value << 8) | bytes[index]) & 0xFFFF;
                for (bits += 8; bits >= 5 && at < id.Length; bits -= 5) id[at++] = Alphabet[(value >> (bits - 5)) & 31];
            }
        });
    }
}
