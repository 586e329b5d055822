using System.Diagnostics.Metrics;

namespace Doorstep.Workflows.Watching;

/// <summary>What the engine shows of itself while it works. Tags are names of definitions, guards and the like, of which there are few; never a case, a person or a word that somebody said.
/// docs/operations.md says of each instrument what to do about it.</summary>
public static class Watch
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "Doorstep";

    private static readonly Meter Doorstep = new(Name);

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60] };

    /// <summary>Steps committed, by <c>definition</c>, <c>cause</c> and <c>outcome</c>.</summary>
    internal static readonly Counter<long> Transitions = Doorstep.CreateCounter<long>("doorstep.transitions", "{step}", "Steps of cases that were committed.");

    /// <summary>Refusals of acts, by <c>guard</c> and <c>act</c>.</summary>
    internal static readonly Counter<long> Refusals = Doorstep.CreateCounter<long>("doorstep.guard.refusals", "{refusal}", "Acts that a guard refused, each time it was asked.");

    /// <summary>How long after they were due deadlines were applied, by <c>risk</c>.</summary>
    internal static readonly Histogram<double> Lateness = Doorstep.CreateHistogram<double>("doorstep.deadline.lateness", "s", "How long after it was due a deadline was applied.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1, 1.5, 5, 10, 60, 600, 3600, 86400] });

    /// <summary>How long a sweep took.</summary>
    internal static readonly Histogram<double> SweepTime = Doorstep.CreateHistogram<double>("doorstep.sweep.duration", "s", "How long a sweep of the due-table took.", advice: Seconds);

    /// <summary>Writes in one transaction.</summary>
    internal static readonly Histogram<int> BatchSize = Doorstep.CreateHistogram<int>("doorstep.commit.batch.size", "{write}", "Writes that shared one transaction.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500] });

    /// <summary>How long one transaction took.</summary>
    internal static readonly Histogram<double> CommitTime = Doorstep.CreateHistogram<double>("doorstep.commit.duration", "s", "How long a transaction took until it was on the disk.", advice: Seconds);

    /// <summary>Transactions that the database did not take.</summary>
    internal static readonly Counter<long> CommitFailures = Doorstep.CreateCounter<long>("doorstep.commit.failures", "{transaction}", "Transactions that the database did not take.");

    /// <summary>Cases that came into memory.</summary>
    internal static readonly Counter<long> Activations = Doorstep.CreateCounter<long>("doorstep.grain.activations", "{case}", "Cases that came into the memory of this host.");

    /// <summary>Cases in memory.</summary>
    internal static readonly Gauge<int> Active = Doorstep.CreateGauge<int>("doorstep.grain.active", "{case}", "Cases in the memory of this host.");

    /// <summary>Messages in the outbox, by <c>status</c>.</summary>
    internal static readonly Gauge<long> Depth = Doorstep.CreateGauge<long>("doorstep.outbox.depth", "{message}", "Messages in the outbox: due now, waiting for later, or given up.");

    /// <summary>How long the oldest message has been due.</summary>
    internal static readonly Gauge<double> Age = Doorstep.CreateGauge<double>("doorstep.outbox.age", "s", "How long the oldest message that is due has been due.");

    /// <summary>Attempts to deliver, by <c>channel</c> and <c>outcome</c>.</summary>
    internal static readonly Counter<long> Deliveries = Doorstep.CreateCounter<long>("doorstep.outbox.deliveries", "{attempt}", "Attempts to deliver a message.");

    /// <summary>Whether the house waits for a person after a restore.</summary>
    internal static readonly Gauge<int> Reconciling = Doorstep.CreateGauge<int>("doorstep.reconciling", "{house}", "1 while the house sends nothing because its database is older than what was sent.");

    /// <summary>A tag.</summary>
    internal static KeyValuePair<string, object?> Tag(string name, object? value) => KeyValuePair.Create(name, value);
}
