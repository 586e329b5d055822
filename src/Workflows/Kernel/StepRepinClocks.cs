namespace Doorstep.Workflows.Kernel;

/// <summary>What becomes of deadlines when a case goes over to other versions, or back.</summary>
public sealed partial class Step
{
    /// <summary>Takes back what going over did: its deadlines are cancelled, and those from before are armed again under new ids.</summary>
    internal void GoBack(IReadOnlyCollection<ArmedDeadline> gone)
    {
        var stays = Stack.SelectMany(frame => frame.Deadlines).Where(armed => !Runs(armed)).Select(armed => armed.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var armed in gone.Where(armed => !stays.Contains(armed.Id)))
        {
            if (Runs(armed)) _cancelled.Add(armed.Id);
            Write(JournalKind.DeadlineCancelled, armed, $"'{armed.Transition}' no longer waits for {Instants.Text(armed.DueAt)}");
        }

        for (var depth = 0; depth < Stack.Count; depth++)
        {
            foreach (var armed in Stack[depth].Deadlines)
                if (Runs(armed) || !gone.Any(other => other.Id == armed.Id)) ComeBack(depth, armed);
            Write(JournalKind.Repinned, Stack[depth].DefinitionId, $"'{Stack[depth].DefinitionId}' runs in version {Stack[depth].Version} again, in '{Stack[depth].State}'");
        }

        ForgetFault();
    }

    /// <summary>One that runs gets a new id, so that its row in the due-table is another one; one that is due or stands still is what it was.</summary>
    private void ComeBack(int depth, ArmedDeadline armed)
    {
        var again = Runs(armed) ? armed with { Id = NextId() } : armed;
        if (Runs(again)) _armed.Add(again);
        Exchange(depth, armed, again);
        Write(JournalKind.DeadlineArmed, again, $"'{again.Transition}' waits until {Instants.Text(again.DueAt)} again");
    }

    private static bool Runs(ArmedDeadline armed) => armed is { IsDue: false, Left: null };

    /// <summary>What a running deadline is in the other version; null where it stays as it is. One whose time has come waits for a fact, and no longer for its time.</summary>
    private ArmedDeadline? Moved(int depth, ArmedDeadline armed, RepinPlan plan) => armed.IsDue || TimerOf(depth, armed) is not { } timed ? null : plan.PolicyOf(Stack[depth].DefinitionId, armed.Transition) switch
    {
        DeadlinePolicy.Grace(var by) => Shifted(armed, by, armed.By),
        DeadlinePolicy.Recompute => Recounted(depth, armed, timed),
        _ => null,
    };

    /// <summary>Counted again from when it began. Time for which its clock stood still stays added where it is counted by rules.</summary>
    private ArmedDeadline Recounted(int depth, ArmedDeadline armed, Trigger.Timed timed)
    {
        var began = new Step(Root, Before with { Frames = [.. Stack] }, null, armed.By?.From ?? armed.ArmedAt);
        var (by, dueAt) = began.At(depth, () => (timed.Reckon(began), timed.DueAt(began)));
        return Shifted(armed, by is not null && armed.By is { } old ? by.Until - old.Until : dueAt - armed.DueAt, by);
    }

    private static ArmedDeadline Shifted(ArmedDeadline armed, TimeSpan by, Reckoning? reckoning) => armed.Left is { } left
        ? armed with { Left = left + by > TimeSpan.Zero ? left + by : TimeSpan.Zero, By = reckoning }
        : armed with { DueAt = WholeMilliseconds(by < DateTimeOffset.MaxValue - armed.DueAt ? armed.DueAt + by : DateTimeOffset.MaxValue), By = reckoning };

    /// <summary>One that runs gets a new id, so that its row in the due-table is another one.</summary>
    private void Move(int depth, ArmedDeadline armed, ArmedDeadline after)
    {
        if (after.DueAt == armed.DueAt && after.Left == armed.Left) Exchange(depth, armed, after);
        else Move(depth, new MovedDeadline(armed, after));
    }

    /// <summary>An incident about a deadline that is another one now is over.</summary>
    private void ForgetFault() => _isFaultGone |= (Before.Incident?.Event as WorkflowEvent.DeadlineFired)?.DeadlineId is { } faulted && !Stack.Exists(frame => frame.Deadlines.Any(armed => armed.Id == faulted));
}
