using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Jint;
using Jint.Native;
using Jint.Runtime.Interop;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>The functions that Elsa gives to scripts, so that a definition written for Elsa runs as it is.</summary>
internal static class ScriptFunctions
{
    /// <summary>Ours: a number of the policy pack that the case has pinned, and what it is for a case without rules, <c>getRule('remote.minAttempts', 3)</c>.</summary>
    public const string Rule = "getRule";

    /// <summary>Names of those that every script has.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "getVariable", "setVariable", "getInput", Rule, "isNullOrEmpty", "isNullOrWhiteSpace", "toJson", "getWorkflowInstanceId", "getCorrelationId", "getWorkflowInstanceName",
        "getWorkflowDefinitionId", "getWorkflowDefinitionVersion", "getWorkflowDefinitionVersionId", "newGuid", "newGuidString", "newShortGuid",
    ];

    /// <summary>Whether a word may be the name of a function: one of <see cref="Names"/>, or <c>getNote</c> and <c>setNote</c> for whatever a case has of that name.</summary>
    public static bool MayBe(string word) => word.StartsWith("get", StringComparison.Ordinal) || word.StartsWith("set", StringComparison.Ordinal) || Names.Contains(word, StringComparer.Ordinal);

    public static JsValue? Find(Engine engine, ScriptVariables variables, string name, Scope scope)
    {
        JsValue Function(Func<JsValue[], JsValue> body) => new ClrFunction(engine, name, (_, arguments) => body([.. arguments]));
        return name switch
        {
            "getVariable" => Function(arguments => variables.Get(Text(arguments, 0))),
            "setVariable" => Function(arguments => Set(variables, Text(arguments, 0), arguments.ElementAtOrDefault(1))),
            "getInput" => Function(arguments => Input(engine, scope, Text(arguments, 0))),
            Rule => Function(arguments => scope.Clocks?.Number(Text(arguments, 0), scope.Now) is { } number ? new JsNumber(number) : arguments.ElementAtOrDefault(1) ?? JsValue.Undefined),
            "isNullOrEmpty" => Function(arguments => Text(arguments, 0).Length == 0 ? JsBoolean.True : JsBoolean.False),
            "isNullOrWhiteSpace" => Function(arguments => string.IsNullOrWhiteSpace(Text(arguments, 0)) ? JsBoolean.True : JsBoolean.False),
            "toJson" => Function(arguments => Written(engine, arguments.ElementAtOrDefault(0) ?? JsValue.Null)),
            "getWorkflowInstanceId" => Function(_ => new JsString(scope.Before.CaseId)),
            "getCorrelationId" => Function(_ => new JsString(scope.Before.CorrelationId)),
            "getWorkflowInstanceName" => Function(_ => scope.Name is { } shown ? new JsString(shown) : JsValue.Null),
            "getWorkflowDefinitionId" => Function(_ => new JsString(scope.Machine.Id)),
            "getWorkflowDefinitionVersion" => Function(_ => new JsNumber(scope.Machine.Version)),
            "getWorkflowDefinitionVersionId" => Function(_ => new JsString(string.Create(CultureInfo.InvariantCulture, $"{scope.Machine.Id}:{scope.Machine.Version}"))),
            "newGuid" or "newGuidString" or "newShortGuid" => Function(_ =>
                throw new StepFaultException("expression", $"{name}() cannot make a random id: the same input must give the same output. Use event.id.")),
            _ when name.StartsWith("get", StringComparison.Ordinal) && name.Length > 3 => Getter(engine, variables, scope, name[3..]) is { } read ? Function(_ => read()) : null,
            _ when name.StartsWith("set", StringComparison.Ordinal) && name.Length > 3 && variables.Named(name[3..]) is { } variable =>
                Function(arguments => Set(variables, variable, arguments.ElementAtOrDefault(0))),
            _ => null,
        };
    }

    /// <summary><c>getNote()</c> for a variable Note or note, else for an input of that name.</summary>
    private static Func<JsValue>? Getter(Engine engine, ScriptVariables variables, Scope scope, string name)
    {
        if (variables.Named(name) is { } variable) return () => variables.Get(variable);
        var input = scope.Before.Input.ValueKind != JsonValueKind.Object ? null : scope.Before.Input.EnumerateObject()
            .Select(member => member.Name).FirstOrDefault(candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase));
        return input is null ? null : () => Input(engine, scope, input);
    }

    private static JsValue Set(ScriptVariables variables, string name, JsValue? value)
    {
        variables.Set(name, value ?? JsValue.Null);
        return JsValue.Undefined;
    }

    private static JsValue Input(Engine engine, Scope scope, string name) =>
        scope.Before.Input.ValueKind == JsonValueKind.Object && scope.Before.Input.TryGetProperty(name, out var value) ? ScriptValues.ToScript(engine, value) : JsValue.Null;

    private static string Text(JsValue[] arguments, int index) =>
        arguments.Length <= index || arguments[index].IsNull() || arguments[index].IsUndefined() ? "" : arguments[index].ToString();

    private static JsValue Written(Engine engine, JsValue value) =>
        ScriptWeight.Why(value) is { } heavy ? throw new Jint.Runtime.JavaScriptException(engine.Intrinsics.Error, heavy) : new Jint.Native.Json.JsonSerializer(engine).Serialize(value);
}
