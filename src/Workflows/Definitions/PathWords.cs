using System.Globalization;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Definitions;

/// <summary>Paths of faults as a designer would say them: <c>transitions[4].trigger.eventName</c> is <c>transition 'T5' (Contact → Escalated), trigger, eventName</c>.</summary>
public static partial class PathWords
{
    private static readonly Words Transition = new("transition", "转换");
    private static readonly Words State = new("state", "状态");
    private static readonly Words Variable = new("variable", "变量");

    private static readonly Dictionary<string, Words> Members = new(StringComparer.Ordinal)
    {
        ["trigger"] = new("trigger", "触发器"), ["condition"] = new("condition", "条件"), ["action"] = new("action", "动作"), ["entry"] = new("entry", "进入活动"), ["exit"] = new("exit", "退出活动"),
        ["from"] = new("source", "源状态"), ["to"] = new("target", "目标状态"), ["name"] = new("name", "名称"), ["type"] = new("type", "类型"), ["initialState"] = new("initial state", "初始状态"),
        ["states"] = new("states", "状态"), ["definitionId"] = new("definition id", "流程定义标识"), ["root"] = new("root", "根活动"),
    };

    /// <summary>A path in words.</summary>
    /// <param name="definition">What it is a path into; null where that could not be read.</param>
    /// <param name="path">The path.</param>
    public static Words Of(AuthoredDefinition? definition, string path)
    {
        var parts = path.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return path.Contains(" → ", StringComparison.Ordinal) || path.Contains(": ", StringComparison.Ordinal) || parts.Length == 0
            ? path.Length == 0 ? new Words("definition", "流程定义") : new Words(path, path)
            : new Words(string.Join(", ", parts.Select((part, at) => One(definition, part, at).En)), string.Join("，", parts.Select((part, at) => One(definition, part, at).Zh)));
    }

    private static Words One(AuthoredDefinition? definition, string part, int at)
    {
        if (Item().Match(part) is not { Success: true } item) return Members.GetValueOrDefault(part) ?? new Words(part, part);
        var (list, index) = (item.Groups[1].Value, int.Parse(item.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        if (at == 0 && definition is not null && Named(definition, list, index) is { } named) return named;
        return list == "activities" ? new Words($"step {index + 1}", $"第 {index + 1} 步") : new Words($"{list} {index + 1}", $"{list} {index + 1}");
    }

    private static Words? Named(AuthoredDefinition definition, string list, int index) => list switch
    {
        "transitions" when index < definition.Transitions.Length => Way(definition.Transitions[index], TransitionKeys.Of(definition)[index]),
        "states" when index < definition.States.Length => Quoted(State, definition.States[index].Name, index),
        "variables" when index < definition.Variables.Length => Quoted(Variable, definition.Variables[index].Name, index),
        _ => null,
    };

    private static Words Way(AuthoredTransition way, string key) => new($"{Transition.En} '{key}' ({way.From} → {way.To})", $"{Transition.Zh}“{key}”（{way.From} → {way.To}）");

    private static Words Quoted(Words kind, string name, int index) =>
        name.Length == 0 ? new Words($"{kind.En} {index + 1}", $"{kind.Zh} {index + 1}") : new Words($"{kind.En} '{name}'", $"{kind.Zh}“{name}”");

    [GeneratedRegex(@"^(\w+)\[(\d{1,6})\]$")]
    private static partial Regex Item();
}
