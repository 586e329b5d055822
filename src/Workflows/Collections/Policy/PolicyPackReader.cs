using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>Reads a policy pack from JSON, the shape of <c>policy-pack.schema.json</c>. Never throws for what somebody wrote.</summary>
public static partial class PolicyPackReader
{
    /// <summary>Read instead of a zone: hours are those of the customer's own place.</summary>
    public const string CustomerZone = "CUSTOMER";

    internal const string IdPattern = "^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$";
    internal const string VersionPattern = @"^2[0-9]{3}\.[1-9][0-9]{0,3}$";
    internal const string CalendarPattern = "^[a-z]+(?:-[a-z]+)*$";

    private static readonly string[] Known =
        ["$schema", "id", "jurisdiction", "version", "effectiveFrom", "timezoneRule", "holidayCalendar", "parameters", "hardGuards", "citations", "signedBy"];

    private static readonly string[] KnownOfCitation = ["key", "title"];
    private static readonly string[] KnownOfSignature = ["name", "role", "at"];

    /// <summary>The pack, or every fault at once.</summary>
    public static ReadPack Read(string json)
    {
        var faults = new List<DefinitionFault>();
        JsonElement root;
        try
        {
            root = JsonElement.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            return new ReadPack(null, [new DefinitionFault("", $"This is not JSON: {exception.Message}")]);
        }

        if (root.ValueKind != JsonValueKind.Object) return new ReadPack(null, [new DefinitionFault("", $"A policy pack is an object, not {Json.Kind(root)}.")]);
        var pack = Read(root, faults);
        return faults.Count == 0 ? new ReadPack(pack, []) : new ReadPack(null, [.. faults]) { Readable = pack };
    }

    private static PolicyPack Read(JsonElement root, List<DefinitionFault> faults)
    {
        Unknown(root, Known, "a policy pack", "", faults);
        var citations = Citations(root, faults);
        var parameters = PackParameterReader.Read(root, [.. citations.Select(citation => citation.Key)], faults);
        PackCoherence.Check(parameters, faults);
        return new PolicyPack
        {
            Id = Matching(root, "id", Id(), "an id of capitals, digits and hyphens, such as 'CN'", faults),
            Jurisdiction = Needed(root, "jurisdiction", "jurisdiction", faults),
            Version = Version(root, faults),
            EffectiveFrom = Instant(root, "effectiveFrom", "effectiveFrom", faults),
            TimezoneRule = Zone(root, faults),
            HolidayCalendar = Matching(root, "holidayCalendar", Calendar(), "the id of a calendar in small letters, such as 'cn'", faults),
            Parameters = parameters,
            HardGuards = Guards(root, faults),
            Citations = [.. citations],
            SignedBy = [.. Signatures(root, faults)],
        };
    }

    internal static void Unknown(JsonElement json, string[] known, string what, string path, ICollection<DefinitionFault> faults)
    {
        if (json.ValueKind != JsonValueKind.Object) return;
        foreach (var member in json.EnumerateObject().Where(member => !known.Contains(member.Name, StringComparer.Ordinal)))
            faults.Add(new DefinitionFault($"{path}{member.Name}", $"'{member.Name}' is not a member of {what}{Nearest.Hint(member.Name, known)}"));
    }

    internal static string Needed(JsonElement json, string name, string path, ICollection<DefinitionFault> faults)
    {
        var before = faults.Count;
        var text = Json.Text(json, name, path, faults);
        if (string.IsNullOrWhiteSpace(text) && faults.Count == before) faults.Add(new DefinitionFault(path, "is missing."));
        return text ?? "";
    }

    private static string Matching(JsonElement json, string name, Regex pattern, string wanted, List<DefinitionFault> faults)
    {
        var text = Needed(json, name, name, faults);
        if (!string.IsNullOrWhiteSpace(text) && pattern.Match(text).Length != text.Length) faults.Add(new DefinitionFault(name, $"'{text}' is not {wanted}."));
        return text;
    }

