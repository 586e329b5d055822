using System.Security.Claims;

namespace Doorstep.Host.People;

/// <summary>Somebody who is signed in in a browser.</summary>
/// <param name="Id">This session.</param>
/// <param name="PersonId">Whose it is.</param>
/// <param name="Stamp">The person's stamp when it began: with another one it is over.</param>
/// <param name="Until">When it ends by itself (UTC).</param>
/// <param name="KeyHash">SHA-256 of the administrator's key that took the place of a password, in hexadecimal; where the key goes, the session goes.</param>
internal sealed record Session(string Id, string PersonId, string Stamp, DateTimeOffset Until, string? KeyHash = null)
{
    public const string Scheme = "Session";

    private const string Kept = "session";

    /// <summary>How long somebody stays signed in.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(8);

    /// <summary>The session as a cookie carries it.</summary>
    public ClaimsPrincipal Principal(string name) => new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.NameIdentifier, PersonId), new Claim(Kept, Write())], Scheme));

    /// <summary>The session of a cookie; null where there is none.</summary>
    public static Session? Of(ClaimsPrincipal? principal) => principal?.FindFirstValue(Kept) is { } text ? Read(text) : null;

    public string Write() => string.Join('|', Id, PersonId, Stamp, Until.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture), KeyHash);

    public static Session? Read(string text) => text.Split('|') is [var id, var person, var stamp, var until, var key] && long.TryParse(until, out var end)
        ? new Session(id, person, stamp, DateTimeOffset.FromUnixTimeMilliseconds(end), key.Length == 0 ? null : key) : null;
}
