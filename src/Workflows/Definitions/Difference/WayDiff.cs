using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Definitions.Difference;

/// <summary>How the transitions of two versions differ.</summary>
internal sealed class WayDiff(
    AuthoredDefinition? before, AuthoredDefinition after, ImmutableSortedDictionary<string, string> renamed, IReadOnlyDictionary<string, ActivityDescriptor> known, SlotDiff slots)
{
    private readonly ProtectedWays _waysBefore = ProtectedWays.Of(before, known);
    private readonly ProtectedWays _waysAfter = ProtectedWays.Of(after, known);

    public IEnumerable<DefinitionChange> Changes()
    {
        var (old, now) = (before is null ? [] : Keyed(before), Keyed(after));
        foreach (var (key, way) in old)
            if (!now.Exists(pair => pair.Key == key))
                yield return Part(key) with
                {
                    Kind = ChangeKind.Removed, Sentence = new($"{Title(key, way).En} is gone.", $"删除{Title(key, way).Zh}。"), Before = Described(way).En, Concerns = Of(way, _waysBefore),
                };
        foreach (var (key, way) in now)
        {
            if (old.Find(pair => pair.Key == key) is not { Way: { } was })
                yield return Part(key) with
                {
                    Kind = ChangeKind.Added, Sentence = new($"{Title(key, way).En} is new: {Described(way).En}.", $"新增{Title(key, way).Zh}：{Described(way).Zh}。"), After = Described(way).En, Concerns = IsPast(way, now) ? [.. Of(way, _waysAfter).Add(Concern.Guard).Distinct().Order()] : Of(way, _waysAfter),
                };
            else
                foreach (var change in Between(key, was, way)) yield return change;
        }

        foreach (var change in Order(old, now)) yield return change;
    }

    private IEnumerable<DefinitionChange> Between(string key, AuthoredTransition was, AuthoredTransition way)
    {
        var (title, part) = (Title(key, way), Part(key));
        ImmutableArray<Concern> ways = [.. Ways(was, _waysBefore).Concat(Ways(way, _waysAfter)).Distinct()];
        // Whoever moves it takes it away in one place and puts it into another.
        ImmutableArray<Concern> moved = [.. Of(was, _waysBefore).Concat(Of(way, _waysAfter)).Distinct().Order()];
        if (Now(was.From) != way.From)
            yield return part with { Sentence = new($"{title.En} begins in '{way.From}' instead of '{was.From}'.", $"{title.Zh}的起点由“{was.From}”改为“{way.From}”。"), Before = was.From, After = way.From, Concerns = moved };
        if (Now(was.To) != way.To)
            yield return part with { Sentence = new($"{title.En} leads to '{way.To}' instead of '{was.To}'.", $"{title.Zh}的终点由“{was.To}”改为“{way.To}”。"), Before = was.To, After = way.To, Concerns = moved };
        if (Caption(was) != Caption(way))
            yield return part with { Subject = ChangeSubject.Text, Sentence = new($"{title.En} is called '{Caption(way)}' instead of '{Caption(was)}'.", $"{title.Zh}的标题由“{Caption(was)}”改为“{Caption(way)}”。"), Before = Caption(was), After = Caption(way) };
        if (was.IsOptional != way.IsOptional)
            yield return part with
            {
                Sentence = way.IsOptional ? new($"{title.En} may be skipped by a supervisor.", $"{title.Zh}可由督导跳过。") : new($"{title.En} may no longer be skipped.", $"{title.Zh}不再允许跳过。"),
                Before = was.IsOptional ? "optional" : null, After = way.IsOptional ? "optional" : null, Concerns = [.. ways.Add(Concern.Guard).Distinct().Order()],
            };
        foreach (var change in Triggers(title, part, was, way, ways)) yield return change;
        if (!InputValue.IsSame(Guard(was.Condition), Guard(way.Condition)))
            yield return part with
            {
                Subject = ChangeSubject.Guard, Sentence = new(
                    $"The condition of {title.En} is {Only(way).En} instead of {Only(was).En}.", $"{title.Zh}的条件由 {Only(was).Zh} 改为 {Only(way).Zh}。"),
                Before = Guard(was.Condition)?.Text, After = Guard(way.Condition)?.Text, Concerns = [Concern.Guard],
            };
        foreach (var change in slots.Between(new($"Action of {title.En}", $"{title.Zh}的动作"), part, was.Action, way.Action)) yield return change;
    }

    private IEnumerable<DefinitionChange> Triggers(Words title, DefinitionChange part, AuthoredTransition was, AuthoredTransition way, ImmutableArray<Concern> ways)
    {
        var (old, now) = (Trigger(was), Trigger(way));
        if (old is null ? now is null : now is not null && old.IsSame(now)) yield break;
        var isTimed = IsTimed(old) || IsTimed(now);
        yield return part with
        {
            Subject = isTimed ? ChangeSubject.Deadline : ChangeSubject.Trigger,
            Sentence = new($"{title.En} waits for {Waits(now).En} instead of {Waits(old).En}.", $"{title.Zh}的触发由{Waits(old).Zh}改为{Waits(now).Zh}。"),
            Before = Waits(old).En, After = Waits(now).En, Concerns = [.. ways.Concat(isTimed || TouchesClocks(way) ? [Concern.Deadline] : []).Concat(Guard(was.Condition) is null && Guard(way.Condition) is null ? [] : [Concern.Guard])
                // What an event brings may go to a variable that a guard reads.
                .Concat(new[] { old, now }.OfType<SlotStep>().SelectMany(slots.Concerns)).Distinct().Order()],
        };
    }

    /// <summary>Declaration order breaks ties (semantics 4), so it means something among the ways out of one state.</summary>
    private IEnumerable<DefinitionChange> Order(List<(string Key, AuthoredTransition Way)> old, List<(string Key, AuthoredTransition Way)> now)
    {
        foreach (var state in now.Select(pair => pair.Way.From).Distinct(StringComparer.Ordinal))
        {
            var keys = now.Where(pair => pair.Way.From == state).Select(pair => pair.Key).ToArray();
            var then = old.Where(pair => Now(pair.Way.From) == state && keys.Contains(pair.Key, StringComparer.Ordinal)).Select(pair => pair.Key).ToArray();
            var order = keys.Where(key => then.Contains(key, StringComparer.Ordinal)).ToArray();
            if (order.SequenceEqual(then, StringComparer.Ordinal)) continue;
            yield return new DefinitionChange(
                ChangeKind.Changed, ChangeSubject.Transition, state,
                new($"The ways out of '{state}' are tried in another order: {string.Join(", ", order)}.", $"“{state}”各出口的判断顺序改为：{string.Join("、", order)}。"))
            {
                State = state, Before = string.Join(", ", then), After = string.Join(", ", order),
                Concerns =
                [
                    .. now.Where(pair => pair.Way.From == state).SelectMany(pair => Ways(pair.Way, _waysAfter))
                        .Concat(now.Exists(pair => pair.Way.From == state && Guard(pair.Way.Condition) is not null) ? [Concern.Guard] : []).Distinct().Order(),
                ],
            };
        }
    }

    /// <summary>Whether a new way leads past a guard: out of the same state, for the same trigger, there is one that asks something.</summary>
    private bool IsPast(AuthoredTransition way, List<(string Key, AuthoredTransition Way)> now) => Trigger(way) is { } trigger && now.Exists(other =>
        !ReferenceEquals(other.Way, way) && Guard(other.Way.Condition) is not null && (other.Way.From == way.From || Kernel.Transition.Anywhere == way.From || other.Way.From == Kernel.Transition.Anywhere)
        && Trigger(other.Way) is { } same && trigger.IsSame(same));

    /// <summary>Why a second designer looks at a transition that is new or gone.</summary>
    private ImmutableArray<Concern> Of(AuthoredTransition way, ProtectedWays ways) =>
    [
        .. Ways(way, ways).Concat(Guard(way.Condition) is null ? [] : [Concern.Guard]).Concat(IsTimed(Trigger(way)) || TouchesClocks(way) ? [Concern.Deadline] : [])
            .Concat(SlotStep.Of(way.Action, known).Concat(SlotStep.Of(way.Trigger, known)).SelectMany(slots.Concerns)).Distinct().Order(),
    ];

    /// <summary>Whoever leaves a state stops the clocks that run in it, and whoever comes into one begins them anew; a way from anywhere or back does so everywhere.</summary>
    private bool TouchesClocks(AuthoredTransition way) => after.Transitions.Concat(before?.Transitions ?? []).Any(other =>
        IsTimed(Trigger(other)) && (way.From == Kernel.Transition.Anywhere || way.To == Kernel.Transition.Back || Now(other.From) == Now(way.From) || Now(other.From) == Now(way.To)));

    private static IEnumerable<Concern> Ways(AuthoredTransition way, ProtectedWays ways) => ways.From(way.To);

    private bool IsTimed(SlotStep? trigger) => trigger is not null && known.GetValueOrDefault(trigger.Type)?.IsTimed == true;

    private SlotStep? Trigger(AuthoredTransition way) => SlotStep.Of(way.Trigger, known).FirstOrDefault();

    private Words Described(AuthoredTransition way) => new(
        $"waits for {Waits(Trigger(way)).En}{(Guard(way.Condition) is null ? "" : $", only if {Only(way).En}")}", $"触发为{Waits(Trigger(way)).Zh}{(Guard(way.Condition) is null ? "" : $"，条件为 {Only(way).Zh}")}");

    /// <summary>What a transition waits for: <c>'Deadline' P10B, stops for holds: ALL</c>. What it would be anyway is left out.</summary>
    private Words Waits(SlotStep? trigger)
    {
        if (trigger is null) return new("nothing (at once)", "无（立即）");
        var name = known.GetValueOrDefault(trigger.Type)?.DisplayName ?? new Words(trigger.Type, trigger.Type);
        var inputs = Inputs(trigger).Select((input, index) => (input.Value, Label: index == 0 ? null : Label(trigger, input.Name), IsPlain: index > 0 && Described(trigger, input.Name)?.Default == input.Value.Text))
            .Where(input => !input.IsPlain).ToArray();
        return new(
            $"'{name.En}' {string.Join(", ", inputs.Select(input => input.Label is { } label ? $"{label.En}: {input.Value.Shown}" : input.Value.Shown))}".TrimEnd(),
            $"“{name.Zh}”{string.Join("，", inputs.Select(input => input.Label is { } label ? $"{label.Zh}：{input.Value.Shown}" : input.Value.Shown))}");
    }

    private InputDescriptor? Described(SlotStep step, string input) => known.GetValueOrDefault(step.Type)?.Inputs.FirstOrDefault(one => one.JsonName == input);

    private Words Label(SlotStep step, string input) => Described(step, input)?.DisplayName is { } label ? new(label.En.ToLowerInvariant(), label.Zh) : new(input, input);

    private IEnumerable<(string Name, InputValue Value)> Inputs(SlotStep step)
    {
        string[] order = [.. (known.GetValueOrDefault(step.Type)?.Inputs ?? []).Select(input => input.JsonName)];
        return step.Inputs.OrderBy(input => Array.IndexOf(order, input.Key) is var at && at < 0 ? int.MaxValue : at).ThenBy(input => input.Key, StringComparer.Ordinal).Select(input => (input.Key, input.Value));
    }

    /// <summary>Whoever approves a condition reads all of it: what was changed may stand at its end.</summary>
    private const int ConditionMax = 4_000;

    private static InputValue? Guard(JsonElement condition) => InputValue.Of(condition) is { Text: not "true" } guard ? guard : null;

    private static Words Only(AuthoredTransition way) => Guard(way.Condition) is { } guard ? new($"“{InputValue.Line(guard.Text, ConditionMax)}”", $"“{InputValue.Line(guard.Text, ConditionMax)}”") : new("always", "无条件");

    private string Now(string state) => renamed.GetValueOrDefault(state, state);

    private static string Caption(AuthoredTransition way) => way.DisplayName?.Trim() ?? "";

    private static Words Title(string key, AuthoredTransition way) => new($"transition '{key}' ({way.From} → {way.To})", $"转换“{key}”（{way.From} → {way.To}）");

    private static DefinitionChange Part(string key) => new(ChangeKind.Changed, ChangeSubject.Transition, key, new("", "")) { Transition = key };

    private static List<(string Key, AuthoredTransition Way)> Keyed(AuthoredDefinition definition) =>
        [.. TransitionKeys.Of(definition).Zip(definition.Transitions, (key, way) => (key, way))];
}
