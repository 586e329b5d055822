using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Acts;

namespace Doorstep.Host.Supervision;

/// <summary>A decision on an act as people read it: what every guard said, and the values of the pack that counted.</summary>
internal static class ActText
{
    /// <summary>In a few words.</summary>
    public static string Short(ActRecord act, bool isChinese)
    {
        var refused = Guards(act).Where(guard => !Passed(guard)).Select(guard => GuardWords.Name(Text(guard, "guard"), isChinese)).ToArray();
        return refused.Length > 0 ? string.Join(", ", refused)
            : act.Allowed ? isChinese ? "全部通过" : "all passed"
            : isChinese ? "未到守卫检查即不再进行" : "dropped before the guards were asked";
    }

    /// <summary>Line by line.</summary>
    public static IEnumerable<string> Lines(ActRecord act, bool isChinese)
    {
        if (!act.Allowed && Guards(act).All(Passed) && Text(Values.Parse(act.Decision), "reason") is { Length: > 0 } because) yield return ReasonWords.Of(because, isChinese);
        foreach (var guard in Guards(act))
        {
            var (name, why) = (Text(guard, "guard"), Text(guard, "reason"));
            yield return $"{(Passed(guard) ? "✓" : "✗")} {GuardWords.Name(name, isChinese)}{(Passed(guard) || GuardWords.Rule(name, isChinese) is not { } rule ? "" : $"{(isChinese ? "：" : ": ")}{rule}")}{(why.Length > 0 ? $" – {ReasonWords.Of(why, isChinese)}" : "")}";
        }

        var json = Values.Parse(act.Decision);
        if (json.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Object)
            foreach (var value in values.EnumerateObject()) yield return $"{value.Name} = {Values.ToText(value.Value)}";
        if (act.Pack is { } pack) yield return isChinese ? $"政策包 {pack}" : $"policy pack {pack}";
    }

    private static JsonElement[] Guards(ActRecord act) =>
        Values.Parse(act.Decision).TryGetProperty("guards", out var guards) && guards.ValueKind == JsonValueKind.Array ? [.. guards.EnumerateArray()] : [];

    private static bool Passed(JsonElement guard) => guard.TryGetProperty("passed", out var passed) && passed.ValueKind == JsonValueKind.True;

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
