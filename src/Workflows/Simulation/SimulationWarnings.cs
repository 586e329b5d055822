using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Simulation;

/// <summary>What a reader of a simulation would otherwise overlook: numbers that are small because something refused everything.</summary>
internal static class SimulationWarnings
{
    public static IEnumerable<Words> Of(SimulationResult result)
    {
        var never = result.Acts.Where(act => act.Allowed == 0 && Refused(act) > 0).ToArray();
        if (never.Length > 0 && result.Acts.All(act => act.Allowed == 0)) yield return Nothing(result, never.Sum(Refused));
        else if (never.Length > 0)
            yield return new Words(
                $"No act of these kinds was ever allowed, so the result says nothing about what follows them: {string.Join(", ", never.Select(act => $"{act.Kind} ({Refused(act)} times refused)"))}.",
                $"以下类型的行动从未获放行，结果未反映其后续：{string.Join("、", never.Select(act => $"{act.Kind}（被拒 {Refused(act)} 次）"))}。");
        if (!result.StandIns.IsEmpty)
            yield return new Words(
                $"Not set in this house and stood in for: {string.Join(", ", result.StandIns)}. Until they are set, real cases send no words that need them.",
                $"以下设置尚未配置，试运行中以占位内容代替：{string.Join("、", result.StandIns)}。在配置之前，真实案件不会发出需要这些内容的文字。");
    }

    private static int Refused(ActCount act) => act.Dropped + act.Replanned;

    private static Words Nothing(SimulationResult result, int refused)
    {
        var (en, zh) = result.Objections is [var first, ..] ? ($", and '{first.Guard}' objected {first.Times} times", $"，其中“{first.Guard}”提出反对 {first.Times} 次") : ("", "");
        return new Words(
            $"Nobody was ever contacted: acts were refused {refused} times and never allowed{en}. The result says nothing about what contacts would bring.",
            $"从未联系任何人：行动被拒 {refused} 次，从未获放行{zh}。结果未反映联系之后的情况。");
    }
}
