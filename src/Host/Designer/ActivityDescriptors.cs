using System.Text.Json.Nodes;
using Doorstep.Host.Api;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Designer;

/// <summary>The activities as Studio's toolbox and editors want them. Only what the engine runs is in it, so nobody can build what cannot run.</summary>
internal static class ActivityDescriptors
{
    private static readonly string[] Containers = ["Activities"];
    private static readonly string[] WrittenAsJson = ["multitext", "checklist", "dictionary", "switch-editor"];

    /// <summary>Every descriptor. A state machine has none: Studio draws one without, and offers whatever has one for a slot, where a machine cannot run. The options of drop-downs that are not known beforehand come from <paramref name="options"/>.</summary>
    public static JsonArray All(IEnumerable<ActivityDescriptor> activities, bool isChinese, Func<OptionSource, IEnumerable<string>> options) =>
    [
        .. activities.Select(activity => One(activity, isChinese, options)),
        Structural("Elsa.Workflow", "Workflow", null, isChinese),
    ];

    public static JsonObject One(ActivityDescriptor activity, bool isChinese, Func<OptionSource, IEnumerable<string>> options)
    {
        var isContainer = activity.Ports.Any(Containers.Contains);
        return new JsonObject
        {
            ["typeName"] = activity.TypeName, ["namespace"] = activity.TypeName.Split('.')[0], ["name"] = activity.TypeName.Split('.')[^1], ["version"] = 1,
            ["category"] = Category(activity.Category, isChinese), ["displayName"] = activity.DisplayName.In(isChinese), ["description"] = activity.Description.In(isChinese),
            ["kind"] = activity.IsTrigger ? "Trigger" : "Action", ["runAsynchronously"] = false,
            ["inputs"] = new JsonArray([.. activity.Inputs.Select((input, order) => Input(input, order, isChinese, options))]),
            ["outputs"] = new JsonArray([.. activity.Outputs.Select((output, order) => Output(output, order, isChinese))]),
            ["ports"] = new JsonArray([.. activity.Ports.Except(Containers).Select(port => Port(port, "Embedded")), Port("Done", "Flow")]),
            ["customProperties"] = new JsonObject(), ["constructionProperties"] = new JsonObject(),
            ["isContainer"] = isContainer, ["isBrowsable"] = true, ["isStart"] = false, ["isTerminal"] = false,
        };
    }

    /// <summary>What replaces an input's editor: its drop-down, always with the value that it has, so that choosing among known values loses none.</summary>
    public static JsonObject Specifications(InputDescriptor input, bool isChinese, Func<OptionSource, IEnumerable<string>> options, string? current = null)
    {
        if (input.UiHint != "dropdown") return [];
        var values = (input.OptionsFrom == OptionSource.Own ? input.Options : options(input.OptionsFrom)).Concat(current is { Length: > 0 } ? [current] : []).Distinct(StringComparer.Ordinal);
        JsonArray items = [.. (input.IsRequired || input.Default is not null ? values : values.Prepend("")).Select(value => new JsonObject { ["text"] = OptionWords.Of(value, isChinese), ["value"] = value })];
        var specifications = new JsonObject
        {
            ["dropdown"] = new JsonObject { ["selectList"] = new JsonObject { ["items"] = items, ["isFlagsEnum"] = false, ["sortItems"] = false }, ["providerName"] = null },
        };
        if (input.OptionsFrom != OptionSource.Own) specifications["Refresh"] = true;
        return specifications;
    }

    private static JsonObject Input(InputDescriptor input, int order, bool isChinese, Func<OptionSource, IEnumerable<string>> options) => new JsonObject
    {
        ["name"] = input.Name, ["typeName"] = input.TypeName, ["displayName"] = input.DisplayName.In(isChinese), ["description"] = Note(input, isChinese), ["order"] = order,
        ["isBrowsable"] = true, ["isSerializable"] = true, ["isSynthetic"] = false, ["isWrapped"] = input.IsWrapped, ["uiHint"] = input.UiHint, ["category"] = null,
        ["defaultValue"] = input.Default, ["defaultSyntax"] = WrittenAsJson.Contains(input.UiHint) ? "Object" : "Literal", ["isReadOnly"] = false, ["isSensitive"] = false,
        ["storageDriverType"] = null, ["uiSpecifications"] = Specifications(input, isChinese, options),
    };

    private static string? Note(InputDescriptor input, bool isChinese)
    {
        string?[] parts = [input.IsRequired ? isChinese ? "必填。" : "Required." : null, (input.Note ?? DescriptorWords.OfInput(input.Name))?.In(isChinese), input.Example is { } value ? isChinese ? $"例如 {value}。" : $"For example: {value}." : null];
        return parts.OfType<string>().ToArray() is { Length: > 0 } said ? string.Join(isChinese ? "" : " ", said) : null;
    }

    private static JsonObject Output(string name, int order, bool isChinese) => DescriptorWords.OfOutput(name) is var (shown, note)
        ? new JsonObject { ["name"] = name, ["typeName"] = "Object", ["displayName"] = shown.In(isChinese), ["description"] = note.In(isChinese), ["order"] = order, ["isBrowsable"] = true, ["isSerializable"] = true, ["isSynthetic"] = false } : [];

    private static JsonObject Port(string name, string type) => new JsonObject { ["name"] = name, ["displayName"] = name, ["type"] = type, ["isBrowsable"] = true };

    /// <summary>A root: needed to draw it, never put into a slot.</summary>
    private static JsonObject Structural(string typeName, string displayName, string? description, bool isChinese)
    {
        var descriptor = One(
            new ActivityDescriptor { TypeName = typeName, Category = "Flow", DisplayName = new Words(displayName, displayName), Description = new Words(description ?? "", description ?? "") }, isChinese, _ => []);
        (descriptor["isContainer"], descriptor["isBrowsable"]) = (true, false);
        return descriptor;
    }

    private static string Category(string name, bool isChinese) => ActivityCategory.All.FirstOrDefault(words => words.En == name)?.In(isChinese) ?? name;
}
