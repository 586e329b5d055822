using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>How long a deadline may run altogether: as long as the case's policy pack lets a state's timer run, else as the house does, else by so many days more as the override policy says.</summary>
/// <param name="shelf">The packs.</param>
/// <param name="rules">The house's maxima.</param>
public sealed class DeadlineBounds(RuleShelf shelf, LivenessRules rules)
{
    /// <summary>Why a deadline may not be given that much; null where it may. One that is not there is the machine's to name.</summary>
    internal async Task<string?> AgainstAsync(Snapshot snapshot, OverrideVerb.ExtendDeadline extend, int daysMax, DateTimeOffset now)
    {
        if (Find(snapshot, extend.Transition) is not var (state, deadline)) return null;
        if (await LongestAsync(snapshot.Facts, state, now) is not var (longest, source))
            return extend.By > TimeSpan.FromDays(daysMax) ? $"'{extend.Transition}' goes on by {daysMax} days at most (override policy, extendDaysMax)." : null;
        var last = longest.After(deadline.ArmedAt);
        var until = (deadline.Left is { } left ? now + left : deadline.DueAt) + extend.By;
        return until > last ? $"'{extend.Transition}' may run until {Instants.Text(last)} at most, {longest} from when it was armed ({source}); it would run until {Instants.Text(until)}." : null;
    }

    /// <summary>How much more a deadline may be given; null where nothing bounds it but the override policy.</summary>
    internal async Task<DateTimeOffset?> LastAsync(Snapshot snapshot, string transition, DateTimeOffset now) =>
        Find(snapshot, transition) is var (state, deadline) && await LongestAsync(snapshot.Facts, state, now) is var (longest, _) ? longest.After(deadline.ArmedAt) : null;

    private async Task<(Duration Longest, string Source)?> LongestAsync(CaseFacts facts, string state, DateTimeOffset now)
    {
        var mark = StateMark.Of(state);
        if (facts is not CaseFile file) return null;
        var said = await shelf.ReadAsync();
        if (PackInForce.For(said.Packs, file.PolicyPack, now, now) is Reading<PackInForce>.Given(var pack) && StateMaxima.Of(pack.Base).States.TryGetValue(mark, out var known)) return (known.Span, $"{pack.Base.Reference}: {known.Text}");
        return rules.TimerMax.TryGetValue(mark, out var house) ? (house, "twice the state's clock, T55") : null;
    }

    private static (string State, ArmedDeadline Deadline)? Find(Snapshot snapshot, string transition) => snapshot.Frames.Reverse()
        .SelectMany(frame => frame.Deadlines.Select(deadline => (frame.State, deadline))).Where(pair => pair.deadline.Transition == transition).Cast<(string, ArmedDeadline)?>().FirstOrDefault();
}
