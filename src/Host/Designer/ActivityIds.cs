using System.Text.Json.Nodes;

namespace Doorstep.Host.Designer;

/// <summary>Gives every activity of a definition the <c>id</c>, <c>nodeId</c> and <c>version</c> without which Studio's canvas stays blank. What is there stays.</summary>
internal static class ActivityIds
{
    /// <summary>Deeper nesting is cut off; a body that deep was refused when it was read.</summary>
    private const int DepthMax = 64;

    public static void Assign(JsonObject root)
    {
        root["id"] ??= "root";
        root["nodeId"] ??= root["id"]!.ToString();
        root["version"] ??= 1;
        var taken = All(root).Select(activity => activity["nodeId"]?.ToString()).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var number = 0;
        foreach (var activity in All(root).Skip(1))
        {
            activity["version"] ??= 1;
            activity["id"] ??= $"{activity["type"]!.ToString().Split('.')[^1]}-{++number}";
            if (activity["nodeId"] is not null) continue;
            var wanted = $"{root["nodeId"]}:{activity["id"]}";
            var free = wanted;
            for (var again = 2; !taken.Add(free); again++) free = $"{wanted}-{again}";
            activity["nodeId"] = free;
        }
    }

    /// <summary>Every activity, the root first, each before those inside it.</summary>
    public static IEnumerable<JsonObject> All(JsonObject root) => Below(root, 0).Prepend(root);

    private static IEnumerable<JsonObject> Below(JsonNode node, int depth) =>
        depth == DepthMax ? []
        : (node switch
        {
            JsonObject one => one.Select(member => member.Value),
            JsonArray list => list,
            _ => [],
        }).OfType<JsonNode>().SelectMany(inner => IsActivity(inner) ? Below(inner, depth + 1).Prepend(inner.AsObject()) : Below(inner, depth + 1));

    /// <summary>Types of activities have a dot in them, those of expressions have none.</summary>
    private static bool IsActivity(JsonNode node) =>
        node is JsonObject one && one["type"] is JsonValue type && type.TryGetValue<string>(out var name) && name.Contains('.', StringComparison.Ordinal) && !one.ContainsKey("expression");
}
