using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>How long a deadline of a loan's state may run altogether: as the lint has it for the definition, so as the case's policy pack lets its stage's timer run, else as the house does;
/// of several stages the strictest. A deadline of <c>*</c>, and one of a case that is not about a loan, goes on by so many days more as the override policy says.</summary>
/// <param name="shelf">The packs.</param>
/// <param name="rules">The house's maxima.</param>
public sealed class DeadlineBounds(RuleShelf shelf, LivenessRules rules)
{
    private sealed record Limit(DateTimeOffset Last, Duration Longest, string Source);

    /// <summary>Why a deadline may not be given that much; null where it may. One that is not there is the machine's to name.</summary>
    internal async Task<string?> AgainstAsync(StateMachine machine, Snapshot snapshot, OverrideVerb.ExtendDeadline extend, int daysMax, DateTimeOffset now)
    {
        if (Find(snapshot, extend.Transition) is not var (frame, deadline)) return null;
        if (await LimitAsync(machine, snapshot.Facts, frame, deadline, now) is not { } limit)
            return extend.By > TimeSpan.FromDays(daysMax) ? $"'{extend.Transition}' goes on by {daysMax} days at most (override policy, extendDaysMax)." : null;
        var until = (deadline.Left is { } left ? now + left : deadline.DueAt) + extend.By;
        return until > limit.Last ? $"'{extend.Transition}' may run until {Instants.Text(limit.Last)} at most, {limit.Longest} from when it was armed ({limit.Source}); it would run until {Instants.Text(until)}." : null;
    }

    /// <summary>Until when a deadline may run; null where nothing bounds it but the override policy.</summary>
    internal async Task<DateTimeOffset?> LastAsync(StateMachine machine, Snapshot snapshot, string transition, DateTimeOffset now) =>
        Find(snapshot, transition) is var (frame, deadline) ? (await LimitAsync(machine, snapshot.Facts, frame, deadline, now))?.Last : null;

    private async Task<Limit?> LimitAsync(StateMachine machine, CaseFacts facts, Frame frame, ArmedDeadline deadline, DateTimeOffset now)
    {
        var state = machine.Family.FirstOrDefault(member => member.Id == frame.DefinitionId)?.States.GetValueOrDefault(frame.State);
        if (facts is not CaseFile file || state?.Own.Any(way => way.Key == deadline.Transition) != true) return null;
        var said = await shelf.ReadAsync();
        var pack = PackInForce.For(said.Packs, file.PolicyPack, now, now) is Reading<PackInForce>.Given(var found) ? found.Base : null;
        var maxima = pack is null ? null : StateMaxima.Of(pack).States;
        var limits = Stages.Of(state)
            .Select(stage => maxima?.TryGetValue(stage, out var known) == true ? Limited(known.Span, $"{pack!.Reference}: {known.Text}") : rules.TimerMax.TryGetValue(stage, out var house) ? Limited(house, "twice the state's clock, T55") : null)
            .OfType<Limit>().ToArray();
        return limits.MinBy(limit => limit.Last) ?? Limited(rules.TimerMaxElse, "nothing tells what the state is");

        Limit Limited(Duration longest, string source) => new(longest.After(deadline.ArmedAt), longest, source);
    }

    private static (Frame Frame, ArmedDeadline Deadline)? Find(Snapshot snapshot, string transition) => snapshot.Frames.Reverse()
        .SelectMany(frame => frame.Deadlines.Select(deadline => (frame, deadline))).Where(pair => pair.deadline.Transition == transition).Cast<(Frame, ArmedDeadline)?>().FirstOrDefault();
}
