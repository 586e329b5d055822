using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>A case file nobody has given a shape: the start body as it came, and the latest data of every event type under <c>facts</c>.</summary>
public sealed record JsonFacts(JsonElement Value) : CaseFacts
{
    /// <summary>A file with nothing in it.</summary>
    public static JsonFacts Empty { get; } = new(Values.EmptyObject);

    /// <inheritdoc />
    public override string Shape => "plain";

    /// <inheritdoc />
    public override JsonElement ToJson() => Value;
}

/// <summary>Folds facts of any kind by keeping the latest data of each event type.</summary>
public sealed class JsonFactFolder : FactFolder
{
    /// <inheritdoc />
    public override CaseFacts Open(JsonElement start, DateTimeOffset now) =>
        new JsonFacts(start.ValueKind == JsonValueKind.Object ? start : Values.EmptyObject);

    /// <inheritdoc />
    public override CaseFacts Fold(CaseFacts facts, WorkflowEvent.Raised fact, DateTimeOffset now)
    {
        var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in facts.ToJson().EnumerateObject()) members[member.Name] = member.Value;
        members[fact.Type] = fact.Data;
        return new JsonFacts(Values.FromObject(members)) { Clocks = facts.Clocks };
    }

    /// <inheritdoc />
    public override CaseFacts Read(JsonElement json, string? shape = null) => new JsonFacts(json);
}
