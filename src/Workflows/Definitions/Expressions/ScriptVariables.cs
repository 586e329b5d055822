using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Jint;
using Jint.Native;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>The variables as one script sees them. What the script of an activity makes of them is written back when it has come to its end, as Elsa does it;
/// a condition or a trigger that sets one is refused.</summary>
internal sealed class ScriptVariables(Engine engine, Scope scope)
{
    private readonly Dictionary<string, (JsonElement Json, JsValue Value)> _given = new(StringComparer.Ordinal);
    private JsObject? _object;

    public JsObject Object => _object ??= Make();

    /// <summary>The variable that a name means: exactly, else in any case.</summary>
    public string? Named(string name) => scope.TryGetVariable(name, out _) ? name
        : scope.Variables.Select(pair => pair.Key).FirstOrDefault(candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase));

    public JsValue Get(string name) => Object.Get(name) is var value && value.IsUndefined() ? JsValue.Null : value;

    public void Set(string name, JsValue value) => Object.Set(name, value);

    public void WriteBack()
    {
        if (_object is null) return;
        var step = scope is Step { IsActing: true } acting ? acting : null;
        foreach (var key in _object.GetOwnPropertyKeys())
        {
            var (name, value) = (key.ToString(), _object.Get(key));
            var isGiven = _given.TryGetValue(name, out var given);
            var isSame = isGiven && ReferenceEquals(given.Value, value);
            if (isSame && (step is null || !value.IsObject())) continue;
            if (isGiven && Text(value) == Text(ScriptValues.ToScript(engine, given.Json))) continue;
            if (!isGiven) throw new StepFaultException("expression", $"'{name}' is not a variable{Nearest.Hint(name, [.. _given.Keys])}");
            if (step is null) throw new StepFaultException("expression", $"'{name}' cannot be set here: conditions and triggers only read. Set it in an activity's script or with Elsa.SetVariable.");
            step.SetVariable(name, ScriptValues.FromScript(engine, value, $"variables.{name}"));
        }
    }

    private JsObject Make()
    {
        var made = new JsObject(engine);
        foreach (var (name, json) in scope.Variables)
        {
            var value = ScriptValues.ToScript(engine, json);
            _given[name] = (json, value);
            made.Set(name, value);
        }

        return made;
    }

    private string Text(JsValue value) => ScriptValues.FromScript(engine, value, "variables").GetRawText();
}
