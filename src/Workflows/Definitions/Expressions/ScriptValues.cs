using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Jint;
using Jint.Native;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>Values on their way into JavaScript and out of it.</summary>
internal static class ScriptValues
{
    public static JsValue ToScript(Engine engine, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new GivenObject(engine, value),
        JsonValueKind.Array => new JsArray(engine, [.. value.EnumerateArray().Select(item => ToScript(engine, item))]),
        JsonValueKind.String => new JsString(value.GetString()!),
        JsonValueKind.Number => new JsNumber(value.GetDouble()),
        JsonValueKind.True => JsBoolean.True,
        JsonValueKind.False => JsBoolean.False,
        _ => JsValue.Null,
    };

    public static JsValue ObjectOf(Engine engine, IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        var made = new JsObject(engine);
        foreach (var (name, value) in members) made.Set(name, ToScript(engine, value));
        return made;
    }

    public static JsonElement FromScript(Engine engine, JsValue value, string what)
    {
        if (value.IsBoolean()) return Values.Of(value.AsBoolean());
        if (value.IsString()) return Values.Of(value.AsString());
        if (value.IsNumber()) return Number(value.AsNumber(), what);
        if (value.IsNull() || value.IsUndefined()) return Values.Null;
        if (ScriptWeight.Why(value) is { } heavy) throw new StepFaultException("bound", $"{what}: {heavy}");
        var json = new Jint.Native.Json.JsonSerializer(engine).Serialize(value);
        if (json.IsString()) return Values.Parse(json.AsString());
        throw new StepFaultException("expression", $"{what}: gave a {value.Type}, which is not data.");
    }

    /// <summary>An object like any other, whose members are made when the first of them is asked for: a condition reads two or three of the hundreds in a case file.</summary>
    private sealed class GivenObject : Jint.Native.Object.ObjectInstance
    {
        private readonly JsonElement _json;

        public GivenObject(Engine engine, JsonElement json)
            : base(engine) => (_json, Prototype) = (json, engine.Intrinsics.Object.PrototypeObject);

        protected override void Initialize()
        {
            foreach (var member in _json.EnumerateObject()) SetOwnProperty(member.Name, new Jint.Runtime.Descriptors.PropertyDescriptor(ToScript(Engine, member.Value), writable: true, enumerable: true, configurable: true));
        }
    }

    private static JsonElement Number(double number, string what)
    {
        if (!double.IsFinite(number)) throw new StepFaultException("expression", $"{what}: gave {number.ToString(CultureInfo.InvariantCulture)}, which is not a number one can store.");
        return Math.Abs(number) < 1e15 && Math.Floor(number) == number
            ? JsonElement.Parse(((long)number).ToString(CultureInfo.InvariantCulture))
            : JsonElement.Parse(number.ToString("R", CultureInfo.InvariantCulture));
    }
}
