using System.Text.RegularExpressions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>A case is closed for a reason of domain.md b.2 or by a person's decision, and by nothing else: not by a clock, not by what a customer thinks of the service.</summary>
internal static partial class ClosingRule
{
    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, LivenessRules rules)
    {
        var arriving = graph.Passings.Where(way => way.To is not null).ToLookup(way => way.To!);
        return (from last in graph.Passings
                where last.To is { IsEnd: true }
                from way in Causes(last, arriving)
                where !MayClose(way, last, rules)
                select (way.Way, last.To, Fault: new DefinitionFault(Path(graph, way, last), Message(way, rules)))).DistinctBy(found => (found.Way, found.To)).Select(found => found.Fault);
    }

    /// <summary>The ways that make a case end: the last one, or where that follows by itself whatever led there.</summary>
    internal static IEnumerable<Passage> Causes(Passage last, ILookup<Place, Passage> arriving)
    {
        var (known, waiting) = (new HashSet<Passage> { last }, new Queue<Passage>([last]));
        while (waiting.TryDequeue(out var way))
        {
            if (way.Way.Trigger is null or Trigger.Submachine && !way.From.IsOpaque)
                foreach (var before in arriving[way.From].Where(known.Add)) waiting.Enqueue(before);
            else if (!way.From.IsOpaque || way.Way.Trigger is not Trigger.Submachine) yield return way;
        }
    }

    private static bool MayClose(Passage way, Passage last, LivenessRules rules) => way.EventName is { } name && !(rules.KnowsLoans && IsUnpaid(way, name, last.To!)) && !IsUnreferred(way, name, last.To!) && (rules.Closing.Contains(name) || (rules.Decisions.Contains(name) && Decides(way, name)));

    /// <summary>Money ends a case where nothing is owed any more (T41, T42, T59), and what is written off is that by its approval alone (T60, b.1 rule 9): not by whatever comes in.</summary>
    private static bool IsUnpaid(Passage way, string eventType, Place end) =>
        (eventType is "PaymentReceived" or "BalanceUpdated" or "SettlementPaid" && !Conjunction.Of(way.Asks).Any(part => Cleared().IsMatch(part)))
        || (eventType != "ConcessionReviewed" && (end.Has("CLOSED_WRITTEN_OFF") || StateMark.Of(end.Leaf.Name) == StateMark.Of("CLOSED_WRITTEN_OFF")));

    /// <summary>A court's milestone ends a case that was referred to one, and nothing else ends it as handed over (T54): a referral has its offer, its two people and its guards behind it.</summary>
    private static bool IsUnreferred(Passage way, string eventType, Place end) =>
        eventType == Milestone ? !way.From.Has(Stages.Court) : end.Has(HandedOver) || StateMark.Of(end.Leaf.Name) == StateMark.Of(HandedOver);

    private const string Milestone = "CourtMilestone";
    private const string HandedOver = "CLOSED_LEGAL_HANDOVER";

    [GeneratedRegex(@"\Acase\.(?:debt\.(?:total|due)\s*={2,3}\s*0|relief\.settled|plan\.complete)\z")]
    private static partial Regex Cleared();

    /// <summary>A decision closes a case where it says so: a write-off by its approval (T60), any other by a word that the condition names.</summary>
    private static bool Decides(Passage way, string eventType) => eventType == "ConcessionReviewed"
        ? Conjunction.Has(way.Asks, "case.relief.writeOffApproved")
        : Conjunction.Of(way.Asks).Any(part => part.StartsWith("event.data.decision ==", StringComparison.Ordinal) || part.StartsWith("event.data.target ==", StringComparison.Ordinal));

    private static string Path(PlaceGraph graph, Passage way, Passage last) =>
        $"{graph.PathTo(way.From)} → {way.To?.Path ?? Transition.Back}{(way == last ? "" : $" → {last.To!.Path}")}";

    private static string Message(Passage way, LivenessRules rules) =>
        $"'{way.Way.Key}' ends the case {(way.EventName is { } name ? $"on '{name}'" : way.Way.Trigger is Trigger.Timed timed ? timed.Text : "on an event whose name depends on the case")}, and that is no reason to close one (domain.md b.2). "
        + (rules.KnowsLoans ? "A court's milestone ends one that was referred (T54). Money ends one where its condition says that nothing is owed (case.debt.total == 0, case.relief.settled, case.plan.complete), and a write-off is one by its approval. " : "")
        + $"A case ends on {string.Join(", ", rules.Closing.Order(StringComparer.Ordinal))}, or on a decision of a person that its condition names (event.data.decision == '…'; a write-off: case.relief.writeOffApproved): {string.Join(", ", rules.Decisions.Order(StringComparer.Ordinal))}.";
}
