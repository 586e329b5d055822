using System.Text.Json.Nodes;

namespace Doorstep.Host.Designer;

/// <summary>Events that a definition names.</summary>
internal static class EventNames
{
    public static IEnumerable<string> In(string json) =>
        JsonNode.Parse(json)?["root"] is JsonObject root
            ? from activity in ActivityIds.All(root)
              let name = (activity["eventName"] as JsonObject)?["expression"] as JsonObject
              where name?["type"]?.ToString() == "Literal" && name["value"] is JsonValue
              let text = name["value"]!.ToString()
              where text.Length > 0
              select text
            : [];
}
