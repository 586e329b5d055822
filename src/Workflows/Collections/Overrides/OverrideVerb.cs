using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>What a supervisor may do to a case (domain.md b.5). There is nothing else.</summary>
public enum OverrideKind
{
    /// <summary>Give the case to another unit or agent.</summary>
    Reassign,

    /// <summary>Give an armed deadline more time.</summary>
    ExtendDeadline,

    /// <summary>Offer the event that faulted again.</summary>
    RetryStep,

    /// <summary>Skip a step that the definition calls optional.</summary>
    SkipStep,

    /// <summary>Move the case along a way that the definition draws for supervisors.</summary>
    Move,

    /// <summary>Open a hold.</summary>
    AddHold,

    /// <summary>Ask that a hold be let go; two persons.</summary>
    ReleaseHold,

    /// <summary>Call a visit off before it begins.</summary>
    CancelVisit,

    /// <summary>Let the case run the published version of its definitions.</summary>
    Repin,

    /// <summary>Stop what the case does by itself.</summary>
    Suspend,

    /// <summary>End a suspension.</summary>
    Resume,

    /// <summary>Take the case back from collection.</summary>
    Close,

    /// <summary>Take back a hold that was just opened; only as the undoing of <see cref="AddHold"/>.</summary>
    TakeBackHold,

    /// <summary>Go back to the versions that the case ran before; only as the undoing of <see cref="Repin"/>.</summary>
    GoBack,
}

/// <summary>An override, with what belongs to it. A closed family: what is no verb cannot be asked for, whoever asks.</summary>
public abstract record OverrideVerb
{
    private OverrideVerb(OverrideKind kind) => Kind = kind;

    /// <summary>Which.</summary>
    public OverrideKind Kind { get; }

    /// <summary>Its name, as JSON has it: <c>EXTEND_DEADLINE</c>.</summary>
    public string Name => FactJson.Word(Kind);

    /// <summary>Gives the case to another unit or agent; the agent has to be registered, free and fit (S14).</summary>
    public sealed record Reassign(string Unit, string? Agent = null, string? Region = null, ImmutableArray<string>? Skills = null) : OverrideVerb(OverrideKind.Reassign)
    {
        /// <summary>The fact that it is.</summary>
        public CaseAssigned Fact => new(Unit, Agent, Region, Skills);
    }

    /// <summary>Gives a deadline more time; less than zero only where that undoes an extension.</summary>
    /// <param name="Transition">The transition that it triggers.</param>
    /// <param name="By">How much more.</param>
    public sealed record ExtendDeadline(string Transition, TimeSpan By) : OverrideVerb(OverrideKind.ExtendDeadline);

    /// <summary>Offers the event that faulted again.</summary>
    public sealed record RetryStep() : OverrideVerb(OverrideKind.RetryStep);

    /// <summary>Skips an optional step.</summary>
    /// <param name="Transition">The transition that is taken without waiting.</param>
    public sealed record SkipStep(string Transition) : OverrideVerb(OverrideKind.SkipStep);

    /// <summary>Moves the case.</summary>
    /// <param name="Target">Name of the state; capitals and <c>_</c> do not count.</param>
    public sealed record Move(string Target) : OverrideVerb(OverrideKind.Move);

    /// <summary>Opens a hold.</summary>
    /// <param name="Hold">Which.</param>
    /// <param name="Until">When somebody looks at it again (UTC); null: until its ground is gone.</param>
    public sealed record AddHold(Hold Hold, DateTimeOffset? Until = null) : OverrideVerb(OverrideKind.AddHold);

    /// <summary>Lets a hold go; never that of a death, an incapacity or an insolvency while its ground stands.</summary>
    /// <param name="Hold">Which.</param>
    public sealed record ReleaseHold(Hold Hold) : OverrideVerb(OverrideKind.ReleaseHold);

    /// <summary>Calls the visit off.</summary>
    public sealed record CancelVisit() : OverrideVerb(OverrideKind.CancelVisit);

    /// <summary>Goes over to the published versions.</summary>
    /// <param name="Version">The version of the case's own definition to insist on.</param>
    /// <param name="Mapping">States that have other names there, and what becomes of deadlines; null: all stay as they are.</param>
    /// <param name="Published">The versions that it was previewed with, by definition; where another one is published since, nothing is done. Null: whichever are published when it is asked for.</param>
    public sealed record Repin(int? Version = null, RepinPlan? Mapping = null, ImmutableSortedDictionary<string, int>? Published = null) : OverrideVerb(OverrideKind.Repin);

    /// <summary>Goes back to where the case stood before it went over.</summary>
    /// <param name="Pins">The versions that it ran.</param>
    /// <param name="Frames">Where it stood, as JSON.</param>
    public sealed record GoBack(ImmutableSortedDictionary<string, int> Pins, JsonElement Frames) : OverrideVerb(OverrideKind.GoBack);

    /// <summary>Stops what the case does by itself.</summary>
    /// <param name="Until">Until when that is meant to last (UTC).</param>
    public sealed record Suspend(DateTimeOffset Until) : OverrideVerb(OverrideKind.Suspend);

    /// <summary>Ends a suspension.</summary>
    public sealed record Resume() : OverrideVerb(OverrideKind.Resume);

    /// <summary>Takes the case back from collection; the debt is as it was.</summary>
    public sealed record Close() : OverrideVerb(OverrideKind.Close);

    /// <summary>Takes back a hold that was just opened.</summary>
    /// <param name="Hold">Which.</param>
    public sealed record TakeBackHold(Hold Hold) : OverrideVerb(OverrideKind.TakeBackHold);
}
