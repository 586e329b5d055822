using System.Text.Json;
using Doorstep.Workflows.Storage.People;
using Microsoft.AspNetCore.Identity;

namespace Doorstep.Host.People;

/// <summary>A passkey as it is stored.</summary>
internal static class PasskeyText
{
    /// <summary>Public key, counter and flags; nothing in it is secret.</summary>
    private sealed record Kept(byte[] PublicKey, uint SignCount, string[]? Transports, bool IsUserVerified, bool IsBackupEligible, bool IsBackedUp, byte[] AttestationObject, byte[] ClientDataJson);

    public static PasskeyRecord Row(string personId, UserPasskeyInfo key) => new(key.CredentialId, personId, key.Name ?? "", key.CreatedAt, JsonSerializer.Serialize(new Kept(
        key.PublicKey, key.SignCount, key.Transports, key.IsUserVerified, key.IsBackupEligible, key.IsBackedUp, key.AttestationObject, key.ClientDataJson)));

    public static UserPasskeyInfo Key(PasskeyRecord row)
    {
        var kept = JsonSerializer.Deserialize<Kept>(row.Json)!;
        return new UserPasskeyInfo(
            row.CredentialId, kept.PublicKey, row.CreatedAt, kept.SignCount, kept.Transports, kept.IsUserVerified, kept.IsBackupEligible, kept.IsBackedUp, kept.AttestationObject, kept.ClientDataJson) { Name = row.Name };
    }
}
