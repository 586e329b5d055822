using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>The ways that a definition draws for supervisors: those that wait for <see cref="SupervisorOverride"/>, and those out of manual intervention (T56), which wait for
/// <see cref="InterventionResolved"/>. A condition on <c>event.data.target</c> says which is meant.</summary>
internal static partial class SupervisorWays
{
    private static readonly string[] Events = [nameof(SupervisorOverride), nameof(InterventionResolved)];

    /// <summary>States that such ways lead to from where a case stands, whether or not their conditions hold now; the innermost machine's first.</summary>
    public static ImmutableArray<string> Of(StateMachine machine, Snapshot snapshot) => [.. Drawn(machine, snapshot).Select(way => way.To).Distinct(StringComparer.Ordinal)];

    /// <summary>The stages to which such ways lead where a state is meant, and the name itself; what is asked for counts by what it is, not by what it is called.</summary>
    public static ImmutableArray<string> Leading(StateMachine machine, Snapshot snapshot, string name) =>
        [.. Drawn(machine, snapshot).Where(way => IsMeant(way.To, name)).SelectMany(way => CaseStages.Of(machine, way.DefinitionId, way.To)).Append(StateMark.Of(name)).Distinct(StringComparer.Ordinal)];

    /// <summary>A state's name as conditions read it: <c>ManualIntervention</c> is <c>MANUAL_INTERVENTION</c>.</summary>
    public static string Word(string state) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(Blank().Replace(state, "_"));

    /// <summary>Whether a state is meant by a name: its own, or the word of T56 for it.</summary>
    public static bool IsMeant(string state, string name) => StateMark.Of(state) == StateMark.Of(name) || (Resolved(Word(state)) is { } word && Resolved(name) == word);

    /// <summary>The word of T56 for a state; null where it has none.</summary>
    public static InterventionTarget? Resolved(string word) => StateMark.Of(word) switch
    {
        "CONTACT" or "REMOTECONTACT" => InterventionTarget.Contact,
        "ESCALATED" => InterventionTarget.Escalated,
        "HARDSHIP" => InterventionTarget.Hardship,
        "LEGAL" => InterventionTarget.Legal,
        _ => null,
    };

    private static IEnumerable<(string DefinitionId, string To)> Drawn(StateMachine machine, Snapshot snapshot) =>
        from frame in snapshot.Frames.Reverse()
        from state in machine.Family.Where(member => member.Id == frame.DefinitionId).Select(member => member.States.GetValueOrDefault(frame.State)).OfType<State>()
        from way in state.Outbound
        where way.Trigger is Trigger.OnEvent { ConstantName: { } name } && Events.Contains(name) && way.To != Transition.Back
        select (frame.DefinitionId, way.To);

    [GeneratedRegex(@"[\s\-]+")]
    private static partial Regex Blank();
}
