using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>A state of one frame.</summary>
internal sealed record Standing(StateMachine Machine, State State);

/// <summary>Where a case can stand: one state per frame, outermost first.</summary>
internal sealed class Place(ImmutableArray<Standing> frames)
{
    private readonly ImmutableArray<string> _marks = [.. frames.SelectMany(frame => Stages.Of(frame.State))];

    public ImmutableArray<Standing> Frames => frames;

    public State Leaf => frames[^1].State;

    /// <summary>As cases say it: <c>Visit/VisitReview</c>.</summary>
    public string Path { get; } = string.Join('/', frames.Select(frame => frame.State.Name));

    /// <summary>Ways on, those of inner frames first.</summary>
    public List<Passage> Out { get; } = [];

    /// <summary>The outermost machine is over.</summary>
    public bool IsEnd => frames.Length == 1 && Leaf.IsFinal;

    /// <summary>The machine inside is over and an outer way takes its outcome at once.</summary>
    public bool IsLeftAtOnce => Leaf.Own.Any(way => way.Trigger is null && way.Condition is null) || Out.Any(passage => passage.Way.Trigger is Trigger.Submachine && Leaf.IsFinal);

    /// <summary>It runs a definition that nobody could find, so what happens inside is not known.</summary>
    public bool IsOpaque => Leaf.Submachine is not null;

    /// <summary>A case can wait here for something.</summary>
    public bool IsWaiting => !IsEnd && !IsLeftAtOnce && !IsOpaque;

    /// <summary>One of its states is of a stage.</summary>
    public bool Has(string stage) => HasMark(StateMark.Of(stage));

    /// <summary>One of its states is of a stage, by its mark.</summary>
    public bool HasMark(string mark) => _marks.Contains(mark);

    /// <summary>Acts that may have been planned by the time a case stands here.</summary>
    public IEnumerable<PlannedWords> MayPlan => frames.SelectMany(frame => frame.State.Entry?.MayPlan ?? []);
}

/// <summary>A way from one place to another.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it leads; null: back to where the case was (<c>^</c>).</param>
/// <param name="Way">The transition.</param>
/// <param name="Depth">The frame that it belongs to.</param>
internal sealed record Passage(Place From, Place? To, Transition Way, int Depth)
{
    /// <summary>Nobody needs to do anything for it: it is taken at once, by a clock, or because the machine inside is over.</summary>
    public bool IsAlone => Way.Trigger is null or Trigger.Timed || (Way.Trigger is Trigger.Submachine && From.Leaf.IsFinal);

    public string? EventName => (Way.Trigger as Trigger.OnEvent)?.ConstantName;

    /// <summary>Events published on the way, the entries of the states it enters included.</summary>
    public IEnumerable<string> Published => Runs.SelectMany(activity => activity.Publishes);

    /// <summary>Templates of acts planned on the way.</summary>
    public IEnumerable<string> Planned => Runs.SelectMany(activity => activity.Plans);

    /// <summary>Acts that may be planned on the way, in whichever branch.</summary>
    public IEnumerable<PlannedWords> MayPlan => Runs.SelectMany(activity => activity.MayPlan);

    /// <summary>The condition, whole; null where there is none.</summary>
    public string? Asks => Way.Condition?.Source;

    /// <summary>Variables set on the way.</summary>
    public IEnumerable<string> Sets => Runs.SelectMany(activity => activity.Sets);

    /// <summary>What they are set to, as it is written.</summary>
    public IEnumerable<(string Name, string Text)> Writes => Runs.SelectMany(activity => activity.Writes);

    /// <summary>Those of them that are set to a value that is always the same.</summary>
    public IEnumerable<(string Name, string Text)> Fixes => Runs.SelectMany(activity => activity.Fixes);

    private IEnumerable<Activity> Runs =>
        From.Frames.Skip(Depth).Select(frame => frame.State.Exit).Append(Way.Action).Concat(To?.Frames.Skip(Depth).Select(frame => frame.State.Entry) ?? []).OfType<Activity>();

    /// <summary>Comes into a stage from outside it.</summary>
    public bool Enters(string state) => To is not null && To.Has(state) && !From.Has(state);
}
