using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Difference;

/// <summary>Tells how two versions of a definition differ in what they mean. Pure; a definition need not compile to be compared.</summary>
/// <param name="activities">The activities of the house, by which slots are read.</param>
public sealed class DefinitionDiff(IEnumerable<ActivityDescriptor> activities)
{
    private readonly FrozenDictionary<string, ActivityDescriptor> _known = activities.ToFrozenDictionary(activity => activity.TypeName, StringComparer.Ordinal);

    /// <summary>Compares two versions.</summary>
    /// <param name="before">The earlier one; null: everything is new.</param>
    /// <param name="after">The later one.</param>
    public DefinitionChanges Between(AuthoredDefinition? before, AuthoredDefinition after) =>
        Named(before is null ? null : NamedVariables.In(before), NamedVariables.In(after)) with { Before = before, After = after };

    private DefinitionChanges Named(AuthoredDefinition? before, AuthoredDefinition after)
    {
        var renamed = before is null ? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal) : RenamedStates.Between(before, after);
        var watched = WatchedVariables.Of(before, after, _known);
        var slots = new SlotDiff(_known, watched, AwaitedEvents.Of(before, after, _known));
        var isOfFamily = IsOfFamily(before) || IsOfFamily(after);
        bool DecidesElsewhere(DefinitionChange change) => watched.ReadsDefinition || (watched.ReadsState && change.Subject == ChangeSubject.State) || (isOfFamily && change.Subject != ChangeSubject.Text);
        var changes = Itself(before, after, renamed)
            .Concat(before is not null && watched.ReadsDefinition ? [Versioned(after)] : [])
            .Concat(States(before, after, renamed, slots))
            .Concat(new WayDiff(before, after, renamed, _known, slots).Changes())
            .Concat(Variables(before, after, watched))
            .Select(change => DecidesElsewhere(change) ? change.Touching(Concern.Guard) : change)
            .Select(change => change with { Sentence = new(Capital(change.Sentence.En), change.Sentence.Zh) });
        return new DefinitionChanges(before, after, [.. before is null ? First(changes, after, slots) : changes], renamed);
    }

    /// <summary>A definition that runs inside others, or runs others inside itself, shares its variables and its events with them, and they go by what its ends are called: nothing but its texts is its own.</summary>
    private bool IsOfFamily(AuthoredDefinition? definition) => definition is not null && (definition.IsPart || definition.Transitions.Any(way => SlotStep.Of(way.Trigger, _known).Any(trigger => trigger.Type == "Doorstep.Submachine")));

    /// <summary>A new version is another answer to a condition that asks for it, though nothing else changes.</summary>
    private static DefinitionChange Versioned(AuthoredDefinition after) => new(
        ChangeKind.Changed, ChangeSubject.Definition, after.DefinitionId ?? "", new("A condition asks what the definition is called or which version it is, so each version answers otherwise.", "有条件取决于流程的名称或版本，因此每个版本的结果都可能不同。")) { Concerns = [Concern.Guard] };

    /// <summary>Of a definition that is published for the first time a second designer looks at what reaches people or other cases: nothing else was there before to be changed.</summary>
    private IEnumerable<DefinitionChange> First(IEnumerable<DefinitionChange> changes, AuthoredDefinition after, SlotDiff slots)
    {
        var all = after.States.SelectMany(state => (JsonElement[])[state.Entry, state.Exit]).Concat(after.Transitions.Select(way => way.Action));
        var reaches = all.SelectMany(slot => SlotStep.Of(slot, _known)).Any(step => slots.Reaches(step).Any() || AwaitedEvents.IsToOthers(step));
        return reaches ? changes : changes.Select(change => change with { Concerns = [] });
    }

    private IEnumerable<DefinitionChange> Itself(AuthoredDefinition? before, AuthoredDefinition after, ImmutableSortedDictionary<string, string> renamed)
    {
        var part = new DefinitionChange(ChangeKind.Changed, ChangeSubject.Text, after.DefinitionId ?? "", new("", ""));
        if (before is null)
        {
            yield return part with { Kind = ChangeKind.Added, Subject = ChangeSubject.Definition, Sentence = new($"Definition '{after.Name}' is new.", $"新增流程定义“{after.Name}”。"), After = after.Name };
            yield break;
        }

        if (before.Name != after.Name)
            yield return part with { Sentence = new($"The definition is called '{after.Name}' instead of '{before.Name}'.", $"流程名称由“{before.Name}”改为“{after.Name}”。"), Before = before.Name, After = after.Name };
        var (was, @is) = (Description(before), Description(after));
        if (was != @is)
            yield return part with { Sentence = new($"The description is '{InputValue.Cut(@is)}' instead of '{InputValue.Cut(was)}'.", $"流程说明由“{InputValue.Cut(was)}”改为“{InputValue.Cut(@is)}”。"), Before = was, After = @is };
        if (before.IsPart != after.IsPart)
            yield return part with
            {
                Subject = ChangeSubject.Definition, Concerns = [Concern.Guard],
                Sentence = after.IsPart ? new("It only runs inside other definitions; no case starts on it.", "改为仅在其他流程内运行，案件不从此开始。") : new("Cases start on it; it no longer only runs inside others.", "改为可直接启动案件，不再只是其他流程的一部分。"),
            };
        var (from, to) = (before.InitialState ?? "", after.InitialState ?? "");
        if (renamed.GetValueOrDefault(from, from) != to)
            yield return part with
            {
                Subject = ChangeSubject.Definition, State = to, Before = from, After = to, Concerns = [.. ((Concern[])[Concern.Guard, Concern.Deadline]).Concat(ProtectedWays.Of(before, _known).From(from)).Concat(ProtectedWays.Of(after, _known).From(to)).Distinct()],
                Sentence = new($"Cases begin in '{to}' instead of '{from}'.", $"初始状态由“{from}”改为“{to}”。"),
            };
    }

    private static IEnumerable<DefinitionChange> States(AuthoredDefinition? before, AuthoredDefinition after, ImmutableSortedDictionary<string, string> renamed, SlotDiff slots)
    {
        var old = (before?.States ?? []).DistinctBy(state => state.Name).ToDictionary(state => renamed.GetValueOrDefault(state.Name, state.Name), StringComparer.Ordinal);
        foreach (var (_, state) in old.Where(pair => !after.States.Any(state => state.Name == pair.Key)))
            yield return Part(state.Name) with { Kind = ChangeKind.Removed, Sentence = new($"State '{state.Name}' is gone.", $"删除状态“{state.Name}”。"), Before = state.Name };
        foreach (var state in after.States.DistinctBy(state => state.Name))
        {
            var (part, was) = (Part(state.Name), old.GetValueOrDefault(state.Name));
            if (was is null) yield return part with { Kind = ChangeKind.Added, Sentence = new($"State '{state.Name}' is new.", $"新增状态“{state.Name}”。"), After = state.Name };
            else if (was.Name != state.Name)
                yield return part with
                {
                    Sentence = new($"State '{was.Name}' is called '{state.Name}' now.", $"状态“{was.Name}”改名为“{state.Name}”。"), Before = was.Name, After = state.Name,
                    Concerns = [.. Marks(was.Name).Concat(Marks(state.Name)).Distinct()],
                };
            if (was is not null && was.IsFinal != state.IsFinal)
                yield return part with { Sentence = state.IsFinal ? new($"State '{state.Name}' is marked as an end.", $"状态“{state.Name}”标记为终态。") : new($"State '{state.Name}' is no longer marked as an end.", $"状态“{state.Name}”不再标记为终态。") };
            if (was is not null && (was.Stage ?? "") != (state.Stage ?? ""))
                yield return part with
                {
                    Sentence = new($"State '{state.Name}' is of stage '{state.Stage ?? "none"}' instead of '{was.Stage ?? "none"}'.", $"状态“{state.Name}”的阶段由“{was.Stage ?? "无"}”改为“{state.Stage ?? "无"}”。"), Before = was.Stage, After = state.Stage,
                    Concerns = [.. Marks(was.Stage ?? "").Concat(Marks(state.Stage ?? "")).Append(Concern.Guard).Distinct().Order()],
                };
            foreach (var change in slots.Between(new($"entry of state '{state.Name}'", $"状态“{state.Name}”的进入活动"), part, was?.Entry ?? default, state.Entry)) yield return change;
            foreach (var change in slots.Between(new($"exit of state '{state.Name}'", $"状态“{state.Name}”的退出活动"), part, was?.Exit ?? default, state.Exit)) yield return change;
        }
    }

    private static IEnumerable<DefinitionChange> Variables(AuthoredDefinition? before, AuthoredDefinition after, WatchedVariables watched)
    {
        var old = (before?.Variables ?? []).DistinctBy(variable => variable.Name).ToDictionary(variable => variable.Name, StringComparer.Ordinal);
        foreach (var name in old.Keys.Where(name => !after.Variables.Any(variable => variable.Name == name)))
            yield return new(ChangeKind.Removed, ChangeSubject.Variable, name, new($"Variable '{name}' is gone.", $"删除变量“{name}”。")) { Concerns = watched.Of(name) };
        foreach (var variable in after.Variables.DistinctBy(variable => variable.Name))
        {
            var (text, was) = ($"{variable.TypeName} {InputValue.Of(variable.Initial)?.Shown}".TrimEnd(), old.GetValueOrDefault(variable.Name));
            if (was is null) yield return new(ChangeKind.Added, ChangeSubject.Variable, variable.Name, new($"Variable '{variable.Name}' is new.", $"新增变量“{variable.Name}”。")) { After = text, Concerns = Concerns(variable, watched) };
            else if ($"{was.TypeName} {InputValue.Of(was.Initial)?.Shown}".TrimEnd() is var then && then != text)
                yield return new(ChangeKind.Changed, ChangeSubject.Variable, variable.Name, new($"Variable '{variable.Name}' begins as {text} instead of {then}.", $"变量“{variable.Name}”的初始值由 {then} 改为 {text}。")) { Before = then, After = text, Concerns = Concerns(variable, watched) };
        }
    }

    /// <summary>What decides reads it, or no case may be able to carry what it begins with.</summary>
    private static ImmutableArray<Concern> Concerns(VariableDeclaration variable, WatchedVariables watched) =>
        SlotDiff.IsPlain(InputValue.Of(variable.Initial)) ? watched.Of(variable.Name) : [.. watched.Of(variable.Name).Append(Concern.Guard).Distinct().Order()];

    private static IEnumerable<Concern> Marks(string state) => ((Concern Concern, bool Is)[])[(Concern.Visit, ProtectedWays.IsVisit(state)), (Concern.Legal, ProtectedWays.IsLegal(state))] is var marks
        ? marks.Where(mark => mark.Is).Select(mark => mark.Concern) : [];

    private static string Description(AuthoredDefinition definition) => Json.Member(definition.Json, "description") is { ValueKind: JsonValueKind.String } text ? text.GetString()!.Trim() : "";

    private static string Capital(string sentence) => sentence.Length == 0 ? sentence : char.ToUpperInvariant(sentence[0]) + sentence[1..];

    private static DefinitionChange Part(string state) => new(ChangeKind.Changed, ChangeSubject.State, state, new("", "")) { State = state };
}
