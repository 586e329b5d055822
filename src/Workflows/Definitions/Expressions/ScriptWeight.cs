using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>
/// How big a value is once it is written out. Arrays that share their parts are small in memory and grow without end as text, inside of one native call that no bound of the engine interrupts: they are
/// weighed before.
/// </summary>
internal static class ScriptWeight
{
    /// <summary>Values inside of one at most, each as often as it would be written.</summary>
    public const int ValuesMax = 200_000;

    /// <summary>Characters of its texts at most.</summary>
    public const int CharactersMax = 4_000_000;

    /// <summary>The function that scripts' own ones call first; it gives nothing and throws an Error.</summary>
    public static JsValue Function(Engine engine) => new ClrFunction(engine, "weigh", (_, arguments) =>
    {
        if (Why(arguments.At(0)) is { } why) throw new JavaScriptException(engine.Intrinsics.Error, why);
        return JsValue.Undefined;
    });

    /// <summary>Why a value is too big to be written; null where it is not.</summary>
    public static string? Why(JsValue value)
    {
        var (values, characters) = (0L, 0L);
        var waiting = new Stack<JsValue>([value]);
        while (waiting.TryPop(out var next))
        {
            if (++values > ValuesMax) return $"More than {ValuesMax} values inside each other are not written.";
            if (next.IsString() && (characters += next.ToString().Length) > CharactersMax) return $"More than {CharactersMax} characters in one value are not written.";
            if (next is not ObjectInstance parts || next is Jint.Native.Function.Function) continue;
            foreach (var (_, part) in parts.GetOwnProperties())
                if (part.Value is { } held && part.Get is null) waiting.Push(held);
        }

        return null;
    }
}
