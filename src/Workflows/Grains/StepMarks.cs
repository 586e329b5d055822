using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Marks;

namespace Doorstep.Workflows.Grains;

/// <summary>What a step changes about how its case is found. Most steps change nothing of it and write nothing.</summary>
internal static class StepMarks
{
    public static StepRecord WithMarks(this StepRecord step, IEnumerable<CaseMark> before, IEnumerable<CaseMark> after)
    {
        var (old, now) = (before.ToArray(), after.ToArray());
        return old.SequenceEqual(now) ? step : step with { Marked = [.. now.Except(old).Select(mark => Row(step.Case, mark))], Unmarked = [.. old.Except(now).Select(mark => Row(step.Case, mark))] };
    }

    public static MarkRecord Row(CaseRecord row, CaseMark mark) => new(mark.Kind, mark.Value, row.CreatedAt, row.Id);
}
