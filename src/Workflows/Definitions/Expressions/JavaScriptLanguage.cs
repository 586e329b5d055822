using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Kernel;
using Jint;
using Expression = Doorstep.Workflows.Kernel.Expression;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary><c>JavaScript</c>, on Jint: parsed once per definition, run in a sandbox without CLR, clock or randomness.</summary>
internal sealed partial class JavaScriptLanguage : ExpressionLanguage
{
    private const int LengthMax = 32_000;

    internal static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(2);

    public override string Type => "JavaScript";

    public override Expression Compile(JsonElement value, ExpressionPlace place)
    {
        var source = Values.ToText(value).Trim();
        if (source.Length == 0) return new Constant(Values.Null);
        if (TooLong(source, place)) return new Constant(Values.Null);
        try
        {
            return ExpressionBench.Run(() => Read(source, place), TimeMax);
        }
        catch (StepFaultException fault)
        {
            place.Fault($"{fault.Message} In: {Cut(source)}");
            return new Constant(Values.Null);
        }
        catch (Exception exception) when (exception is Acornima.ParseErrorException or ScriptPreparationException)
        {
            place.Fault($"This is not JavaScript: {Said(exception)} In: {Cut(source)}");
            return new Constant(Values.Null);
        }
    }

    private static Script Read(string source, ExpressionPlace place)
    {
        string[] words = [.. Word().Matches(source).Select(match => match.Value).Distinct(StringComparer.Ordinal).Where(ScriptSandbox.MayProvide)];
        var prepared = Prepare(CaseWord.Rewrite(source));
        ScriptLint.Look(prepared.Program!, place);
        return new Script(new ScriptText(prepared, words, PlainScript.Is(prepared.Program!)), source, place.Path);
    }

    /// <summary>Faults what no person writes: it would only try the parser's depth.</summary>
    internal static bool TooLong(string source, ExpressionPlace place)
    {
        if (source.Length <= LengthMax) return false;
        place.Fault($"The expression has {source.Length} characters; at most {LengthMax} are read.");
        return true;
    }

    /// <summary>What the parser itself said, without Jint's words around it.</summary>
    private static string Said(Exception exception) => (exception.InnerException ?? exception).Message.Replace("<anonymous>:", "", StringComparison.Ordinal);

    internal static string Cut(string source)
    {
        var line = source.ReplaceLineEndings(" ");
        return line.Length <= 100 ? line : string.Concat(line.AsSpan(0, 97), "...");
    }

    /// <summary>As Elsa reads a script: an expression, an object, statements whose last value counts, or a body with <c>return</c>.</summary>
    internal static Prepared<Acornima.Ast.Script> Prepare(string source)
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

    private sealed class Script(ScriptText script, string source, string path) : Expression
    {
        private readonly string _what = $"{path}: {Cut(source)}";

        public override string Text { get; } = Cut(source);

        public override string Source => source;

        public override JsonElement Evaluate(Scope scope) => scope.Tool(ScriptSandbox.For).Evaluate(script, _what);
    }
}
