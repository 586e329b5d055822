using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Concerns;
using Doorstep.Workflows.Storage.Outcomes;

namespace Doorstep.Workflows.Grains;

/// <summary>What a step changes about what waits for people. Most steps change nothing of it and write nothing.</summary>
internal static class StepConcerns
{
    public static StepRecord WithConcerns(this StepRecord step, IEnumerable<Concern> before, IEnumerable<Concern> after)
    {
        var (old, now) = (before.ToArray(), after.ToArray());
        return old.SequenceEqual(now) ? step : step with
        {
            Tallies = [.. step.Tallies, .. now.ExceptBy(old.Select(Key), Key).Select(concern => new Tally($"{DeskTrend.Came}{concern.Kind}")), .. old.ExceptBy(now.Select(Key), Key).Select(concern => new Tally($"{DeskTrend.Went}{concern.Kind}"))],
            Concerned = [.. now.Except(old).Select(concern => Row(step, concern))],
            Settled = [.. old.ExceptBy(now.Select(Key), Key).Select(concern => Row(step, concern))],
        };
    }

    private static (string Kind, string Subject) Key(Concern concern) => (concern.Kind, concern.Subject);

    private static ConcernRecord Row(StepRecord step, Concern concern) => new(step.Case.Id, concern.Kind, concern.Subject, concern.Since, concern.DueAt);
}
