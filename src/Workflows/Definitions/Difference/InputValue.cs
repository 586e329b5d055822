using System.Text;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Difference;

/// <summary>What an input is given, without the ways to write the same thing.</summary>
/// <param name="Syntax">Its syntax, <c>Literal</c> or <c>JavaScript</c>.</param>
/// <param name="Text">What is written.</param>
internal sealed record InputValue(string Syntax, string Text)
{
    public const string Literal = "Literal";

    /// <summary>As people read it, cut to a line; a script is marked as one.</summary>
    public string Shown => Cut(Syntax == Literal ? Text : $"{Syntax}: {Text}");

    /// <summary>Reads what Studio and people write: a wrapped expression, its shorthands, a plain value. Null where nothing is given.</summary>
    public static InputValue? Of(JsonElement json)
    {
        if (Values.IsNull(json)) return null;
        if (json.ValueKind != JsonValueKind.Object) return Plain(json);
        var inner = Json.Member(json, "expression");
        var expression = inner.ValueKind == JsonValueKind.Object ? inner : json;
        var syntax = Json.Member(expression, "type");
        if (syntax.ValueKind != JsonValueKind.String) return Named(json) ?? Plain(json);
        var value = inner.ValueKind == JsonValueKind.String ? inner : Json.Member(expression, "value");
        return Plain(value) is { } plain ? plain with { Syntax = syntax.GetString()! } : null;
    }

    public static string Cut(string text) => Line(text, 120);

    /// <summary>A text on one line, cut where it is longer than somebody would read.</summary>
    public static string Line(string text, int lettersMax)
    {
        var line = string.Join(' ', text.Split((char[])['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= lettersMax ? line : string.Concat(line.AsSpan(0, lettersMax - 1), "…");
    }

    /// <summary>A variable that was picked is known by its name; an output by the variable that it goes to.</summary>
    private static InputValue? Named(JsonElement json)
    {
        var reference = Json.Member(json, "memoryReference");
        var name = reference.ValueKind == JsonValueKind.Object ? Json.Member(reference, "id") : Json.Member(json, "name");
        return name.ValueKind == JsonValueKind.String ? new InputValue(Literal, name.GetString()!) : null;
    }

    private static InputValue? Plain(JsonElement json)
    {
        if (Values.IsNull(json)) return null;
        var text = json.ValueKind == JsonValueKind.String ? json.GetString()!.Trim() : Encoding.UTF8.GetString(CanonicalJson.Write(json));
        if (text is "True" or "False") text = text.ToLowerInvariant();
        return text.Length == 0 ? null : new InputValue(Literal, text);
    }
}
