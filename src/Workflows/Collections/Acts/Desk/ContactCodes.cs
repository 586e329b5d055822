using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Collections.Acts.Desk;

/// <summary>What is stored of a code that a customer can check (S44).</summary>
/// <param name="AuthorisationId">The authorisation of a visit; null for the code of a message or a call.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Until">Until when it may be asked for (UTC).</param>
/// <param name="UsedAt">When it was first asked for; only a visitor's code is used up.</param>
internal sealed record StoredCode(string? AuthorisationId, string CaseId, DateTimeOffset Until, DateTimeOffset? UsedAt = null);

/// <summary>Codes in messages and calls: one for an act, the same whenever it is asked for, good for as long as somebody may find the letter.</summary>
public sealed class ContactCodes
{
    private readonly Func<RegisterRecord, Task> _keep;

    /// <summary>Codes that customers can check.</summary>
    public ContactCodes(RegisterStore store) : this(entry => store.SaveAsync(entry))
    {
    }

    /// <summary>Codes that go elsewhere, or nowhere.</summary>
    internal ContactCodes(Func<RegisterRecord, Task> keep) => _keep = keep;

    /// <summary>The register of codes, by hash.</summary>
    internal const string Register = "CODE";

    /// <summary>Letters and digits that nobody takes for another.</summary>
    internal const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>Stands where the code of an act will stand that is only foreseen: whoever reads it cannot take it for one.</summary>
    internal const string Unmade = "••••-••••";

    private const int Length = 8;

    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    /// <summary>The code of an act, in two groups.</summary>
    internal static string Of(string actId)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"doorstep:code/{actId}"));
        var code = string.Concat(digest.Take(Length).Select(one => Alphabet[one % Alphabet.Length]));
        return $"{code[..4]}-{code[4..]}";
    }

    /// <summary>Makes the code of an act known, before the words with it leave. A second time changes nothing.</summary>
    internal async Task KeepAsync(string code, string caseId, DateTimeOffset now) => await _keep(
        new RegisterRecord(Register, Hash(code), 1, JsonSerializer.Serialize(new StoredCode(null, caseId, now + Life), FactJson.Options), now, "house"));

    /// <summary>How a code is stored; hyphens, spaces and small letters do not count.</summary>
    internal static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant())));
}
