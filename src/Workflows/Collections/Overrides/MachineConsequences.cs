using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>What an override does to a case, read from the case before and after it. Pure.</summary>
internal static class MachineConsequences
{
    public static IEnumerable<Consequence> Of(Snapshot before, Snapshot after, Decision decision)
    {
        if (decision is Decision.Faulted faulted) yield return new(ConsequenceKind.Faulted, faulted.Incident.Code, $"The step breaks again: {faulted.Incident.Message}", $"该步骤再次出错：{faulted.Incident.Message}");
        if (after.Status == CaseStatus.Completed && before.Status != CaseStatus.Completed) yield return new(ConsequenceKind.Closed, after.StatePath, $"The case is closed in '{after.StatePath}' and never reopens.", $"案件以“{after.StatePath}”关闭，不再重新打开。");
        else if (after.StatePath != before.StatePath) yield return new(ConsequenceKind.State, after.StatePath, $"The case comes from '{before.StatePath}' to '{after.StatePath}'.", $"案件由“{before.StatePath}”转到“{after.StatePath}”。");
        foreach (var line in Suspension(before, after).Concat(Deadlines(before, after)).Concat(Facts(before, after))) yield return line;
        foreach (var (id, version) in after.Pins)
            if (before.Pins.GetValueOrDefault(id) is var old && old != version) yield return new(ConsequenceKind.Version, id, old == 0 ? $"'{id}' runs in version {version}." : $"'{id}' runs in version {version} instead of {old}.", old == 0 ? $"“{id}”以第 {version} 版运行。" : $"“{id}”由第 {old} 版改为第 {version} 版。");
        foreach (var told in decision is Decision.Accepted { Effects: var effects } ? effects.OfType<Effect.PublishEvent>() : [])
            yield return new(ConsequenceKind.HouseTold, told.EventName, $"The house is told '{told.EventName}'.", $"通知内部：“{told.EventName}”。");
    }

    private static IEnumerable<Consequence> Suspension(Snapshot before, Snapshot after)
    {
        if (before.Suspension is null && after.Suspension is { Until: var until }) yield return Consequence.On(ConsequenceKind.Suspension, "suspended", "Nothing happens by itself any more; the duty desk is asked to look at", "案件不再自动推进；值班台将于以下时间复核：", until);
        if (before.Suspension is not null && after is { Suspension: null, Status: CaseStatus.Running }) yield return new(ConsequenceKind.Suspension, "resumed", "The case goes on by itself.", "案件恢复自动推进。");
    }

    private static IEnumerable<Consequence> Deadlines(Snapshot before, Snapshot after)
    {
        var (old, made) = (Armed(before), Armed(after));
        foreach (var (key, gone) in old.Where(pair => !made.ContainsKey(pair.Key)))
            yield return Consequence.On(ConsequenceKind.DeadlineCancelled, gone.Transition, $"'{gone.Transition}' no longer waits for", $"“{gone.Transition}”不再等待 ", gone.DueAt);
        foreach (var (key, now) in made)
        {
            if (!old.TryGetValue(key, out var was)) yield return now.Left is null ? Consequence.On(ConsequenceKind.DeadlineArmed, now.Transition, $"'{now.Transition}' waits until", $"“{now.Transition}”等待至 ", now.DueAt) : Stopped(now);
            else if (was.Left is null && now.Left is not null) yield return Stopped(now);
            else if (was.Left is not null && now.Left is null) yield return Consequence.On(ConsequenceKind.ClockResumed, now.Transition, $"'{now.Transition}' goes on and waits until", $"“{now.Transition}”继续计时，等待至 ", now.DueAt);
            else if (was.Left != now.Left) yield return new(ConsequenceKind.DeadlineMoved, now.Transition, $"'{now.Transition}' has {Span(now.Left)} left instead of {Span(was.Left)}.", $"“{now.Transition}”剩余时间由 {Span(was.Left)} 改为 {Span(now.Left)}。");
            else if (was.DueAt != now.DueAt) yield return new(ConsequenceKind.DeadlineMoved, now.Transition, $"'{now.Transition}' waits until {Instants.Text(now.DueAt)} instead of {Instants.Text(was.DueAt)}.", $"“{now.Transition}”由 {Instants.Text(was.DueAt)} 改为 {Instants.Text(now.DueAt)}。", now.DueAt);
        }
    }

    private static Consequence Stopped(ArmedDeadline deadline) => new(ConsequenceKind.ClockStopped, deadline.Transition, $"'{deadline.Transition}' stands still with {Span(deadline.Left)} left.", $"“{deadline.Transition}”停止计时，剩余 {Span(deadline.Left)}。");

    private static string Span(TimeSpan? left) => new Duration(0, left.GetValueOrDefault()).ToString();

    private static Dictionary<(int Depth, string Transition), ArmedDeadline> Armed(Snapshot snapshot) => snapshot.Frames
        .SelectMany((frame, depth) => frame.Deadlines.Select(deadline => KeyValuePair.Create((depth, deadline.Transition), deadline)))
        .DistinctBy(pair => pair.Key).ToDictionary();

    private static IEnumerable<Consequence> Facts(Snapshot before, Snapshot after)
    {
        foreach (var hold in after.Facts.Holds.Except(before.Facts.Holds)) yield return Opened(hold);
        foreach (var hold in before.Facts.Holds.Except(after.Facts.Holds)) yield return new(ConsequenceKind.HoldReleased, hold, $"Hold {hold} is let go.", $"冻结 {hold} 解除。");
        if ((before.Facts, after.Facts) is not (CaseFile was, CaseFile now)) yield break;
        if (now.Hold.CoolOffUntil is { } until && until != was.Hold.CoolOffUntil) yield return Consequence.On(ConsequenceKind.HoldReleased, "COOL_OFF", "Nobody demands anything before", "冷静期内不得催收，至 ", until);
        if (was.Assignment != now.Assignment && (was.Assignment.Agent, was.Assignment.Unit) != (now.Assignment.Agent, now.Assignment.Unit))
            yield return new(ConsequenceKind.Assigned, now.Assignment.Agent ?? now.Assignment.Unit ?? "", $"The case goes from {Who(was.Assignment, "nobody")} to {Who(now.Assignment, "nobody")}.", $"案件由 {Who(was.Assignment, "无")} 改派至 {Who(now.Assignment, "无")}。");
    }

    private static Consequence Opened(string hold) => HoldRule.All.Values.Any(rule => rule.IsUntouchable && FactJson.Word(rule.Hold) == hold)
        ? new(ConsequenceKind.HoldAdded, hold, $"Hold {hold} is opened; what it blocks waits or falls away. It ends when a fact says that its ground is gone: nobody takes it back or lets it go before.", $"冻结 {hold} 生效，其限制的事项暂停或取消；仅在有事实表明其依据消失时结束，任何人不得提前撤回或解除。")
        : new(ConsequenceKind.HoldAdded, hold, $"Hold {hold} is opened; what it blocks waits or falls away.", $"冻结 {hold} 生效，其限制的事项暂停或取消。");

    private static string Who(People.Assignment assignment, string nobody) => assignment switch
    {
        { Agent: { } agent, Unit: { } unit } => $"'{agent}' ({unit})",
        { Agent: { } agent } => $"'{agent}'",
        { Unit: { } unit } => $"'{unit}'",
        _ => nobody,
    };
}
