using System.Collections.Frozen;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>
/// Where a person decides, time does not decide instead (T18: no auto-approve on timeout; b.1 rule 9). A clock may end the waiting after the review's own time, and never leads where a
/// decision leads that takes the case further against the customer.
/// </summary>
internal static class ReviewRule
{
    /// <summary>Months differ in length; from a month of 31 days a length is never taken for shorter than it is.</summary>
    private static readonly DateTimeOffset Reference = new(2000, 7, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What a clock of the house brings: nobody decides anything by it.</summary>
    private static readonly FrozenSet<string> Clocks = FrozenSet.Create(StringComparer.Ordinal, "EmergencyOverdue", "HoldExpired", "LimitationAlarm", "MessageOverdue", "PromiseBroken", "RiskAlertOverdue", "SuspensionOverdue");

    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, LivenessRules rules)
    {
        var own = new OwnDoing(graph);
        // A clock of the house is nobody outside either.
        bool IsAlone(Passage way) => own.Takes(way) || (way.EventName is { } name && Clocks.Contains(name));
        return (from place in graph.Places
                let decision = Decision(place, rules)
                where decision is not null
                from way in place.Out
                where IsAlone(way) && way.Way.Trigger is not Trigger.Submachine
                let wrong = Wrong(place, way, decision, rules, IsAlone)
                where wrong is not null
                select (way.Way, Fault: new DefinitionFault($"{graph.PathTo(place)} → {way.To?.Path ?? Transition.Back}", wrong))).DistinctBy(found => (found.Way, found.Fault.Path)).Select(found => found.Fault);
    }

    /// <summary>The decision of a person that a place waits for, or null.</summary>
    private static string? Decision(Place place, LivenessRules rules) =>
        place.Frames.SelectMany(frame => frame.State.Own).Select(way => (way.Trigger as Trigger.OnEvent)?.ConstantName).OfType<string>().FirstOrDefault(rules.Decisions.Contains);

    private static string? Wrong(Place place, Passage way, string decision, LivenessRules rules, Func<Passage, bool> isAlone)
    {
        if (Approving(place, way, rules, isAlone) is { } word)
            return $"'{way.Way.Key}' takes a case by itself where '{word}' of '{decision}' would take it (T18, b.1 rule 9). Let it wait for the decision, or lead it to a person.";
        if (way.To == place || way.To is null) return null;
        return way.Way.Trigger switch
        {
            null => $"'{way.Way.Key}' leaves the state at once, and a person decides there ('{decision}', T18). Let it wait for the decision.",
            Trigger.Timed timed when IsLongEnough(timed, rules) => null,
            Trigger.Timed { IsComputed: true } timed => $"'{way.Way.Key}' ends the waiting for '{decision}' after a time that depends on the case ('{timed.Text}'), so nobody can say that a person has time to decide (T18). Write a length, or name one of the policy pack.",
            Trigger.Timed timed => $"'{way.Way.Key}' ends the waiting for '{decision}' {timed.Text}, before a person can decide (T18). Write {rules.ReviewTimeMin} or more, or name the review's length of the policy pack.",
            _ => null,
        };
    }

    private static bool IsLongEnough(Trigger.Timed timed, LivenessRules rules) =>
        timed.Parameter is var (name, _) && rules.ReviewClocks.Contains(name) ? !timed.IsComputed
        : !timed.IsComputed && timed.Parameter is null && timed.Span is { } span && span.After(Reference) >= rules.ReviewTimeMin.After(Reference);

    /// <summary>The word of a decision that leads to a place to which the way leads by itself, at once or over others, where no milder one does.</summary>
    private static string? Approving(Place place, Passage way, LivenessRules rules, Func<Passage, bool> isAlone) =>
        way.To is null || way.To == place ? null : Alone(place, way.To, rules, isAlone).Select(to => Word(place, to, rules)).FirstOrDefault(word => word is not null);

    /// <summary>Where a case comes from a place without anybody; who waits for a decision of a person on the way stops it.</summary>
    private static IEnumerable<Place> Alone(Place place, Place first, LivenessRules rules, Func<Passage, bool> isAlone)
    {
        var (known, waiting) = (new HashSet<Place> { place, first }, new Queue<Place>([first]));
        while (waiting.TryDequeue(out var here))
        {
            yield return here;
            if (Decision(here, rules) is not null) continue;
            foreach (var way in here.Out.Where(way => isAlone(way) && way.To is not null && known.Add(way.To))) waiting.Enqueue(way.To!);
        }
    }

    private static string? Word(Place place, Place to, LivenessRules rules)
    {
        var decided = place.Out.Where(other => other.To == to && other.EventName is { } name && rules.Decisions.Contains(name)).ToArray();
        var words = decided.Select(other => rules.ApprovingWords.FirstOrDefault(word => Conjunction.Pins(other.Asks, "decision", word) || Conjunction.Pins(other.Asks, "target", word))).ToArray();
        return words.Length > 0 && Array.TrueForAll(words, word => word is not null) ? words[0] : null;
    }
}
