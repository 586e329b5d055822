using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections.Policy;

namespace Doorstep.Workflows.Collections.Pay;

/// <summary>A share of what agents are paid by.</summary>
/// <param name="Name"><c>RECOVERY</c>, <c>COMPLIANCE</c>, …</param>
/// <param name="Percent">Whole percent.</param>
public sealed record PayWeight(string Name, int Percent);

/// <summary>What agents and teams are paid by (S65). Nobody is paid by the recovered amount alone ([CARD] art. 66): the pack's <c>pay.kpi</c> says what has to count beside it.</summary>
/// <param name="Pack">The policy pack whose rule it keeps, <c>CN-2026.1</c>.</param>
/// <param name="Reason">Why these weights.</param>
/// <param name="Weights">The weights; together 100.</param>
public sealed record PayKpi(string Pack, string Reason, ImmutableArray<PayWeight> Weights)
{
    private const string Parameter = "pay.kpi";
    private const string Recovery = "RECOVERY";
    private const string NotAmountAlone = "NOT_AMOUNT_ALONE";

    /// <summary>What may be weighed.</summary>
    public static ImmutableArray<string> Names { get; } = [Recovery, "COMPLIANCE", "COMPLAINTS", "DATA_SAFETY", "SUSTAINED_PLANS", "SERVICE_QUALITY", "TRAINING", "STAFF_SAFETY"];

    /// <summary>Words of a pack that name a weight; the others are about how incentives are reviewed.</summary>
    private static readonly string[] Duties = ["COMPLIANCE", "COMPLAINTS", "DATA_SAFETY"];

    /// <summary>Reads a configuration; null where anything is wrong, and then every fault is noted.</summary>
    public static PayKpi? Read(string text, ICollection<(string Path, string Message)> faults)
    {
        var before = faults.Count;
        if (FieldReader.Parse(text, faults) is not { } root) return null;
        root.Only("pack", "reason", "weights");
        var kpi = new PayKpi(root.Text("pack"), root.Text("reason"), [.. root.Items("weights").Select(Weight)]);
        foreach (var twice in kpi.Weights.Where(weight => weight.Name.Length > 0).GroupBy(weight => weight.Name, StringComparer.Ordinal).Where(group => group.Count() > 1)) root.Fault("weights", $"names '{twice.Key}' {twice.Count()} times.");
        var sum = kpi.Weights.Sum(weight => weight.Percent);
        if (sum != 100) root.Fault("weights", $"add up to {sum.ToString(CultureInfo.InvariantCulture)} percent; they have to be 100.");
        return faults.Count > before ? null : kpi;
    }

    /// <summary>What the pack has against it, with its citation.</summary>
    public IEnumerable<(string Path, string Message)> Against(PolicyPack pack)
    {
        if (pack.Parameters.GetValueOrDefault(Parameter) is not { } rule)
        {
            yield return ("pack", $"'{pack.Reference}' says nothing of {Parameter}, so no weights are known to be lawful.");
            yield break;
        }

        var words = rule.Value is PolicyValue.WordList { Value: var items } ? items : [];
        var cited = $"{Parameter} of {pack.Reference}, {rule.Citation}";
        if (words.Contains(NotAmountAlone) && Percent(Recovery) == 100) yield return ("weights", $"'{Recovery}' is 100 percent: nobody is paid by the recovered amount alone ({cited}).");
        foreach (var missing in Duties.Where(duty => words.Contains(duty) && Percent(duty) == 0)) yield return ("weights", $"'{missing}' has no weight, and has to count ({cited}).");
    }

    private int Percent(string name) => Weights.Where(weight => weight.Name == name).Sum(weight => weight.Percent);

    private static PayWeight Weight(FieldReader json)
    {
        json.Only("name", "percent");
        return new(json.Choice("name", Names), (int)json.Count("percent", 100));
    }
}
