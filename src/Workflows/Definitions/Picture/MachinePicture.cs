using System.Collections.Immutable;
using Doorstep.Workflows.Definitions.Difference;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Picture;

/// <summary>How a part of a picture is marked.</summary>
public enum PictureMark
{
    /// <summary>As it was.</summary>
    Same,

    /// <summary>New.</summary>
    Added,

    /// <summary>Gone.</summary>
    Removed,

    /// <summary>Another one.</summary>
    Changed,
}

/// <summary>A state in a picture.</summary>
/// <param name="Name">Its name now.</param>
/// <param name="Mark">What became of it.</param>
/// <param name="IsInitial">Cases begin here.</param>
internal sealed record PictureState(string Name, PictureMark Mark, bool IsInitial);

/// <summary>All transitions from one state to another: one line.</summary>
/// <param name="From">The source.</param>
/// <param name="To">The target.</param>
/// <param name="Ways">Keys, each with its mark and with what is said of it.</param>
internal sealed record PictureLine(string From, string To, ImmutableArray<(string Key, PictureMark Mark)> Ways)
{
    /// <summary>New where all are new, gone where all are gone; otherwise changed as soon as one is not as it was.</summary>
    public PictureMark Mark { get; } = Ways.Select(way => way.Mark).Distinct().ToArray() is [var only] ? only : PictureMark.Changed;
}

/// <summary>What there is to draw of two versions: the states and transitions of both.</summary>
internal sealed record MachinePicture(ImmutableArray<PictureState> States, ImmutableArray<PictureLine> Lines)
{
    public static MachinePicture Of(DefinitionChanges changes)
    {
        var (before, after) = (changes.Before, changes.After);
        var gone = (before?.States ?? []).Select(state => changes.Renamed.GetValueOrDefault(state.Name, state.Name)).Where(name => !after.States.Any(state => state.Name == name));
        var states = after.States.Select(state => state.Name).Concat(gone).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)
            .Select(name => new PictureState(name, Mark(changes.Changes.Where(change => change.State == name)), name == after.InitialState)).ToImmutableArray();
        return new MachinePicture(states, Grouped(changes, [.. states.Select(state => state.Name)]));
    }

    /// <summary>One version by itself. What leaves every state, and what goes back, is left out: it would lie over everything else.</summary>
    public static MachinePicture Of(AuthoredDefinition definition)
    {
        var states = definition.States.Select(state => state.Name).Where(name => name is not ("" or "*" or "^")).Distinct(StringComparer.Ordinal)
            .Select(name => new PictureState(name, PictureMark.Same, name == definition.InitialState)).ToImmutableArray();
        var names = states.Select(state => state.Name).ToHashSet(StringComparer.Ordinal);
        return new MachinePicture(states,
        [
            .. TransitionKeys.Of(definition).Zip(definition.Transitions).Where(pair => names.Contains(pair.Second.From) && names.Contains(pair.Second.To)).GroupBy(pair => (pair.Second.From, pair.Second.To))
                .Select(same => new PictureLine(same.Key.From, same.Key.To, [.. same.Select(pair => (pair.First, PictureMark.Same))])),
        ]);
    }

    private static ImmutableArray<PictureLine> Grouped(DefinitionChanges changes, HashSet<string> states)
    {
        var now = TransitionKeys.Of(changes.After).Zip(changes.After.Transitions);
        var then = changes.Before is { } before ? TransitionKeys.Of(before).Zip(before.Transitions) : [];
        var ways = now.Select(pair => (Key: pair.First, pair.Second.From, pair.Second.To)).Concat(
            then.Where(old => !now.Any(pair => pair.First == old.First)).Select(pair => (Key: pair.First, From: Now(changes, pair.Second.From), To: Now(changes, pair.Second.To))));
        return
        [
            .. ways.Where(way => states.Contains(way.From) && states.Contains(way.To)).GroupBy(way => (way.From, way.To))
                .Select(same => new PictureLine(same.Key.From, same.Key.To, [.. same.Select(way => (way.Key, Mark(changes.Changes.Where(change => change.Transition == way.Key))))])),
        ];
    }

    private static string Now(DefinitionChanges changes, string state) => changes.Renamed.GetValueOrDefault(state, state);

    private static PictureMark Mark(IEnumerable<DefinitionChange> changes)
    {
        DefinitionChange[] all = [.. changes];
        if (all.Length == 0) return PictureMark.Same;
        var whole = all.FirstOrDefault(change => change.Subject is ChangeSubject.State or ChangeSubject.Transition && change.Kind != ChangeKind.Changed);
        return whole?.Kind switch { ChangeKind.Added => PictureMark.Added, ChangeKind.Removed => PictureMark.Removed, _ => PictureMark.Changed };
    }
}
