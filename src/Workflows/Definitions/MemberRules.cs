using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Definitions;

/// <summary>Notices members whose names are nearly right. What Doorstep does not know is kept and written back, so a slip of the pen would otherwise say nothing and mean nothing.</summary>
internal static class MemberRules
{
    private static readonly string[] OfActivities =
        ["id", "nodeId", "name", "type", "version", "customProperties", "metadata", "displayName", "description", "canStartWorkflow", "runAsynchronously", "variables", "workflowExecutionContext"];

    private const int TwiceMax = 10;
    private const int DepthMax = 64;

    private static readonly string[] OfDefinition =
    [
        "$schema", "id", "definitionId", "name", "description", "version", "createdAt", "publishedAt", "toolVersion", "isLatest", "isPublished", "isReadonly", "isSystem", "providerName", "materializerName", "materializerContext",
        "variables", "inputs", "outputs", "outcomes", "customProperties", "options", "links", "validationErrors", "root",
    ];

    private static readonly string[] OfRoot = ["initialState", "currentState", "states", "transitions", .. OfActivities];
    private static readonly string[] OfState = ["name", "entry", "exit", "final", "stage"];
    private static readonly string[] OfTransition = ["name", "displayName", "from", "to", "trigger", "condition", "action", "optional"];

    /// <summary>A transition without one of these means something else.</summary>
    private static readonly string[] Weighty = ["trigger", "condition"];

    public static void Check(AuthoredDefinition definition, Findings findings)
    {
        var root = Json.Member(definition.Json, "root");
        foreach (var twice in Activities(root, 0).GroupBy(id => id, StringComparer.Ordinal).Where(same => same.Count() > 1).Take(TwiceMax))
            findings.Fault("root", $"'{twice.Key}' is the id of {twice.Count()} activities. Give each one an id of its own; the designer and the record tell them apart by it.");
        foreach (var (member, near) in Slips(definition.Json, OfDefinition)) findings.Warn(member, Said(member, near));
        foreach (var (member, near) in Slips(root, OfRoot)) findings.Warn($"root.{member}", Said(member, near));
        foreach (var (state, index) in Items(root, "states"))
            foreach (var (member, near) in Slips(state, OfState)) findings.Warn($"states[{index}].{member}", Said(member, near));
        foreach (var (way, index) in Items(root, "transitions"))
        {
            foreach (var (member, near) in Slips(way, OfTransition))
            {
                if (Weighty.Contains(near, StringComparer.Ordinal) && !way.TryGetProperty(near, out _)) findings.Fault($"transitions[{index}].{member}", $"{Said(member, near)} The transition would have no {near}.");
                else findings.Warn($"transitions[{index}].{member}", Said(member, near));
            }
        }
    }

    /// <summary>Ids of activities: of everything that has a type with a dot in it and is no expression.</summary>
    private static IEnumerable<string> Activities(JsonElement json, int depth) => depth == DepthMax ? [] : json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(item => Activities(item, depth + 1)),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Activities(member.Value, depth + 1)).Concat(
            TextOf(json, "type").Contains('.', StringComparison.Ordinal) && !json.TryGetProperty("expression", out _) && TextOf(json, "id") is { Length: > 0 } id ? [id] : []),
        _ => [],
    };

    private static string TextOf(JsonElement json, string name) => json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString()! : "";

    /// <summary>Names of the inputs that are there under a wrong name and cannot be done without.</summary>
    public static IReadOnlySet<string> Check(ActivityDescriptor descriptor, JsonElement json, string path, Findings findings)
    {
        var inputs = descriptor.Inputs.ToDictionary(input => input.JsonName, StringComparer.Ordinal);
        string[] own = [.. inputs.Keys, .. descriptor.Outputs.Concat(descriptor.Ports).Select(name => char.ToLowerInvariant(name[0]) + name[1..])];
        var missed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (member, near) in Slips(json, own, OfActivities))
        {
            var said = Said(member, near);
            if (inputs.TryGetValue(near, out var input) && !json.TryGetProperty(near, out _) && (input.IsRequired || input.Default is not null))
            {
                missed.Add(near);
                findings.Fault($"{path}.{member}", input.Default is { } otherwise ? $"{said} Left out, it is '{otherwise}'." : said);
            }
            else findings.Warn($"{path}.{member}", said);
        }

        return missed;
    }

    private static IEnumerable<(string Member, string Near)> Slips(JsonElement json, string[] known, string[]? alsoKnown = null)
    {
        if (json.ValueKind != JsonValueKind.Object) return [];
        var written = json.EnumerateObject().Select(member => member.Name).ToImmutableHashSet(StringComparer.Ordinal);
        return from member in written.Except(known).Except(alsoKnown ?? []).Order(StringComparer.Ordinal)
               let near = Nearest.To(member, known)
               where near is not null
               select (member, near);
    }

    private static IEnumerable<(JsonElement Item, int Index)> Items(JsonElement json, string name) =>
        Json.Member(json, name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray().Select((item, index) => (item, index)) : [];

    private static string Said(string member, string near) => $"'{member}' is not known; did you mean '{near}'?";
}
