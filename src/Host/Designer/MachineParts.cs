using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Host.Designer;

/// <summary>An activity as records of what ran name it.</summary>
internal sealed record PartId(string Id, string NodeId, string Type, int Version, string? Name)
{
    public static PartId Of(JsonObject activity) => new(
        Text(activity, "id") ?? "", Text(activity, "nodeId") ?? "", Text(activity, "type") ?? "", activity["version"] is JsonValue version && version.TryGetValue<int>(out var number) ? number : 1, Text(activity, "name"));

    private static string? Text(JsonObject activity, string member) => activity[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

/// <summary>Which activities of a definition a line of a journal is about.</summary>
internal sealed class MachineParts
{
    private readonly Dictionary<string, (string From, string To, PartId[] Slots)> _ways = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (PartId? Entry, PartId? Exit)> _states = new(StringComparer.Ordinal);

    private readonly JsonObject _definition;

    private MachineParts(PartId root, JsonObject definition) => (Root, _definition) = (root, definition);

    /// <summary>The machine itself.</summary>
    public PartId Root { get; }

    public static MachineParts Of(JsonObject definition)
    {
        var authored = DefinitionReader.Read(JsonSerializer.SerializeToElement(definition), new List<DefinitionFault>());
        var (root, keys) = (definition["root"]!.AsObject(), TransitionKeys.Of(authored));
        var parts = new MachineParts(PartId.Of(root), root);
        foreach (var state in authored.States) parts._states.TryAdd(state.Name, (Slot(state.Entry), Slot(state.Exit)));
        for (var index = 0; index < keys.Length; index++)
        {
            var way = authored.Transitions[index];
            parts._ways[keys[index]] = (way.From, way.To, [.. new[] { Slot(way.Trigger), Slot(way.Action) }.OfType<PartId>()]);
        }

        return parts;
    }

    /// <summary>What the lines of a step ran, in their order. Lines about submachines name states with a '/', or transitions that this machine has not.</summary>
    public IEnumerable<PartId> Ran(WatchedStep step) => step.Lines.SelectMany(line => line.Kind switch
    {
        JournalKind.TransitionTaken when IsOurs(line) => _ways[line.Subject].Slots,
        JournalKind.StateEntered when _states.TryGetValue(line.Subject, out var state) && state.Entry is { } entry => [entry],
        JournalKind.StateLeft when _states.TryGetValue(line.Subject, out var state) && state.Exit is { } exit => [exit],
        _ => (PartId[])[],
    });

    /// <summary>What waits for a transition: its trigger, or the machine where it has none.</summary>
    public PartId WaitingFor(string transition) => _ways.TryGetValue(transition, out var way) && way.Slots.Length > 0 ? way.Slots[0] : Root;

    /// <summary>The activity that broke; of a condition the trigger of its transition, and the machine where there is no such part.</summary>
    public PartId At(FaultPlace? place) => place switch
    {
        { Transition: { } way } => WaitingFor(way),
        { Path: { } path } when Part(path) is { } activity => PartId.Of(activity),
        _ => Root,
    };

    /// <summary>The innermost activity on a path such as <c>transitions[3].action.activities[1]</c>.</summary>
    private JsonObject? Part(string path)
    {
        JsonNode? node = _definition;
        JsonObject? found = null;
        foreach (var step in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            node = node switch
            {
                JsonArray list when int.TryParse(step, out var index) && index < list.Count => list[index],
                JsonObject one => one[step],
                _ => null,
            };
            if (node is JsonObject { } activity && activity["type"] is JsonValue) found = activity;
        }

        return found;
    }

    /// <summary>What stands for the machine inside a state, of which the picture shows nothing: the way that waits for its end, or the machine where none does.</summary>
    public PartId Inside(string state) =>
        _ways.Values.FirstOrDefault(way => way.From == state && way.Slots.Any(slot => slot.Type == "Doorstep.Submachine")).Slots?.First(slot => slot.Type == "Doorstep.Submachine") ?? Root;

    private bool IsOurs(JournalEntry line) =>
        _ways.TryGetValue(line.Subject, out var way) && (way.From == Transition.Anywhere || line.Text.StartsWith($"{way.From} →", StringComparison.Ordinal));

    private static PartId? Slot(JsonElement json) => json.ValueKind == JsonValueKind.Object ? PartId.Of(JsonObject.Create(json)!) : null;
}
