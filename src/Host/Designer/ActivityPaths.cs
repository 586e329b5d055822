using System.Text.Json.Nodes;

namespace Doorstep.Host.Designer;

/// <summary>Finds activities in a definition.</summary>
internal static class ActivityPaths
{
    /// <summary>Containers that Studio opens as a canvas of their own.</summary>
    private static readonly string[] Containers = ["Elsa.Sequence", "Elsa.Flowchart", "Elsa.StateMachine"];

    /// <summary>The root, the containers on the way, and the activity with a node id; null where there is none.</summary>
    public static IReadOnlyList<JsonObject>? Find(JsonObject root, string? nodeId)
    {
        if (ActivityIds.All(root).FirstOrDefault(activity => activity["nodeId"]?.ToString() == nodeId) is not { } found) return null;
        var above = new List<JsonObject> { found };
        for (var node = found.Parent; node is not null && !ReferenceEquals(found, root); node = node.Parent)
        {
            if (node is JsonObject one && Containers.Contains(one["type"]?.ToString())) above.Insert(0, one);
            if (ReferenceEquals(node, root)) break;
        }

        return above;
    }
}
