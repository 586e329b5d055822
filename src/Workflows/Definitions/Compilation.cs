using System.Collections.Frozen;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions;

/// <summary>One run of the compiler over one definition: what slots and expressions need to be compiled.</summary>
internal sealed class Compilation(
    AuthoredDefinition definition, FrozenDictionary<string, ActivityType> activities, FrozenDictionary<string, ExpressionLanguage> languages, List<DefinitionFault> faults)
{
    public AuthoredDefinition Definition => definition;

    public List<DefinitionFault> Faults => faults;

    public Activity? Slot(JsonElement json, string path)
    {
        if (Find(json, path) is not { } type) return null;
        if (type is SlotActivityType slot) return slot.Compile(new ActivityNode(this, type.Descriptor, json, path));
        faults.Add(new DefinitionFault(path, $"'{type.Descriptor.TypeName}' waits, and a slot takes no time. Make it the trigger of a transition."));
        return null;
    }

    public Trigger? Trigger(JsonElement json, string path)
    {
        if (Find(json, path) is not { } type) return null;
        if (type is TriggerActivityType trigger) return trigger.Compile(new ActivityNode(this, type.Descriptor, json, path));
        faults.Add(new DefinitionFault(path, $"'{type.Descriptor.TypeName}' is not something to wait for. Use one of: {Names<TriggerActivityType>()}."));
        return null;
    }

    /// <summary>Compiles <c>{typeName, expression: {type, value}}</c>, Studio's shorthands for it, or a plain value.</summary>
    public Expression Wrapped(JsonElement json, string typeName, string path)
    {
        if (json.ValueKind != JsonValueKind.Object) return new Constant(Literal.Read(json, typeName));
        var inner = Json.Member(json, "expression");
        var expression = inner.ValueKind == JsonValueKind.Object ? inner : json;
        var type = inner.ValueKind == JsonValueKind.String ? Json.Text(json, "type", path, faults) : Json.Text(expression, "type", $"{path}.type", faults);
        var value = inner.ValueKind == JsonValueKind.String ? inner : Json.Member(expression, "value");
        if (type is null)
        {
            if (inner.ValueKind != JsonValueKind.Undefined || value.ValueKind != JsonValueKind.Undefined)
                faults.Add(new DefinitionFault($"{path}.type", $"is missing. Use one of: {string.Join(", ", languages.Keys.Order(StringComparer.Ordinal))}."));
            return new Constant(Values.Null);
        }

        if (languages.TryGetValue(type, out var language)) return language.Compile(value, typeName, definition, path, faults);
        faults.Add(new DefinitionFault($"{path}.type", $"'{type}' is not an expression syntax{Nearest.Hint(type, languages.Keys)}"));
        return new Constant(Values.Null);
    }

    private ActivityType? Find(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new DefinitionFault(path, $"must be an activity, not {Json.Kind(json)}."));
            return null;
        }

        if (Json.Text(json, "type", $"{path}.type", faults) is not { } name)
        {
            faults.Add(new DefinitionFault($"{path}.type", "is missing: an activity needs a type."));
            return null;
        }

        if (activities.TryGetValue(name, out var type)) return type;
        faults.Add(new DefinitionFault($"{path}.type", $"'{name}' is not an activity that Doorstep runs{Nearest.Hint(name, activities.Keys)}"));
        return null;
    }

    private string Names<T>() => string.Join(", ", activities.Where(pair => pair.Value is T).Select(pair => pair.Key).Order(StringComparer.Ordinal));
}
