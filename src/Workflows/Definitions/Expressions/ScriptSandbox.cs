using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>One JavaScript engine for the life of one step. It sees the scope and nothing else, so the same step gives the same values.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The engine holds memory only; it goes with the step.")]
internal sealed class ScriptSandbox
{
    private readonly Engine _engine;
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);
    private readonly Scope _scope;

    private ScriptSandbox(Scope scope)
    {
        _scope = scope;
        _engine = new Engine(options =>
        {
            options.Strict();
            options.Culture(CultureInfo.InvariantCulture);
            options.TimeSystem = new GivenTime(scope.Now);
            options.LocalTimeZone(TimeZoneInfo.Utc);
            options.DisableStringCompilation();
            options.TimeoutInterval(scope.Bounds.ExpressionTimeMax);
            options.MaxStatements(scope.Bounds.ExpressionStatementsMax);
            options.LimitMemory(scope.Bounds.ExpressionBytesMax);
            options.LimitRecursion(64);
            options.RegexTimeoutInterval(scope.Bounds.ExpressionTimeMax);
            options.Constraints.MaxArraySize = 100_000;
        });
        Forbid("newGuid", "newGuidString", "newShortGuid", "a random id: the same input must give the same output. Use event.id");
        Forbid("setVariable", "a variable from an expression. Use the activity Elsa.SetVariable");
    }

    public static ScriptSandbox For(Scope scope) => new(scope);

    public JsonElement Evaluate(Prepared<Acornima.Ast.Script> script, HashSet<string> words, Scope scope, string what)
    {
        try
        {
            foreach (var word in words) Provide(word, scope);
            return ScriptValues.FromScript(_engine, _engine.Evaluate(script), what);
        }
        catch (StepFaultException forbidden)
        {
            throw new StepFaultException(forbidden.Code, $"{what}: {forbidden.Message}", forbidden);
        }
        catch (JavaScriptException exception)
        {
            throw new StepFaultException("expression", $"{what}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is TimeoutException or StatementsCountOverflowException or MemoryLimitExceededException
            or RecursionDepthOverflowException or ExecutionCanceledException or System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            throw new StepFaultException("bound", $"{what}: {exception.Message} (bounds Expression…Max)", exception);
        }
        catch (JintException exception)
        {
            throw new StepFaultException("expression", $"{what}: {exception.Message}", exception);
        }
    }

    private void Provide(string word, Scope scope)
    {
        if (word is "variables") Set(word, ScriptValues.ObjectOf(_engine, scope.Variables));
        else if (word is "event") Set(word, ScriptValues.ToScript(_engine, scope.Event));
        else if (word is "state") Set(word, new JsString(scope.StatePath));
        else if (!_defined.Add(word)) return;
        else if (word is "case" or CaseWord.Name) Set(CaseWord.Name, ScriptValues.ToScript(_engine, scope.Before.Facts.ToJson()));
        else if (word is "input") Set(word, ScriptValues.ToScript(_engine, scope.Before.Input));
        else if (word is "now") Set(word, JsValue.FromObject(_engine, scope.Now.UtcDateTime));
        else if (word is "definition") Set(word, Definition(scope));
        else if (word is "Math") _engine.Evaluate("Math.random = () => { throw new Error('Math.random is not there: the same input must give the same output.'); }");
        else if (ScriptFunctions.Find(_engine, word, scope) is { } function) Set(word, function);
    }

    private JsValue Definition(Scope scope) => ScriptValues.ObjectOf(_engine,
    [
        new("id", Values.Of(scope.Machine.Id)), new("version", JsonElement.Parse(scope.Machine.Version.ToString(CultureInfo.InvariantCulture))), new("name", Values.Of(scope.Machine.Name)),
    ]);

    private void Set(string name, JsValue value) => _engine.SetValue(name, value);

    private void Forbid(params string[] namesThenWhy)
    {
        foreach (var name in namesThenWhy[..^1])
        {
            _defined.Add(name);
            Set(name, new ClrFunction(_engine, name, (_, _) => throw new StepFaultException("expression", $"{name}() cannot make {namesThenWhy[^1]}.")));
        }
    }

    private sealed class GivenTime(DateTimeOffset now) : ITimeSystem
    {
        private static readonly ITimeSystem Parser = new Options().TimeSystem;

        public TimeZoneInfo DefaultTimeZone => TimeZoneInfo.Utc;

        public DateTimeOffset GetUtcNow() => now;

        public bool TryParse(string date, out long epochMilliseconds) => Parser.TryParse(date, out epochMilliseconds);

        public TimeSpan GetUtcOffset(long epochMilliseconds) => TimeSpan.Zero;
    }
}
