using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Difference;

/// <summary>One step of a slot, whatever sequences and branches it stands in.</summary>
/// <param name="Type">Type of the activity.</param>
/// <param name="Id">Its id, which stays when it is edited.</param>
/// <param name="Where">The branches that it stands in, <c>then</c>; empty: it always runs.</param>
/// <param name="Inputs">What it is given, by member, with its defaults.</param>
internal sealed record SlotStep(string Type, string? Id, string Where, ImmutableSortedDictionary<string, InputValue> Inputs)
{
    /// <summary>Names and places of drawing mean nothing.</summary>
    private static readonly FrozenSet<string> Silent = FrozenSet.Create(
        StringComparer.Ordinal, "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "displayName", "description", "canStartWorkflow", "runAsynchronously", "variables", "workflowExecutionContext");

    private static readonly FrozenSet<string> Branches = FrozenSet.Create(StringComparer.Ordinal, "activities", "then", "else", "body", "default", "cases");

    public const string ForEach = "Elsa.ForEach";
    private const string Sequence = "Elsa.Sequence";

    /// <summary>What it does is the same, wherever it stands.</summary>
    public bool IsSame(SlotStep other) => Type == other.Type && Inputs.Count == other.Inputs.Count && Inputs.All(input => other.Inputs.TryGetValue(input.Key, out var value) && value == input.Value);

    /// <summary>The steps of a slot, in the order in which they would run.</summary>
    public static ImmutableArray<SlotStep> Of(JsonElement slot, IReadOnlyDictionary<string, ActivityDescriptor> known) => [.. Walk(slot, "", known)];

    private static IEnumerable<SlotStep> Walk(JsonElement json, string where, IReadOnlyDictionary<string, ActivityDescriptor> known)
    {
        if (json.ValueKind != JsonValueKind.Object) yield break;
        var type = Text(json, "type") ?? "";
        if (type != Sequence) yield return new SlotStep(type, Text(json, "id"), where, Read(json, known.GetValueOrDefault(type)));
        foreach (var item in Items(json, "activities"))
            foreach (var step in Walk(item, where, known)) yield return step;
        foreach (var branch in (string[])["then", "else", "body", "default"])
            foreach (var step in Walk(Json.Member(json, branch), Inside(where, branch), known)) yield return step;
        foreach (var (item, number) in Items(json, "cases").Select((item, index) => (item, index + 1)))
            foreach (var step in Walk(Json.Member(item, "activity"), Inside(where, $"case {number}"), known)) yield return step;
    }

    private static ImmutableSortedDictionary<string, InputValue> Read(JsonElement json, ActivityDescriptor? descriptor)
    {
        var inputs = ImmutableSortedDictionary.CreateBuilder<string, InputValue>(StringComparer.Ordinal);
        foreach (var input in descriptor?.Inputs ?? [])
            if (input.Default is { Length: > 0 } otherwise && InputValue.Of(Values.Of(otherwise)) is { } value) inputs[input.JsonName] = value;
        if (descriptor?.OutboundKind is { } kind) inputs["kind"] = new InputValue(InputValue.Literal, kind);
        foreach (var member in json.EnumerateObject().Where(member => !Silent.Contains(member.Name) && !Branches.Contains(member.Name)))
            if (InputValue.Of(member.Value) is { } value) inputs[member.Name] = value;
        foreach (var (item, number) in Items(json, "cases").Select((item, index) => (item, index + 1)))
            if (InputValue.Of(Json.Member(item, "condition")) is { } value) inputs[$"case {number}"] = value;
        return inputs.ToImmutable();
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) => Json.Member(json, name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : default;

    private static string Inside(string where, string branch) => where.Length == 0 ? branch : $"{where}, {branch}";

    private static string? Text(JsonElement json, string name) => Json.Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
