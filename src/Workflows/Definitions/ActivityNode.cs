using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions;

/// <summary>One use of an activity in a definition, while it is compiled.</summary>
public sealed class ActivityNode
{
    private readonly Compilation _compilation;
    private readonly ActivityDescriptor _descriptor;
    private readonly IReadOnlySet<string> _misspelt;

    internal ActivityNode(Compilation compilation, ActivityDescriptor descriptor, JsonElement json, string path)
    {
        _compilation = compilation;
        _descriptor = descriptor;
        Json = json;
        Path = path;
        _misspelt = MemberRules.Check(descriptor, json, path, compilation.Findings);
    }

    /// <summary>The activity as written.</summary>
    public JsonElement Json { get; }

    /// <summary>Where it stands.</summary>
    public string Path { get; }

    /// <summary>Names of the definition's variables.</summary>
    public ImmutableArray<VariableDeclaration> Variables => _compilation.Definition.Variables;

    /// <summary>An input by the name its descriptor gives it: as written, or its default.</summary>
    public Expression Input(string name)
    {
        var descriptor = _descriptor.Inputs.First(input => input.Name == name);
        var member = Definitions.Json.Member(Json, descriptor.JsonName);
        var compiled = member.ValueKind == JsonValueKind.Undefined ? null : Expression(member, descriptor.TypeName, descriptor.JsonName);
        if (compiled is not null && compiled is not Constant { Text: "" }) return compiled;
        if (descriptor.Default is { } fallback) return new Constant(Literal.Read(Values.Of(fallback), descriptor.TypeName));
        if (descriptor.IsRequired && !_misspelt.Contains(descriptor.JsonName)) Fault(descriptor.JsonName, $"{_descriptor.TypeName} needs '{descriptor.JsonName}'{Example(descriptor)}");
        return compiled ?? new Constant(Values.Null);
    }

    /// <summary>Compiles something that is written like an input but stands elsewhere, such as the condition of a switch case.</summary>
    public Expression Expression(JsonElement json, string typeName, string path) => _compilation.Wrapped(json, typeName, $"{Path}.{path}", mayWrite: !_descriptor.IsTrigger);

    /// <summary>The activity in a slot of this one, or null.</summary>
    public Activity? Child(JsonElement json, string path) =>
        Values.IsNull(json) ? null : _compilation.Slot(json, $"{Path}.{path}");

    /// <summary>The activity in a named slot of this one, or null.</summary>
    public Activity? Child(string name) => Child(Definitions.Json.Member(Json, name), name);

    /// <summary>The activities of a list, in order.</summary>
    public ImmutableArray<Activity> Children(string name) =>
        [.. Definitions.Json.Items(Json, name, $"{Path}.{name}", _compilation.Faults).Select((item, index) => Child(item, $"{name}[{index}]")).OfType<Activity>()];

    /// <summary>Name of the variable that an output is bound to, or null.</summary>
    public string? Output(string name)
    {
        var reference = Definitions.Json.Member(Definitions.Json.Member(Json, name), "memoryReference");
        if (Definitions.Json.Text(reference, "id", $"{Path}.{name}.memoryReference.id", _compilation.Faults) is not { } id) return null;
        return VariableNamed(id, $"{name}.memoryReference.id");
    }

    /// <summary>Name of the variable with an id or a name; a fault where there is none.</summary>
    public string? VariableNamed(string idOrName, string path)
    {
        var found = Variables.FirstOrDefault(variable => variable.Id == idOrName) ?? Variables.FirstOrDefault(variable => variable.Name == idOrName);
        if (found is null) Fault(path, $"'{idOrName}' is not a variable{Nearest.Hint(idOrName, [.. Variables.Select(variable => variable.Name)])}");
        return found?.Name;
    }

    /// <summary>Reports a fault of this use.</summary>
    public void Fault(string path, string message) => _compilation.Findings.Fault($"{Path}.{path}", message);

    private static string Example(InputDescriptor input) => input.Example is { } example
        ? $$$""": "{{{input.JsonName}}}": {"expression": {"type": "Literal", "value": "{{{example}}}"}}."""
        : ".";
}
