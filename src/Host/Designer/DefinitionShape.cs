using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Designer;

/// <summary>What a definition that is sent has to look like to be kept at all: what is a list or an object for Studio and is sent as something else would be lost without a word.</summary>
internal static class DefinitionShape
{
    private const int NameMax = 200;

    private static readonly string[] Objects = ["root", "customProperties", "options"];
    private static readonly string[] Texts = ["toolVersion", "$schema", "id"];
    private static readonly string[] OfMachine = ["states", "transitions"];

    /// <summary>Everything that is wrong; empty: nothing.</summary>
    public static IEnumerable<Fault> Faults(JsonObject model) =>
    [
        .. Objects.Where(name => model[name] is not (null or JsonObject)).Select(name => new Fault(name, $"must be an object, not {Kind(model[name]!)}.")),
        .. DefinitionJson.Lists.Where(name => model[name] is not (null or JsonArray)).Select(name => new Fault(name, $"must be an array, not {Kind(model[name]!)}.")),
        .. OfMachine.Where(name => model["root"] is JsonObject root && root[name] is not (null or JsonArray)).Select(name => new Fault($"root.{name}", $"must be an array, not {Kind(model["root"]![name]!)}.")),
        .. from name in OfMachine
           from item in ((model["root"] as JsonObject)?[name] as JsonArray ?? []).Index()
           where item.Item is not JsonObject
           select new Fault($"root.{name}[{item.Index}]", $"must be an object, not {Kind(item.Item)}."),
        .. from name in DefinitionJson.Lists
           where name != "outcomes"
           from item in (model[name] as JsonArray ?? []).Index()
           where item.Item is not JsonObject
           select new Fault($"{name}[{item.Index}]", $"must be an object, not {Kind(item.Item)}."),
        .. Texts.Where(name => model[name] is { } said && said.GetValueKind() != JsonValueKind.String).Select(name => new Fault(name, $"must be a text, not {Kind(model[name]!)}.")),
        .. model["root"] is JsonObject machine && machine["initialState"] is { } initial && initial.GetValueKind() != JsonValueKind.String ? [new Fault("root.initialState", $"must be the name of a state, not {Kind(initial)}.")] : Array.Empty<Fault>(),
        .. model["isReadonly"] is { } isReadonly && isReadonly.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False) ? [new Fault("isReadonly", $"must be true or false, not {Kind(isReadonly)}.")] : Array.Empty<Fault>(),
        .. model["version"] is { } version && DefinitionJson.OpenedVersion(model) is null ? [new Fault("version", $"must be a number, not {Kind(version)}.")] : Array.Empty<Fault>(),
        .. model["name"] is JsonValue title && title.TryGetValue<string>(out var called) ? Called(called) : [],
    ];

    private static Fault[] Called(string name) => string.IsNullOrWhiteSpace(name) ? [new Fault("name", "is empty: a definition has a name.")]
        : name.Length > NameMax ? [new Fault("name", $"has {name.Length} characters; at most {NameMax} are allowed.")] : [];

    /// <summary>The refusal of a definition that is wrong; null where it is not.</summary>
    public static Reply<DefinitionSaved>.Refused? Refusal(JsonObject model) =>
        Faults(model).ToArray() is { Length: > 0 } faults ? new Reply<DefinitionSaved>.Refused(RefusalKind.Invalid, "This is no definition as Studio sends one.", [.. faults]) : null;

    private static string Kind(JsonNode? node) => node switch
    {
        null => "nothing",
        JsonArray => "an array",
        JsonObject => "an object",
        _ => node.ToJsonString(),
    };
}
