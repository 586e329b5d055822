using System.Globalization;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Grains;

/// <summary>Deadlines that fell due while nobody was at work. Those that are marked are not applied blindly.</summary>
internal sealed partial class CaseGrain
{
    /// <summary>How long a deadline is held back at least and at most, before its guards are asked again.</summary>
    private static readonly (TimeSpan Min, TimeSpan Max) HoldBack = (TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));

    public async Task<OverdueAnswer> Overdue(string deadlineId, DateTimeOffset heardAt)
    {
        var wasThere = _case is not null;
        var held = await Load() is { } known && IsRevalidated(known, deadlineId) ? await HeldBack(deadlineId, heardAt) : null;
        var answer = held ?? new OverdueAnswer((await ApplyDue(deadlineId)).Outcome);
        if (!wasThere) DeactivateOnIdle();
        return answer;
    }

    public Task<CaseAnswer> Held(string deadlineId, string reason) => Note("deadlineHeld", deadlineId, "clock", current =>
    {
        var deadline = current.Deadlines.FirstOrDefault(armed => armed.Id == deadlineId);
        return (current, new JournalEntry(JournalKind.DeadlineHeld, deadline?.Transition ?? deadlineId, reason, deadline?.DueAt, deadline is null ? null : DeadlineMark.Of(deadline)));
    });

    private static bool IsRevalidated(Loaded current, string deadlineId) =>
        current.Snapshot.Frames.Any(frame => frame.Deadlines.FirstOrDefault(armed => armed.Id == deadlineId) is { } deadline
            && current.Machine.Find(frame.DefinitionId).Way(frame.State, deadline.Transition)?.Trigger is Trigger.Timed { IsRevalidated: true });

    /// <summary>Until when and why the deadline is held back; null where nothing stands in its way. The case is read again, by the rules of this moment.</summary>
    private async Task<OverdueAnswer?> HeldBack(string deadlineId, DateTimeOffset heardAt)
    {
        var now = Now();
        if (now < heardAt) return new OverdueAnswer(CaseOutcome.Ignored, heardAt < now + HoldBack.Max ? heardAt : now + HoldBack.Max);
        _case = null;
        if (await Load(isFresh: true) is not { } current) return null;
        var due = current.Machine.Transition(current.Snapshot, new WorkflowEvent.DeadlineFired(deadlineId), now);
        var rulings = due is Decision.Accepted accepted ? await Foreseen(current, accepted, now) : [];
        var against = rulings.Where(ruling => !ruling.IsAllowed).ToArray();
        if (against.Length == 0 || (Array.Exists(against, ruling => ruling.NextTryAt is null) && IsPastTwice(current.Snapshot, deadlineId, now))) return null;
        var next = against.Max(ruling => ruling.NextTryAt ?? now + HoldBack.Max);
        var until = next < now + HoldBack.Min ? now + HoldBack.Min : next > now + HoldBack.Max ? now + HoldBack.Max : next;
        return new OverdueAnswer(CaseOutcome.Ignored, until, string.Join(" ", against.Select(ruling => $"{ruling.Kind}: {ruling.Reason}")));
    }

    /// <summary>What is refused for good keeps no case for ever: past twice its clock it goes on as it would have without an outage, without the act, to where a person sees it (T55).</summary>
    private static bool IsPastTwice(Snapshot snapshot, string deadlineId, DateTimeOffset now) =>
        snapshot.Deadlines.FirstOrDefault(armed => armed.Id == deadlineId) is { } deadline && now - deadline.DueAt > deadline.DueAt - deadline.ArmedAt;

    /// <summary>What the guards say of every act that a step plans for now. Acts that it plans for later are decided on then.</summary>
    private async Task<ActRuling[]> Foreseen(Loaded current, Decision.Accepted step, DateTimeOffset now)
    {
        var plans = step.Effects.OfType<Effect.PlanAct>().Where(plan => !(plan.NotBefore > now)).ToArray();
        if (plans.Length == 0) return [];
        var budget = (await FindDebtor(current.Record.Tenant, current.Snapshot.Facts))?.Budget;
        var rulings = new List<ActRuling>();
        foreach (var (index, plan) in plans.Index())
        {
            var actId = string.Create(CultureInfo.InvariantCulture, $"{Id}/{step.Next.Sequence}/{index}");
            var line = await FindLine(current.Record.Tenant, desk.LineOf(step.Next.Facts, plan.Act));
            rulings.Add(await desk.RuleAsync(new ActQuestion(Id, actId, actId, plan.Act, now, step.Next, budget, now) { IsForeseen = true, Line = line?.Budget }));
        }

        return [.. rulings];
    }
}
