using System.Text.Json;
using Doorstep.Workflows.Collections.Communication.Phrases;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>What no pack may say, whoever posts and approves it (domain.md b.1 rule 8, c: the stricter of national rule and pack). Asked of what is posted; a version that was approved stays readable.</summary>
internal static class PackLaw
{
    /// <summary>The widest hours of any place of domain.md (c); a demand outside is lawful nowhere.</summary>
    private static readonly (string Name, string Within)[] Hours = [("contact.window", "07:30-22:00"), ("visit.window", "08:00-21:00")];

    /// <summary>Hours that the rule of a place sets, by the pack's own id or the calendar that it counts its days with: [CBA] and [GBT]; 12 CFR 1006.6(b)(1).</summary>
    private static readonly (string Id, string Calendar, string Name, string Within)[] Places = [("CN", "cn", "contact.window", "08:00-22:00"), ("US", "us-federal", "contact.window", "08:00-21:00")];

    /// <summary>What protects is not switched off: [CARD] art. 70, Credit Reporting Regulation art. 15, [CBA] on agencies.</summary>
    private static readonly string[] Kept = ["agency.whitelist", "creditReport.preNotice", "plan.stopsCollection"];

    /// <summary>Words that a list has in every pack, wherever it holds: G6, [CBA] and 12 CFR 1006.10; S6 and [CONC] 7.9.14(3); [CARD] art. 69, [CONC] 7.14.1R; 12 CFR 1006.14, 1006.18; S65.
    /// What a place asks for beside them is <see cref="PlaceLaw"/>.</summary>
    private static readonly (string Name, string[] Words)[] Required =
    [
        ("dispute.effect", ["SUSPEND_DEMAND"]), ("thirdParty.conditions", ["LOCATE_ONLY", "NO_DEBT_FACT", "STOP_ON_REFUSAL"]), ("voicemail.policy", ["NO_DEBT_FACT"]),
        ("visit.workplace", ["EXPRESS_CONSENT"]), ("visit.entry", ["EXPRESS_CONSENT"]), ("visit.idDisclosure", ["ID"]), ("pay.kpi", ["NOT_AMOUNT_ALONE"]),
        ("prohibited", ["VIOLENCE", "THREATS", "INSULT", "FALSE_AUTHORITY", "PUBLIC_POSTERS", "EXTRA_FEES", "DISCLOSURE"]),
    ];

    /// <summary>What is counted in days and protects for at least one: b.2 APPOINTMENT_PENDING, b.4 HARDSHIP, Credit Reporting Regulation art. 15.</summary>
    private static readonly string[] Days = ["creditReport.preNoticeDays", "hardship.afterDecisionDays", "visit.noticeDays"];

    /// <summary>Every such fault in what could be read of a pack: path and message.</summary>
    /// <param name="root">The pack's JSON.</param>
    /// <param name="pack">The same, read.</param>
    /// <param name="phrases">Words that no letter says; null: not loaded.</param>
    public static IEnumerable<DefinitionFault> Faults(JsonElement root, PolicyPack pack, PhraseBook? phrases) => OfParameters(root, pack, phrases).Concat(OfCalendar(pack)).Concat(Left(pack));

    /// <summary>Days are counted by the holidays of the place whose rules they are.</summary>
    private static IEnumerable<DefinitionFault> OfCalendar(PolicyPack pack) =>
        from place in Places
        where place.Id == PlaceOf(pack) && place.Calendar != pack.HolidayCalendar
        select new DefinitionFault("holidayCalendar", $"'{pack.HolidayCalendar}' is not the calendar of '{pack.Id}': it counts its days with '{place.Calendar}'.");

    /// <summary>What the place asks for and the pack does not speak of at all; that a parameter of every pack is missing has been said.</summary>
    private static IEnumerable<DefinitionFault> Left(PolicyPack pack) =>
        from name in PlaceLaw.Words(PlaceOf(pack)).Keys.Concat(PlaceLaw.Limits(PlaceOf(pack)).Keys).Concat(PlaceLaw.Duties(PlaceOf(pack))).Order(StringComparer.Ordinal)
        where !pack.Parameters.ContainsKey(name) && !ParameterCatalogue.Types[name].IsRequired
        select new DefinitionFault("parameters", $"{name} is missing: the law of '{PlaceOf(pack)}' asks for it, and no pack takes this protection away.");

    private static string PlaceOf(PolicyPack pack) => LawPlaces.OfPack(pack.Id);

    private static IEnumerable<DefinitionFault> OfParameters(JsonElement root, PolicyPack pack, PhraseBook? phrases) =>
        from item in (root.Member("parameters") is { ValueKind: JsonValueKind.Array } parameters ? parameters.EnumerateArray().ToArray() : []).Index()
        let name = item.Item.ValueKind == JsonValueKind.Object ? item.Item.Text("name") : null
        where name is not null && pack.Parameters.ContainsKey(name)
        from message in Wrong(name, pack.Parameters[name].Value, pack, phrases)
        select new DefinitionFault($"parameters[{item.Index}].value", $"{name}: {message}");

    private static IEnumerable<string> Wrong(string name, PolicyValue value, PolicyPack pack, PhraseBook? phrases)
    {
        switch (value)
        {
            case PolicyValue.Hours(var window) when Widest(name, pack) is { } widest && !widest.Covers(window):
                yield return $"{window} is not within {widest}, and nobody may be disturbed outside.";
                break;
            case PolicyValue.Flag(true) when name == "visit.unannounced":
                yield return "must be false: a visit is announced and confirmed (G7).";
                break;
            case PolicyValue.Flag(false) when Kept.Contains(name) || PlaceLaw.Duties(PlaceOf(pack)).Contains(name):
                yield return "must be true: no pack takes this protection away.";
                break;
            case PolicyValue.Number(< 1) when Days.Contains(name):
                yield return "is 0; it protects for at least a day.";
                break;
            case PolicyValue.Number(var number) when Beyond(name, number, pack) is { } limit:
                yield return $"{number} is looser than {limit}, which the law of '{PlaceOf(pack)}' asks for; only stricter is possible.";
                break;
            case PolicyValue.WordList(var words) when WordsOf(name, pack).Except(words).ToArray() is { Length: > 0 } missing:
                yield return $"lacks {string.Join(" and ", missing)}: no pack takes this protection away.";
                break;
            case PolicyValue.Text(var text) when phrases is not null:
                foreach (var wrong in phrases.Wrong(text)) yield return wrong;
                break;
        }
    }

    private static IEnumerable<string> WordsOf(string name, PolicyPack pack) =>
        Required.Where(one => one.Name == name).SelectMany(one => one.Words).Union(PlaceLaw.Words(PlaceOf(pack)).GetValueOrDefault(name, []));

    /// <summary>The number that the law of the place asks for, where the pack's is looser.</summary>
    private static long? Beyond(string name, long number, PolicyPack pack) =>
        PlaceLaw.Limits(PlaceOf(pack)).TryGetValue(name, out var limit) && (ParameterCatalogue.Types[name].Stricter == Direction.More ? number < limit : number > limit) ? limit : null;

    private static LocalWindow? Widest(string name, PolicyPack pack)
    {
        var hours = Places.Where(place => (place.Calendar == pack.HolidayCalendar || PlaceOf(pack) == place.Id) && place.Name == name).Select(place => place.Within).Concat(Hours.Where(one => one.Name == name).Select(one => one.Within)).FirstOrDefault();
        return hours is not null && LocalWindow.TryParse(hours, out var window) ? window : null;
    }
}
