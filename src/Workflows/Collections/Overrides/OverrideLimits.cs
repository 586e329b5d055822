using System.Collections.Immutable;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>What an override may not come to, whatever was asked (b.1 rule 8). Pure.</summary>
internal static class OverrideLimits
{
    /// <summary>People are at a door: what belongs to them is decided there, and breaking off needs nobody's leave (S58).</summary>
    private const string AtTheDoor = "VISIT_IN_PROGRESS";

    /// <summary>Behind these stand guards and other people's decisions; nobody takes a case out of them or puts one in.</summary>
    private static readonly ImmutableArray<string> Protected = [AtTheDoor, "LEGAL_REFERRED"];

    /// <summary>A plan is being kept: only the customer's circumstances and the plan's own review end it (T38, T40).</summary>
    private const string PlanActive = "PLAN_ACTIVE";

    /// <summary>Somebody outside waits for a visit.</summary>
    private static readonly ImmutableArray<string> Asked = ["APPOINTMENT_PENDING", "APPOINTMENT_CONFIRMED"];

    /// <summary>Verbs that a case with a team at the door still takes.</summary>
    private static readonly OverrideKind[] AtTheDoorToo = [OverrideKind.AddHold, OverrideKind.TakeBackHold, OverrideKind.RetryStep, OverrideKind.ReleaseHold];

    /// <summary>Whether a state path stands in a state named as in domain.md b.2.</summary>
    public static bool StandsIn(string statePath, string state) => statePath.Split('/').Any(part => StateMark.Of(part) == StateMark.Of(state));

    /// <summary>Why a verb is not for where the case stands; null where it is.</summary>
    public static string? Before(OverrideVerb verb, Snapshot snapshot)
    {
        var state = snapshot.StatePath;
        if (snapshot.Status == CaseStatus.Completed) return $"The case is closed in '{state}'. Nothing reopens it; a new event opens a linked case.";
        if (StandsIn(state, AtTheDoor) && !AtTheDoorToo.Contains(verb.Kind))
            return "A team is at the door. Until it has left, nothing of the case is changed from a desk; the team can break off at any time, and needs nobody's leave (S58).";
        if (verb is OverrideVerb.Move or OverrideVerb.Close && Asked.Any(one => StandsIn(state, one)))
            return "A visit is asked for or agreed. Call it off first (CANCEL_VISIT), so that the customer and the agents hear of it.";
        if (verb is OverrideVerb.Move or OverrideVerb.SkipStep && StandsIn(state, Protected[1])) return "The case is with a court. It comes back by what counsel reports, not by an override (T53, T54).";
        if (verb is OverrideVerb.Move or OverrideVerb.SkipStep && StandsIn(state, PlanActive)) return "A plan is being kept, and while it is nobody moves the case: a missed instalment or a changed income brings it to review (T38).";
        return null;
    }

    /// <summary>Why a decision is not kept; null where it is. Offering an event again may lead wherever the event led: its conditions and the guards decided on it.</summary>
    public static string? After(OverrideVerb verb, Snapshot before, OverrideMadeStates made)
    {
        if (verb is OverrideVerb.RetryStep) return null;
        foreach (var state in Protected)
            if (!StandsIn(before.StatePath, state) && made.Entered.Any(path => StandsIn(path, state))) return Never.Rule(state).En;
        return null;
    }
}

/// <summary>The states that a decision leads through.</summary>
/// <param name="Entered">Their paths, in order.</param>
internal sealed record OverrideMadeStates(ImmutableArray<string> Entered)
{
    /// <summary>Of a decision and where it ends.</summary>
    public static OverrideMadeStates Of(Decision decision, Snapshot next) => new(
        [.. decision is Decision.Accepted { Journal: var lines } ? lines.Where(line => line.Kind is JournalKind.StateEntered or JournalKind.StateResumed).Select(line => line.Subject) : [], next.StatePath]);
}
