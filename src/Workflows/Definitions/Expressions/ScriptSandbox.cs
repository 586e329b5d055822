using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>A script that was read.</summary>
/// <param name="Prepared">Parsed.</param>
/// <param name="Words">The words in it that may mean something that is ours.</param>
/// <param name="IsPlain">It only looks up, compares and computes.</param>
internal sealed record ScriptText(Prepared<Acornima.Ast.Script> Prepared, string[] Words, bool IsPlain)
{
    /// <summary>The names under which they stand in the engine.</summary>
    public string[] Globals { get; } = [.. Words.Select(GlobalOf).Distinct(StringComparer.Ordinal)];

    /// <summary>The name under which a word stands in the engine.</summary>
    public static string GlobalOf(string word) => word is "case" ? CaseWord.Name : word;
}

/// <summary>Runs the scripts of one step, each in a JavaScript engine to itself (<see cref="ScriptEngines"/>): no script sees what another declared or changed. A script sees the scope and nothing else,
/// so the same step gives the same values.</summary>
internal sealed class ScriptSandbox(Scope scope)
{
    /// <summary>Takes away what is random, what waits, and what takes memory past the engine's own count.</summary>
    private static readonly Prepared<Acornima.Ast.Script> Taken = Engine.PrepareScript(
        """
        Math.random = () => { throw new Error('Math.random is not there: the same input must give the same output.'); };
        for (const name of ['Atomics', 'SharedArrayBuffer', 'ArrayBuffer', 'DataView', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array',
            'Uint16Array', 'Int32Array', 'Uint32Array', 'Float16Array', 'Float32Array', 'Float64Array', 'WeakRef', 'FinalizationRegistry', 'ShadowRealm']) delete globalThis[name];
        for (const name of ['repeat', 'padStart', 'padEnd']) {
            const long = String.prototype[name];
            String.prototype[name] = function (count, filler) {
                const length = name === 'repeat' ? String(this).length * count : count;
                if (length > 1000000) throw new RangeError(`${name} would give ${length} characters; at most 1000000 are allowed.`);
                return long.call(this, count, filler);
            };
        }
        const weigh = globalThis.weigh;
        delete globalThis.weigh;
        const plain = JSON.stringify;
        JSON.stringify = function (value, ...rest) { weigh(value); return plain.call(JSON, value, ...rest); };
        for (const name of ['join', 'toString', 'toLocaleString', 'flat']) {
            const written = Array.prototype[name];
            Array.prototype[name] = function (...rest) {
                weigh(this);
                if (name === 'join' && this.length * String(rest[0] ?? ',').length > 1000000) throw new RangeError('join would give more than 1000000 characters.');
                return written.apply(this, rest);
            };
        }
        for (const name of ['replace', 'replaceAll']) {
            const changed = String.prototype[name];
            String.prototype[name] = function (what, by) {
                if (typeof by === 'string' && String(this).length * by.length > 1000000) throw new RangeError(`${name} might give more than 1000000 characters.`);
                return changed.call(this, what, by);
            };
        }
        """,
        strict: true);

    /// <summary>Written once per step: it does not change while the step runs.</summary>
    private readonly Lazy<JsonElement> _file = new(() => scope.Before.Facts.ToJson());

    public static ScriptSandbox For(Scope scope) => new(scope);

    /// <summary>Whether a word of a script may mean something that is ours.</summary>
    public static bool MayProvide(string word) => word is "variables" or "event" or "state" or "case" or CaseWord.Name or "input" or "now" or "definition" || ScriptFunctions.MayBe(word);

    public JsonElement Evaluate(ScriptText script, string what)
    {
        try
        {
            return script.IsPlain ? RunPlain(script, what) : ExpressionBench.Run(() => RunAlone(script, what), scope.Bounds.ExpressionTimeMax);
        }
        catch (StepFaultException fault) when (!fault.Message.StartsWith(what, StringComparison.Ordinal))
        {
            throw new StepFaultException(fault.Code, $"{what}: {fault.Message}", fault);
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
        catch (Exception exception) when (ExpressionBench.IsBound(exception))
        {
            throw new StepFaultException("bound", $"{what}: it wants more than there is: {exception.Message} (bounds Expression…Max)", exception);
        }
#pragma warning disable CA1031 // Whatever a script makes the engine throw is the script's fault and must become an incident (semantics 12), not a broken case.
        catch (Exception exception) when (exception is not StepFaultException)
#pragma warning restore CA1031
        {
            throw new StepFaultException("expression", $"{what}: {exception.Message}", exception);
        }
    }

    private JsonElement RunPlain(ScriptText script, string what) => ScriptEngines.Lend(scope.Bounds, script.Globals, lent => Run(lent, script, what));

    private JsonElement RunAlone(ScriptText script, string what)
    {
        var alone = new ScriptEngine(scope.Bounds);
        alone.Engine.SetValue("weigh", ScriptWeight.Function(alone.Engine));
        alone.Engine.Evaluate(Taken);
        return Run(alone, script, what);
    }

    private JsonElement Run(ScriptEngine given, ScriptText script, string what)
    {
        var engine = given.Engine;
        given.SetTime(scope.Now);
        var variables = new ScriptVariables(engine, scope);
        foreach (var word in script.Words) Provide(engine, variables, word);
        var value = ScriptValues.FromScript(engine, engine.Evaluate(script.Prepared), what);
        variables.WriteBack();
        return value;
    }

    private void Provide(Engine engine, ScriptVariables variables, string word)
    {
        JsValue? value = word switch
        {
            "variables" => variables.Object,
            "event" => ScriptValues.ToScript(engine, scope.Event),
            "state" => new JsString(scope.StatePath),
            "case" or CaseWord.Name => ScriptValues.ToScript(engine, _file.Value),
            "input" => ScriptValues.ToScript(engine, scope.Before.Input),
            "now" => JsValue.FromObject(engine, scope.Now.UtcDateTime),
            "definition" => Definition(engine),
            _ => ScriptFunctions.Find(engine, variables, word, scope),
        };
        if (value is not null) engine.SetValue(ScriptText.GlobalOf(word), value);
    }

    private JsValue Definition(Engine engine) => ScriptValues.ObjectOf(engine,
    [
        new("id", Values.Of(scope.Machine.Id)), new("version", JsonElement.Parse(scope.Machine.Version.ToString(CultureInfo.InvariantCulture))), new("name", Values.Of(scope.Machine.Name)),
    ]);
}
