using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>Into a state that stands behind an act leads nothing but the guards' yes: <c>ActDecided</c> of that kind, allowed.</summary>
internal static partial class RulingRule
{
    /// <summary>The fact by which a case hears the guards.</summary>
    public const string Decided = "ActDecided";

    /// <summary>What gives a condition another way to be true, or hides a part of it.</summary>
    private static readonly string[] Ways = ["||", "?", "/*", "//"];

    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, RequiredRuling rule)
    {
        var open = graph.Passings.Where(passage => passage.Enters(rule.Target) && !IsYes(passage, rule.Kind)).DistinctBy(passage => passage.Way);
        var faults = open.Select(passage => new DefinitionFault($"{graph.PathTo(passage.From)} → {passage.To!.Path}", Message(rule)));
        return graph.Start.Has(rule.Target) ? faults.Prepend(new DefinitionFault(graph.Start.Path, Message(rule))) : faults;
    }

    /// <summary>The way waits for an allowing decision on an act of a kind, and for nothing less.</summary>
    public static bool IsYes(Passage passage, string kind) =>
        passage.EventName == Decided && passage.Way.Condition is { Text: var text } && !Ways.Any(way => text.Contains(way, StringComparison.Ordinal)) && !text.EndsWith("...", StringComparison.Ordinal)
        && Kind().Match(text) is { Success: true } named && named.Groups[1].Value == kind && Allowed().IsMatch(text);

    private static string Message(RequiredRuling rule) =>
        $"This way reaches '{rule.Target}' without the guards' yes ({rule.Basis}). Plan a {rule.Kind} with Doorstep.PlanAct, and let the way wait for '{Decided}' with the condition "
        + $"event.data.kind == '{rule.Kind}' && event.data.allowed.";

    [GeneratedRegex("""event\.data\.kind\s*={2,3}\s*['"]([A-Z_]+)['"]""")]
    private static partial Regex Kind();

    [GeneratedRegex("""(^|&&)\s*event\.data\.allowed\s*(={2,3}\s*true\s*)?($|&&)""")]
    private static partial Regex Allowed();
}
