using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary><c>Literal</c>: the text that was typed, read as the type of its place.</summary>
internal sealed class LiteralLanguage : ExpressionLanguage
{
    public override string Type => "Literal";

    public override Expression Compile(JsonElement value, ExpressionPlace place)
    {
        var read = Literal.Read(value, place.TypeName);
        if (Literal.Misfit(read, place.TypeName) is { } misfit) place.Fault(misfit);
        return new Constant(read);
    }
}

/// <summary><c>Object</c>: a string of JSON.</summary>
internal sealed class ObjectLanguage : ExpressionLanguage
{
    public override string Type => "Object";

    public override Expression Compile(JsonElement value, ExpressionPlace place)
    {
        if (value.ValueKind != JsonValueKind.String) return new Constant(Values.IsNull(value) ? Values.Null : value);
        if (Literal.Parsed(value.GetString()!) is { } parsed) return new Constant(parsed);
        place.Fault($"{Values.Quote(value)} is not JSON.");
        return new Constant(Values.Null);
    }
}

/// <summary><c>Variable</c>: the value of a variable, referred to by id.</summary>
internal sealed class VariableLanguage : ExpressionLanguage
{
    public override string Type => "Variable";

    public override Expression Compile(JsonElement value, ExpressionPlace place)
    {
        var (id, name) = Reference.Read(value);
        var found = place.Definition.Variables.FirstOrDefault(variable => variable.Id == id)
            ?? place.Definition.Variables.FirstOrDefault(variable => variable.Name == (name ?? id));
        if (found is not null) return new VariableValue(found.Name);
        var shown = name ?? id ?? "";
        place.Fault($"'{shown}' is not a variable{Nearest.Hint(shown, [.. place.Definition.Variables.Select(variable => variable.Name)])}");
        return new Constant(Values.Null);
    }

    private sealed class VariableValue(string name) : Expression
    {
        public override string Text => name;

        public override JsonElement Evaluate(Scope scope) => scope.TryGetVariable(name, out var value) ? value : Values.Null;
    }
}

/// <summary><c>Input</c>: a member of the case's input, referred to by name.</summary>
internal sealed class InputLanguage : ExpressionLanguage
{
    public override string Type => "Input";

    public override Expression Compile(JsonElement value, ExpressionPlace place)
    {
        var (id, name) = Reference.Read(value);
        if ((name ?? id) is { Length: > 0 } input) return new InputValue(input);
        place.Fault("An input needs a name.");
        return new Constant(Values.Null);
    }

    private sealed class InputValue(string name) : Expression
    {
        public override string Text => $"input.{name}";

        public override JsonElement Evaluate(Scope scope) =>
            scope.Before.Input.ValueKind == JsonValueKind.Object && scope.Before.Input.TryGetProperty(name, out var value) ? value : Values.Null;
    }
}

/// <summary>How Studio refers to a variable or an input: its definition as an object, the same as a JSON string, or the bare name.</summary>
internal static class Reference
{
    public static (string? Id, string? Name) Read(JsonElement value)
    {
        var json = value.ValueKind == JsonValueKind.String && value.GetString()!.StartsWith('{') ? Literal.Parsed(value.GetString()!) ?? value : value;
        if (json.ValueKind == JsonValueKind.String) return (json.GetString(), null);
        return (Member(json, "id"), Member(json, "name"));
    }

    private static string? Member(JsonElement json, string name) => Json.Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
