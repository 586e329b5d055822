using System.Collections.Frozen;
using System.Text.Json;
using Doorstep.Workflows.Definitions.Expressions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions;

/// <summary>One run of the compiler over one definition: what slots and expressions need to be compiled.</summary>
internal sealed class Compilation(
    AuthoredDefinition definition, FrozenDictionary<string, ActivityType> activities, FrozenDictionary<string, ExpressionLanguage> languages, Findings findings)
{
    public AuthoredDefinition Definition => definition;

    public Findings Findings => findings;

    public List<DefinitionFault> Faults => findings.Faults;

    public Activity? Slot(JsonElement json, string path)
    {
        if (Find<SlotActivityType>(json, path) is not { } type) return null;
        if (type is SlotActivityType slot) return slot.Compile(new ActivityNode(this, type.Descriptor, json, path));
        Faults.Add(new DefinitionFault(path, $"'{type.Descriptor.TypeName}' waits, and a slot takes no time. Make it the trigger of a transition."));
        return null;
    }

    public Trigger? Trigger(JsonElement json, string path)
    {
        if (Find<TriggerActivityType>(json, path) is not { } type) return null;
        if (type is TriggerActivityType trigger) return trigger.Compile(new ActivityNode(this, type.Descriptor, json, path));
        Faults.Add(new DefinitionFault(path, $"'{type.Descriptor.TypeName}' is not something to wait for. Use one of: {Names<TriggerActivityType>()}."));
        return null;
    }

    /// <summary>Compiles <c>{typeName, expression: {type, value}}</c>, Studio's shorthands for it, or a plain value.</summary>
    public Expression Wrapped(JsonElement json, string typeName, string path, bool mayWrite)
    {
        if (json.ValueKind != JsonValueKind.Object) return new LiteralLanguage().Compile(json, Place(path));
        var inner = Json.Member(json, "expression");
        var expression = inner.ValueKind == JsonValueKind.Object ? inner : json;
        var type = inner.ValueKind == JsonValueKind.String ? Json.Text(json, "type", path, Faults) : Json.Text(expression, "type", $"{path}.type", Faults);
        var value = inner.ValueKind == JsonValueKind.String ? inner : Json.Member(expression, "value");
        if (type is null)
        {
            if (inner.ValueKind != JsonValueKind.Undefined || value.ValueKind != JsonValueKind.Undefined)
                Faults.Add(new DefinitionFault($"{path}.type", $"is missing. Use one of: {string.Join(", ", languages.Keys.Order(StringComparer.Ordinal))}."));
            return new Constant(Values.Null);
        }

        if (languages.TryGetValue(type, out var language)) return language.Compile(value, Place(path));
        Faults.Add(new DefinitionFault($"{path}.type", $"'{type}' is not an expression syntax{Nearest.Hint(type, languages.Keys)}"));
        return new Constant(Values.Null);

        ExpressionPlace Place(string at) => new(definition, typeName, at, findings, mayWrite);
    }

    private ActivityType? Find<TWanted>(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Faults.Add(new DefinitionFault(path, $"must be an activity, not {Json.Kind(json)}."));
            return null;
        }

        if (Json.Text(json, "type", $"{path}.type", Faults) is not { } name)
        {
            Faults.Add(new DefinitionFault($"{path}.type", "is missing: an activity needs a type."));
            return null;
        }

        if (activities.TryGetValue(name, out var type)) return type;
        Faults.Add(new DefinitionFault($"{path}.type", $"'{name}' is not an activity that Doorstep runs{Hint()}"));
        return null;

        string Hint() => Nearest.To(name, activities.Keys) is { } near ? $"; did you mean '{near}'?" : $". Use one of: {Names<TWanted>()}.";
    }

    private string Names<T>() => string.Join(", ", activities.Where(pair => pair.Value is T).Select(pair => pair.Key).Order(StringComparer.Ordinal));
}
