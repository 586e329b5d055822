using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Deadlines.Outages;

/// <summary>A deadline that the guards hold back.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Id">The deadline.</param>
/// <param name="Transition">The transition that it triggers.</param>
/// <param name="DueAt">When it was due (UTC).</param>
/// <param name="Since">Since when it is held back (UTC).</param>
/// <param name="Until">When the guards are asked again (UTC).</param>
/// <param name="Reason">What they say, for a person.</param>
public sealed record HeldDeadline(string CaseId, string Id, string Transition, DateTimeOffset DueAt, DateTimeOffset Since, DateTimeOffset Until, string Reason);

/// <summary>What is written down of catching up with one outage.</summary>
/// <param name="Overdue">Deadlines that had fallen due when it was over.</param>
/// <param name="Held">Those that the guards hold back, as far as they are named.</param>
public sealed record CatchUpRecord(long Overdue, ImmutableArray<HeldDeadline> Held);

/// <summary>How far the house is with what fell due in one outage.</summary>
/// <param name="Outage">The outage.</param>
/// <param name="Overdue">Deadlines that had fallen due when it was over; null where that was not counted.</param>
/// <param name="Waiting">Those whose turn has not come, by whose right they keep.</param>
/// <param name="HeldBack">Those that are put off: they wait to be heard, the guards hold them back, or their case could not be reached.</param>
/// <param name="Faulted">Those whose step faulted; they wait for a person.</param>
/// <param name="Held">Those that the guards hold back, as far as they are named.</param>
public sealed record CatchUp(Outage Outage, long? Overdue, ImmutableSortedDictionary<DeadlineRisk, long> Waiting, long HeldBack, long Faulted, ImmutableArray<HeldDeadline> Held)
{
    /// <summary>Those that are dealt with: applied, or no longer waited for.</summary>
    public long? Done => Overdue is { } all ? Math.Max(0, all - Waiting.Values.Sum() - HeldBack - Faulted) : null;

    /// <summary>Nothing of it waits for its turn any more, or is held back.</summary>
    public bool IsOver => HeldBack == 0 && Waiting.IsEmpty;
}

[JsonSerializable(typeof(CatchUpRecord))]
internal sealed partial class CatchUpJson : JsonSerializerContext;
