using System.Collections.Immutable;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>What an override may not come to, whatever was asked (b.1 rule 8). A state is known by what it does, so that no name of a definition opens what is shut. Pure.</summary>
internal static class OverrideLimits
{
    /// <summary>Behind these stand guards and other people's decisions; nobody takes a case out of them or puts one in. At a door it is decided there, and breaking off needs nobody's leave (S58).</summary>
    private static readonly ImmutableArray<string> Protected = [Stages.Visit, Stages.Court];

    /// <summary>A plan is being kept: only the customer's circumstances and the plan's own review end it (T38, T40).</summary>
    private const string PlanActive = "PLAN_ACTIVE";

    /// <summary>Somebody outside waits for a visit.</summary>
    private static readonly ImmutableArray<string> Asked = ["APPOINTMENT_PENDING", "APPOINTMENT_CONFIRMED"];

    /// <summary>Verbs that a case with a team at the door still takes.</summary>
    private static readonly OverrideKind[] AtTheDoorToo = [OverrideKind.AddHold, OverrideKind.TakeBackHold, OverrideKind.RetryStep, OverrideKind.ReleaseHold];

    /// <summary>Why a verb is not for where the case stands; null where it is.</summary>
    public static string? Before(OverrideVerb verb, StateMachine machine, Snapshot snapshot)
    {
        if (snapshot.Status == CaseStatus.Completed) return $"The case is closed in '{snapshot.StatePath}'. Nothing reopens it; a new event opens a linked case.";
        var stages = CaseStages.Of(machine, snapshot);
        if (stages.Has(Stages.Visit) && !AtTheDoorToo.Contains(verb.Kind))
            return "A team is at the door. Until it has left, nothing of the case is changed from a desk; the team can break off at any time, and needs nobody's leave (S58).";
        if (verb is OverrideVerb.Move or OverrideVerb.Close && Asked.Any(one => stages.Has(one)))
            return "A visit is asked for or agreed. Call it off first (CANCEL_VISIT), so that the customer and the agents hear of it.";
        if (verb is OverrideVerb.Move or OverrideVerb.SkipStep && stages.Has(Stages.Court)) return "The case is with a court. It comes back by what counsel reports, not by an override (T53, T54).";
        if (verb is OverrideVerb.Move or OverrideVerb.SkipStep && stages.Has(PlanActive)) return "A plan is being kept, and while it is nobody moves the case: a missed instalment or a changed income brings it to review (T38).";
        return null;
    }

    /// <summary>Why a decision is not kept; null where it is. Offering an event again may lead wherever the event led: its conditions and the guards decided on it.</summary>
    public static string? After(OverrideVerb verb, StateMachine machine, Snapshot before, OverrideMade made)
    {
        if (verb is OverrideVerb.RetryStep) return null;
        var (stood, entered) = (CaseStages.Of(machine, before), Entered(made).SelectMany(path => CaseStages.On(made.Machine, path)).Concat(CaseStages.Of(made.Machine, made.Next)).ToImmutableArray());
        if (verb is OverrideVerb.Repin { Mapping.States.IsEmpty: false } && !Known(stood).SetEquals(Known(CaseStages.Of(made.Machine, made.Next))))
            return $"A mapping calls a state otherwise and makes no other stage of it (b.2): the case stands in {Named(stood)} and would stand in {Named(CaseStages.Of(made.Machine, made.Next))}.";
        if (verb is OverrideVerb.Repin { Mapping: { States.IsEmpty: false } mapping } && Kept(mapping, before, made.Machine) is { } kept)
            return $"State '{kept}' is in the other version under its own name: a mapping calls otherwise what is called otherwise there, and takes no case from one state to another.";
        return Protected.FirstOrDefault(stage => !stood.Has(stage) && entered.Has(stage)) is { } shut ? Never.Rule(shut).En : null;
    }

    /// <summary>A state in which the case stands and which a mapping calls otherwise, though the other version has it; null: none.</summary>
    private static string? Kept(RepinPlan mapping, Snapshot before, StateMachine after) => before.Frames
        .Where(frame => mapping.NameOf(frame.DefinitionId, frame.State) != frame.State && after.Family.FirstOrDefault(machine => machine.Id == frame.DefinitionId)?.States.ContainsKey(frame.State) == true)
        .Select(frame => frame.State).FirstOrDefault();

    private static HashSet<string> Known(IEnumerable<string> stages) => stages.Where(Stages.All.Contains).ToHashSet(StringComparer.Ordinal);

    private static string Named(IEnumerable<string> stages) => Known(stages) is { Count: > 0 } known ? string.Join(", ", Stages.Names.Where(name => known.Contains(StateMark.Of(name)))) : "none of them";

    /// <summary>The states that a decision leads through, as paths.</summary>
    private static IEnumerable<string> Entered(OverrideMade made) =>
        made.Decision is Decision.Accepted { Journal: var lines } ? lines.Where(line => line.Kind is JournalKind.StateEntered or JournalKind.StateResumed).Select(line => line.Subject) : [];
}
