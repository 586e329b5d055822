using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Designer;

/// <summary>Where two contents of a definition differ, in a sentence: enough to know whom to talk to about what.</summary>
internal static class DefinitionDifference
{
    private const int NamedMax = 8;

    public static string Say(JsonObject mine, JsonObject theirs)
    {
        var places = Of(mine, theirs).ToArray();
        return places.Length == 0 ? "It differs from yours in its settings." : $"It differs from yours in {string.Join(", ", places.Take(NamedMax))}{(places.Length > NamedMax ? $" and {places.Length - NamedMax} more" : "")}.";
    }

    private static IEnumerable<string> Of(JsonObject mine, JsonObject theirs)
    {
        foreach (var name in (string[])["name", "description"])
            if (mine[name]?.ToString() != theirs[name]?.ToString()) yield return $"the {name}";
        if (mine["root"]?["initialState"]?.ToString() != theirs["root"]?["initialState"]?.ToString()) yield return "the initial state";
        foreach (var place in Items("state", States(mine), States(theirs)).Concat(Items("transition", Ways(mine), Ways(theirs))).Concat(Items("variable", Variables(mine), Variables(theirs)))) yield return place;
    }

    private static IEnumerable<string> Items(string kind, Dictionary<string, JsonNode> mine, Dictionary<string, JsonNode> theirs) =>
        from key in mine.Keys.Union(theirs.Keys, StringComparer.Ordinal)
        where !(mine.TryGetValue(key, out var one) && theirs.TryGetValue(key, out var other) && JsonNode.DeepEquals(one, other))
        select $"{kind} '{key}'";

    private static Dictionary<string, JsonNode> States(JsonObject definition) => Named(definition["root"]?["states"], item => item["name"]?.ToString());

    private static Dictionary<string, JsonNode> Variables(JsonObject definition) => Named(definition["variables"], item => item["name"]?.ToString());

    private static Dictionary<string, JsonNode> Ways(JsonObject definition)
    {
        var keys = TransitionKeys.Of(DefinitionReader.Read(JsonSerializer.SerializeToElement(definition), new List<DefinitionFault>()));
        var at = 0;
        return Named(definition["root"]?["transitions"], _ => at < keys.Length ? keys[at++] : null);
    }

    private static Dictionary<string, JsonNode> Named(JsonNode? list, Func<JsonObject, string?> name)
    {
        var items = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var item in (list as JsonArray ?? []).OfType<JsonObject>())
            if (name(item) is { } key) items.TryAdd(key, item);
        return items;
    }
}
