using System.Text.Json;

namespace Doorstep.Workflows.Definitions;

/// <summary>What must be true of the variables that a definition declares.</summary>
internal static class VariableRules
{
    private static readonly string[] Types =
    [
        "Object", "String", "Boolean", "Byte", "Int16", "Int32", "Int64", "Short", "Integer", "Long", "Single", "Float", "Double", "Decimal", "Char", "Guid", "Uri",
        "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "ObjectDictionary", "StringDictionary", "ExpandoObject", "JsonElement", "JsonNode", "JsonObject", "JsonArray",
    ];

    public static void Check(AuthoredDefinition definition, Findings findings)
    {
        var variables = definition.Variables;
        foreach (var same in variables.GroupBy(variable => variable.Name, StringComparer.Ordinal).Where(same => same.Count() > 1))
            findings.Fault("variables", $"'{same.Key}' is there twice; variables are known by name.");
        foreach (var same in variables.GroupBy(variable => variable.Id, StringComparer.Ordinal).Where(same => same.Select(variable => variable.Name).Distinct(StringComparer.Ordinal).Count() > 1))
            findings.Fault("variables", $"{string.Join(" and ", same.Select(variable => $"'{variable.Name}'"))} have the same id '{same.Key}'; give every variable an id of its own.");
        if (Json.Member(definition.Json, "variables") is not { ValueKind: JsonValueKind.Array } items) return;
        foreach (var (item, index) in items.EnumerateArray().Select((item, index) => (item, index))) Check(item, $"variables[{index}]", findings);
    }

    private static void Check(JsonElement variable, string path, Findings findings)
    {
        if (Json.Member(variable, "typeName") is not { ValueKind: JsonValueKind.String } written || written.GetString() is not { Length: > 0 } type) return;
        if (!Types.Contains(type, StringComparer.Ordinal) && !IsOfDotNet(type))
        {
            if (Nearest.To(type, Types) is { } near) findings.Fault($"{path}.typeName", $"'{type}' is not a type; did you mean '{near}'?");
            else findings.Warn($"{path}.typeName", $"'{type}' is not a type that Doorstep reads: its values stay as they are written.");
        }

        if (Json.Member(variable, "isArray").ValueKind == JsonValueKind.True) return;
        if (Literal.Misfit(Literal.Read(Json.Member(variable, "value"), type), type) is { } misfit) findings.Fault($"{path}.value", misfit);
    }

    /// <summary>Elsa also writes types as .NET does: with their namespace, their arguments or their assembly.</summary>
    private static bool IsOfDotNet(string type) => type.AsSpan().IndexOfAny(".,`[<") >= 0;
}