    private static PackVersion Version(JsonElement root, List<DefinitionFault> faults)
    {
        var text = Needed(root, "version", "version", faults);
        if (!PackVersion.TryParse(text, out var version) && !string.IsNullOrWhiteSpace(text)) faults.Add(new DefinitionFault("version", $"'{text}' is not a year and a number, such as '2026.1'."));
        return version;
    }

    private static DateTimeOffset Instant(JsonElement json, string name, string path, List<DefinitionFault> faults)
    {
        var text = Needed(json, name, path, faults);
        if (!Instants.TryRead(text, out var at) && !string.IsNullOrWhiteSpace(text))
            faults.Add(new DefinitionFault(path, $"'{text}' is not a point in time with its offset, such as '2026-01-30T00:00:00+08:00'."));
        return at.ToUniversalTime();
    }

    private static string Zone(JsonElement root, List<DefinitionFault> faults)
    {
        var text = Needed(root, "timezoneRule", "timezoneRule", faults);
        if (!string.IsNullOrWhiteSpace(text) && text != CustomerZone && !TimeZoneInfo.TryFindSystemTimeZoneById(text, out _))
            faults.Add(new DefinitionFault("timezoneRule", $"'{text}' is neither {CustomerZone} nor an IANA time zone such as 'Asia/Shanghai'."));
        return text;
    }

    private static ImmutableSortedSet<string> Guards(JsonElement root, List<DefinitionFault> faults)
    {
        var guards = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var (item, index) in Json.Items(root, "hardGuards", "hardGuards", faults).Select((item, index) => (item, index)))
        {
            var name = Values.ToText(item);
            if (item.ValueKind != JsonValueKind.String || !HardGuards.Known.ContainsKey(name))
                faults.Add(new DefinitionFault($"hardGuards[{index}]", $"{Values.Quote(item)} is not a guard of the house: they are G1 to G{HardGuards.Known.Count}."));
            else if (!guards.Add(name)) faults.Add(new DefinitionFault($"hardGuards[{index}]", $"'{name}' stands in the list twice."));
        }

        foreach (var name in HardGuards.Always.Where(name => !guards.Contains(name)))
            faults.Add(new DefinitionFault("hardGuards", $"{name} ({HardGuards.Known[name]}) is missing: nobody may override it."));
        return guards.ToImmutable();
    }

    private static List<PackCitation> Citations(JsonElement root, List<DefinitionFault> faults)
    {
        var citations = new List<PackCitation>();
        foreach (var (item, index) in Json.Items(root, "citations", "citations", faults).Select((item, index) => (item, index)))
        {
            Unknown(item, KnownOfCitation, "a source", $"citations[{index}].", faults);
            var key = Needed(item, "key", $"citations[{index}].key", faults);
            if (citations.Any(citation => citation.Key == key)) faults.Add(new DefinitionFault($"citations[{index}].key", $"'{key}' is the key of another source."));
            citations.Add(new PackCitation(key, Needed(item, "title", $"citations[{index}].title", faults)));
        }

        return citations;
    }

    private static List<PackSignature> Signatures(JsonElement root, List<DefinitionFault> faults)
    {
        var signatures = new List<PackSignature>();
        foreach (var (item, index) in Json.Items(root, "signedBy", "signedBy", faults).Select((item, index) => (item, index)))
        {
            var path = $"signedBy[{index}]";
            Unknown(item, KnownOfSignature, "a signature", $"{path}.", faults);
            signatures.Add(new PackSignature(Needed(item, "name", $"{path}.name", faults), Needed(item, "role", $"{path}.role", faults), Instant(item, "at", $"{path}.at", faults)));
        }

        return signatures;
    }

    [GeneratedRegex(IdPattern)]
    private static partial Regex Id();

    [GeneratedRegex(CalendarPattern)]
    private static partial Regex Calendar();
}
