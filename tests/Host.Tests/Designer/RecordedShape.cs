using System.Text.Json.Nodes;

namespace Doorstep.Host.Tests.Designer;

/// <summary>The shape of an answer that an Elsa 3.8 server gave, made from a recording: every member with its kind.
/// <c>text</c>, <c>number</c>, <c>flag</c>, <c>object</c> (whatever is inside), or a list with the shape of its items.</summary>
internal static class RecordedShape
{
    /// <summary>What a server of Elsa keeps for itself: Studio's compiled client reads none of it, or only to show it.</summary>
    private static readonly string[] Unread = ["completionCallbacks", "activityExecutionContexts", "scheduledActivities", "executionLogSequence", "activityId", "autoComplete", "validationErrors"];

    /// <summary>The answer has what the recorded one has, of the same kind. Nulls and empty lists fit everything: the recording says no more.</summary>
    public static void ShouldFit(this JsonNode answer, string name)
    {
        var shape = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Designer", "Shapes", $"{name}.json")))!;
        Misfits(answer, shape, "$").ShouldBeEmpty($"The answer is not of the shape '{name}':\n{answer.ToJsonString()[..Math.Min(2000, answer.ToJsonString().Length)]}");
    }

    private static IEnumerable<string> Misfits(JsonNode? value, JsonNode? shape, string path) => (value, shape) switch
    {
        (null, _) or (_, null) => [],
        (JsonObject given, JsonObject wanted) => wanted.SelectMany(member =>
            given.ContainsKey(member.Key) ? Misfits(given[member.Key], member.Value, $"{path}.{member.Key}")
            : Unread.Contains(member.Key) && (member.Key != "activityId" || path.Contains("bookmarks", StringComparison.Ordinal)) ? [] : [$"{path}.{member.Key} is missing"]),
        (JsonArray given, JsonArray wanted) => wanted.Count == 0 ? [] : given.SelectMany((item, index) => Misfits(item, wanted[0], $"{path}[{index}]")),
        (JsonObject, JsonValue kind) when kind.ToString() is "object" or "nothing" => [],
        (JsonValue given, JsonValue kind) => kind.ToString() is var wanted && (wanted is "nothing" || Kind(given) == wanted) ? [] : [$"{path} is {Kind(given)}, not {kind}"],
        _ => [$"{path} is of another kind"],
    };

    private static string Kind(JsonValue value) => value.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.String => "text",
        System.Text.Json.JsonValueKind.Number => "number",
        _ => "flag",
    };
}
