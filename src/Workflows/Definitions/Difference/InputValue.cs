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
    public const string Liquid = "Liquid";

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

    /// <summary>Whether both say the same: blanks outside of texts and between words make no other script.</summary>
    public static bool IsSame(InputValue? left, InputValue? right) => left == right || (left is not null && right is not null && left.Syntax != Literal && left.Syntax == right.Syntax && Bare(left.Text) == Bare(right.Text));

    /// <summary>A script without the blanks that mean nothing. What stands in quotation marks is kept letter by letter, and so is all of a script of several lines or with a comment, a pattern or a template in it: there a blank may mean something.</summary>
    private static string Bare(string script)
    {
        if (script.AsSpan().ContainsAny("/`\r\n")) return script;
        var (bare, quote, isBlank) = (new StringBuilder(script.Length), '\0', false);
        for (var at = 0; at < script.Length; at++)
        {
            var letter = script[at];
            if (quote == '\0' && char.IsWhiteSpace(letter))
            {
                isBlank = true;
                continue;
            }

            if (isBlank && bare.Length > 0 && IsWord(bare[^1]) && IsWord(letter)) bare.Append(' ');
            isBlank = false;
            bare.Append(letter);
            if (quote != '\0' && letter == '\\' && at + 1 < script.Length) bare.Append(script[++at]);
            else if (letter == quote) quote = '\0';
            else if (quote == '\0' && letter is '\'' or '"') quote = letter;
        }

        return bare.ToString();
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '$' or '+' or '-';

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
