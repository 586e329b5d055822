using System.Collections.Frozen;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>Whose law protects a customer: that of the place where the customer is, by the time zone, and where that says nothing, by the currency of the debt. A pack is of the place that its id begins with.
/// Of other places nothing is known, and the bank's own pack counts.</summary>
internal static class LawPlaces
{
    private static readonly FrozenDictionary<string, string> Zones = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["CN"] = ["Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin", "Asia/Kashgar", "PRC"],
        ["UK"] = ["Europe/London", "Europe/Belfast", "GB", "GB-Eire"],
        ["US"] =
        [
            "America/New_York", "America/Detroit", "America/Chicago", "America/Menominee", "America/Denver", "America/Boise", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "America/Juneau",
            "America/Sitka", "America/Metlakatla", "America/Yakutat", "America/Nome", "America/Adak", "Pacific/Honolulu", "America/Louisville", "America/Fort_Wayne", "America/Indianapolis", "America/Shiprock", "Navajo",
            "America/Puerto_Rico", "America/St_Thomas", "America/Virgin", "Pacific/Guam", "Pacific/Saipan", "Pacific/Pago_Pago", "Pacific/Samoa", "Pacific/Johnston", "Pacific/Midway", "Pacific/Wake", "America/Atka",
            "EST", "EST5EDT", "CST6CDT", "MST", "MST7MDT", "PST8PDT", "HST",
        ],
    }.SelectMany(place => place.Value.Select(zone => (Zone: zone, place.Key))).ToFrozenDictionary(one => one.Zone, one => one.Key, StringComparer.OrdinalIgnoreCase);

    private static readonly string[] UnitedStates = ["US/", "America/Indiana/", "America/Kentucky/", "America/North_Dakota/"];

    /// <summary>Whether a time zone is one that people live in nowhere: <c>UTC</c>, <c>Etc/GMT+8</c>. What time it is for the customer it does not say.</summary>
    public static bool IsNowhere(string zone) => zone.StartsWith("Etc/", StringComparison.OrdinalIgnoreCase) || Nowhere.Contains(zone);

    private static readonly FrozenSet<string> Nowhere = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "UTC", "GMT", "UCT", "Universal", "Zulu", "Greenwich", "GMT0", "GMT+0", "GMT-0");

    /// <summary>Of a pack: <c>CN</c> for <c>CN-2026.1</c>, and for <c>CN-SHANGHAI</c>.</summary>
    public static string OfPack(string pack) => pack.Split('-')[0];

    /// <summary>Of a customer; null: of none that is known here.</summary>
    /// <param name="zone">The customer's time zone.</param>
    /// <param name="currency">The currency of the debt.</param>
    public static string? Of(string? zone, string? currency) => OfZone(zone) ?? currency switch { "CNY" => "CN", "GBP" => "UK", "USD" => "US", _ => null };

    private static string? OfZone(string? zone)
    {
        if (zone is null) return null;
        var known = TimeZoneInfo.TryConvertWindowsIdToIanaId(zone, out var iana) ? iana : zone;
        return Zones.TryGetValue(known, out var place) ? place : UnitedStates.Any(prefix => known.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) ? "US" : null;
    }
}
