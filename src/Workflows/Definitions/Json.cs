using System.Text.Json;

namespace Doorstep.Workflows.Definitions;

/// <summary>Reads members of authored JSON and says what is wrong with them instead of throwing.</summary>
internal static class Json
{
    public static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : default;

    public static string? Text(JsonElement json, string name, string path, ICollection<DefinitionFault> faults)
    {
        var member = Member(json, name);
        if (member.ValueKind == JsonValueKind.String) return member.GetString();
        if (member.ValueKind != JsonValueKind.Undefined) faults.Add(new DefinitionFault(path, $"must be a string, not {Kind(member)}."));
        return null;
    }

    public static bool Flag(JsonElement json, string name, string path, ICollection<DefinitionFault> faults)
    {
        var member = Member(json, name);
        if (member.ValueKind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Undefined)) faults.Add(new DefinitionFault(path, $"must be true or false, not {Kind(member)}."));
        return member.ValueKind == JsonValueKind.True;
    }

    public static JsonElement? Object(JsonElement json, string name, string path, ICollection<DefinitionFault> faults)
    {
        var member = Member(json, name);
        if (member.ValueKind == JsonValueKind.Object) return member;
        faults.Add(new DefinitionFault(path, member.ValueKind == JsonValueKind.Undefined ? "is missing." : $"must be an object, not {Kind(member)}."));
        return null;
    }

    public static IEnumerable<JsonElement> Items(JsonElement json, string name, string path, ICollection<DefinitionFault> faults)
    {
        var member = Member(json, name);
        if (member.ValueKind == JsonValueKind.Array) return member.EnumerateArray();
        if (member.ValueKind != JsonValueKind.Undefined) faults.Add(new DefinitionFault(path, $"must be an array, not {Kind(member)}."));
        return [];
    }

    public static string Kind(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => $"the string '{json.GetString()}'",
        _ => $"'{json.GetRawText()}'",
    };
}
