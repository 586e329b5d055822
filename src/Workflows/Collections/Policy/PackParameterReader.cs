using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>Reads the parameters of a pack.</summary>
internal static partial class PackParameterReader
{
    private static readonly string[] Known = ["name", "value", "unit", "citation", "certainty"];
    private static readonly string[] Tags = Enum.GetNames<Certainty>();

    public static ImmutableSortedDictionary<string, PackParameter> Read(JsonElement root, string[] sources, List<DefinitionFault> faults)
    {
        var read = ImmutableSortedDictionary.CreateBuilder<string, PackParameter>(StringComparer.Ordinal);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (item, index) in Json.Items(root, "parameters", "parameters", faults).Select((item, index) => (item, index)))
        {
            var path = $"parameters[{index}]";
            if (Type(item, path, faults) is not { } type) continue;
            if (!named.Add(type.Name)) faults.Add(new DefinitionFault($"{path}.name", $"'{type.Name}' is set twice."));
            if (Parameter(type, item, path, sources, faults) is { } parameter) read[type.Name] = parameter;
        }

        foreach (var missing in ParameterCatalogue.Names.Select(name => ParameterCatalogue.Types[name]).Where(type => type.IsRequired && !named.Contains(type.Name)))
            faults.Add(new DefinitionFault("parameters", $"'{missing.Name}' is missing: {missing.Kind.Wanted}, in {missing.Unit}."));
        return read.ToImmutable();
    }

    private static ParameterType? Type(JsonElement item, string path, List<DefinitionFault> faults)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new DefinitionFault(path, $"A parameter is an object, not {Json.Kind(item)}."));
            return null;
        }

        var name = PolicyPackReader.Needed(item, "name", $"{path}.name", faults);
        if (ParameterCatalogue.Types.TryGetValue(name, out var type)) return type;
        if (name.Length > 0) faults.Add(new DefinitionFault($"{path}.name", $"'{name}' is not a parameter of policy packs{Nearest.Hint(name, ParameterCatalogue.Names)}"));
        return null;
    }

    private static PackParameter? Parameter(ParameterType type, JsonElement item, string path, string[] sources, List<DefinitionFault> faults)
    {
        PolicyPackReader.Unknown(item, Known, "a parameter", $"{path}.", faults);
        var value = type.Kind.Read(Json.Member(item, "value"), out var wrong);
        if (wrong is not null) faults.Add(new DefinitionFault($"{path}.value", $"{type.Name}: {wrong}"));
        var unit = PolicyPackReader.Needed(item, "unit", $"{path}.unit", faults);
        if (unit.Length > 0 && unit != type.Unit) faults.Add(new DefinitionFault($"{path}.unit", $"'{unit}' is not the unit of {type.Name}, which is '{type.Unit}'."));
        var certainty = Tag(item, path, faults);
        var citation = Citation(type, item, path, sources, faults);
        return value is null || certainty is not { } sure || citation is null ? null : new PackParameter(type, value, citation, sure);
    }

    private static Certainty? Tag(JsonElement item, string path, List<DefinitionFault> faults)
    {
        var text = PolicyPackReader.Needed(item, "certainty", $"{path}.certainty", faults);
        if (Tags.Contains(text, StringComparer.Ordinal)) return Enum.Parse<Certainty>(text);
        if (text.Length > 0) faults.Add(new DefinitionFault($"{path}.certainty", $"'{text}' is not a tag. Known are: {string.Join(", ", Tags)}."));
        return null;
    }

    private static string? Citation(ParameterType type, JsonElement item, string path, string[] sources, List<DefinitionFault> faults)
    {
        var text = Json.Text(item, "citation", $"{path}.citation", faults);
        if (!string.IsNullOrWhiteSpace(text))
        {
            foreach (var key in Key().Matches(text).Select(match => match.Groups[1].Value).Where(key => !sources.Contains(key, StringComparer.Ordinal)))
                faults.Add(new DefinitionFault($"{path}.citation", $"{type.Name} cites '{key}', which is not in 'citations'{Nearest.Hint(key, sources)}"));
            return text;
        }

        if (Json.Member(item, "citation").ValueKind is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.String)
            faults.Add(new DefinitionFault($"{path}.citation", $"is missing: what law or rule says so for {type.Name}; for a product default, tagged D, why it was chosen."));
        return null;
    }

    [GeneratedRegex(@"\[([^\]\s]+)\]")]
    private static partial Regex Key();
}
