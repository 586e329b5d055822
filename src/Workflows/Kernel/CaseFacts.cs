using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>What is known about a case beside where its machine stands: the case file. The kernel only shows it to expressions, as <c>case</c>.</summary>
public abstract record CaseFacts
{
    /// <summary>The file as one JSON object. Two equal files give the same bytes.</summary>
    public abstract JsonElement ToJson();

    /// <summary>Writes the same object.</summary>
    public virtual void Write(Utf8JsonWriter json) => Values.Write(json, ToJson());

    /// <summary>Name of the file's shape, which is kept beside it: what is in a file never says what it is.</summary>
    public abstract string Shape { get; }

    /// <summary>Names of the holds that are open now. A deadline whose trigger stops for one of them stands still until all of those are gone.</summary>
    public virtual ImmutableSortedSet<string> Holds => NoHolds;

    /// <summary>Points in time at which the file itself wants to hear something, whatever state the case is in: the end of a hold, an alarm of a limitation period.</summary>
    public virtual ImmutableArray<Reminder> Reminders => [];

    /// <summary>Whether a reminder comes also after the case was closed: what somebody's life hangs on, or an answer that is owed, does not end with the debt.</summary>
    public virtual bool Outlasts(Reminder reminder) => false;

    /// <summary>Whose right a reminder of the file keeps.</summary>
    public virtual DeadlineRisk RiskOf(Reminder reminder) => DeadlineRisk.House;

    /// <summary>What in the file waits for a person.</summary>
    public virtual IEnumerable<Concern> Concerns => [];

    /// <summary>The same, with what only where the case stands makes wait for one; of a closed case what outlasts it.</summary>
    public virtual IEnumerable<Concern> ConcernsAt(Snapshot snapshot) => snapshot.Status == CaseStatus.Completed ? [] : Concerns;

    /// <summary>By what in the file people look for the case.</summary>
    public virtual IEnumerable<CaseMark> Marks => [];

    /// <summary>A text that a definition makes for lists, such as a display name, without what the file holds in confidence.</summary>
    public virtual string ForLists(string text) => text;

    /// <summary>What the case's clocks are counted by; null: days without a place, and no rules. Whoever decides puts it in; it is no part of the file.</summary>
    public CaseClocks? Clocks { get; init; }

    /// <summary>The same file with other <see cref="Clocks"/>.</summary>
    public virtual CaseFacts WithClocks(CaseClocks? clocks) => this with { Clocks = clocks };

    private static ImmutableSortedSet<string> NoHolds { get; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
}

/// <summary>An event that the house raises on a case by itself when its time comes.</summary>
/// <param name="EventType">The event.</param>
/// <param name="Key">What it is about; the event's data is <c>{"key": …}</c>.</param>
/// <param name="DueAt">When (UTC).</param>
public sealed record Reminder(string EventType, string Key, DateTimeOffset DueAt);

/// <summary>Something that the figures of the house count.</summary>
/// <param name="Figure">Which figure, <c>COMPLAINT</c> or <c>CLOSED:ClosedPaid</c>.</param>
/// <param name="Amount">How much of it, in minor units of <paramref name="Currency"/>; 0 where only the number counts.</param>
/// <param name="Currency">ISO 4217; null where there is no amount.</param>
public sealed record Tally(string Figure, long Amount = 0, string? Currency = null);

/// <summary>Opens a case file and folds facts into it. Pure: the answer depends on the arguments alone.</summary>
public abstract class FactFolder
{
    /// <summary>The case file of a case that starts now, from the body that started it.</summary>
    public abstract CaseFacts Open(JsonElement start, DateTimeOffset now);

    /// <summary>The file with one more fact in it. A fact that says nothing about the file returns it unchanged.</summary>
    public abstract CaseFacts Fold(CaseFacts facts, WorkflowEvent.Raised fact, DateTimeOffset now);

    /// <summary>Whether every case may hear an event, whichever definition it runs.</summary>
    public virtual bool Knows(string eventType) => false;

    /// <summary>Names of the events that every case may hear, to tell what somebody probably meant.</summary>
    public virtual IReadOnlyCollection<string> EventNames => [];

    /// <summary>Everything about a fact that does not fit the file. One that does not fit is never folded.</summary>
    public virtual IEnumerable<string> Faults(CaseFacts facts, WorkflowEvent.Raised fact, DateTimeOffset now) => [];

    /// <summary>Why a fact that is kept says nothing new, so that nothing is to come of it, as a sentence; null where it does: a payment that is on file already.</summary>
    public virtual string? Repeats(CaseFacts facts, WorkflowEvent.Raised fact) => null;

    /// <summary>What the house does by itself because of a fact that is kept, whatever the definition: it goes out with the same commit.</summary>
    /// <param name="before">The case before the fact.</param>
    /// <param name="after">The file with the fact in it.</param>
    /// <param name="fact">The fact.</param>
    public virtual IEnumerable<Effect> Follow(Snapshot before, CaseFacts after, WorkflowEvent.Raised fact) => [];

    /// <summary>The file with the lengths in it as its <see cref="CaseFacts.Clocks"/> set them now; unchanged where they say what they said before.</summary>
    public virtual CaseFacts Recount(CaseFacts facts) => facts;

    /// <summary>What a fact that is kept adds to the figures of the house.</summary>
    public virtual IEnumerable<Tally> Tallies(CaseFacts before, CaseFacts after, WorkflowEvent.Raised fact) => [];

    /// <summary>Reads back what <see cref="CaseFacts.ToJson"/> wrote.</summary>
    /// <param name="json">The file.</param>
    /// <param name="shape">Its <see cref="CaseFacts.Shape"/>; null in a snapshot from before shapes were kept.</param>
    public abstract CaseFacts Read(JsonElement json, string? shape = null);
}
