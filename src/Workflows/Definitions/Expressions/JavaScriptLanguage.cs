using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Kernel;
using Jint;
using Expression = Doorstep.Workflows.Kernel.Expression;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary><c>JavaScript</c>, on Jint: parsed once per definition, run in a sandbox without CLR, clock or randomness.</summary>
internal sealed partial class JavaScriptLanguage : ExpressionLanguage
{
    public override string Type => "JavaScript";

    public override Expression Compile(JsonElement value, string typeName, AuthoredDefinition definition, string path, ICollection<DefinitionFault> faults)
    {
        var source = Values.ToText(value).Trim();
        if (source.Length == 0) return new Constant(Values.Null);
        try
        {
            var words = Word().Matches(source).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
            return new Script(Prepare(CaseWord.Rewrite(source)), source, path, words);
        }
        catch (Exception exception) when (exception is Acornima.ParseErrorException or ScriptPreparationException)
        {
            faults.Add(new DefinitionFault(path, $"This is not JavaScript: {exception.Message} In: {Cut(source)}"));
            return new Constant(Values.Null);
        }
    }

    internal static string Cut(string source)
    {
        var line = source.ReplaceLineEndings(" ");
        return line.Length <= 100 ? line : string.Concat(line.AsSpan(0, 97), "...");
    }

    /// <summary>As Elsa reads a script: an expression, an object, statements whose last value counts, or a body with <c>return</c>.</summary>
    private static Prepared<Acornima.Ast.Script> Prepare(string source)
    {
        if (source.StartsWith('{') && TryPrepare($"({source})") is { } literal) return literal;
        if (TryPrepare(source) is { } script) return script;
        if (source.Contains("return", StringComparison.Ordinal) && TryPrepare($"(function () {{ {source}\n}})()") is { } body) return body;
        return Engine.PrepareScript(source, strict: true);
    }

    private static Prepared<Acornima.Ast.Script>? TryPrepare(string source)
    {
        try
        {
            return Engine.PrepareScript(source, strict: true);
        }
        catch (Exception exception) when (exception is Acornima.ParseErrorException or ScriptPreparationException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"[A-Za-z_$][\w$]*")]
    private static partial Regex Word();

    private sealed class Script(Prepared<Acornima.Ast.Script> prepared, string source, string path, HashSet<string> words) : Expression
    {
        public override string Text { get; } = Cut(source);

        public override JsonElement Evaluate(Scope scope) => scope.Tool(ScriptSandbox.For).Evaluate(prepared, words, scope, $"{path}: {Cut(source)}");
    }
}
