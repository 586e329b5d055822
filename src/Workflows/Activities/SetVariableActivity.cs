using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary><c>Elsa.SetVariable</c>: gives a variable a value.</summary>
internal sealed partial class SetVariableActivity : SlotActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.SetVariable", Category = ActivityCategory.Data,
        DisplayName = new("Set variable", "设置变量"),
        Description = new("Gives a variable of the definition a value.", "为流程变量赋值。"),
        Inputs =
        [
            new("Variable", "Variable", new("Variable", "变量"), "variable-picker") { IsWrapped = false, IsRequired = true },
            new("Value", "Object", new("Value", "值")),
        ],
    };

    public override Activity Compile(ActivityNode node)
    {
        var written = node.Json.TryGetProperty("variable", out var variable) ? variable : default;
        var reference = Text(written, "id") ?? Text(written, "name") ?? (written.ValueKind == JsonValueKind.String ? written.GetString() : null);
        if (reference is null) node.Fault("variable", "is missing: choose the variable to set.");
        var name = reference is null ? null : node.VariableNamed(reference, "variable");
        return new SetVariable(name ?? "", Value(node, name)) { Path = node.Path };
    }

    /// <summary>A literal is text in the file; it is read as the type of its variable, so that 'False' does not count as true in a script.</summary>
    private static Expression Value(ActivityNode node, string? name)
    {
        var type = node.Variables.FirstOrDefault(variable => variable.Name == name)?.TypeName;
        return type is not null && node.Json.TryGetProperty("value", out var value) ? node.Expression(value, type, "value") : node.Input("Value");
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    /// <summary>A number, a text or a word that is its own value.</summary>
    [GeneratedRegex(@"^\s*(?:-?\d+(?:\.\d+)?|'[^']*'|true|false|null)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Literal();

    private sealed class SetVariable(string name, Expression value) : Activity
    {
        public override ImmutableArray<string> Sets => [name];

        public override ImmutableArray<(string Name, string Text)> Writes => [(name, value.Source.Trim())];

        public override ImmutableArray<(string Name, string Text)> Fixes => Literal().IsMatch(value.Source) ? [(name, value.Source.Trim())] : [];

        public override void Execute(Step step) => step.SetVariable(name, value.Evaluate(step));
    }
}
