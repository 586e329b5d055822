using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Commands.Overrides.Bulk;

/// <summary>Which cases a bulk override picks: running ones to which everything that is said here applies.</summary>
/// <param name="Ids">Only these.</param>
/// <param name="State">State path, or its first part.</param>
/// <param name="Definition">The definition that they run.</param>
/// <param name="Version">Its version.</param>
/// <param name="Faulted">Only faulted ones, or only the others.</param>
/// <param name="Text">Start of a case id, a business key or a name.</param>
internal sealed record BulkFilter(ImmutableArray<string>? Ids = null, string? State = null, string? Definition = null, int? Version = null, bool? Faulted = null, string? Text = null);

/// <summary>Something that a person did to a bulk override.</summary>
/// <param name="What"><c>approve</c>, <c>decline</c>, <c>pause</c>, <c>continue</c>, <c>cancel</c>, <c>undo</c>; <c>stop</c> and <c>look</c> are the house's.</param>
/// <param name="By">Who.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Reason">Why.</param>
/// <param name="Roles">What the person may do, where it approved.</param>
internal sealed record BulkAct(string What, string By, DateTimeOffset At, string Reason, ImmutableArray<string>? Roles = null);

/// <summary>All that is kept of a bulk override beside its cases.</summary>
/// <param name="Override">The verb.</param>
/// <param name="Filter">Which cases were picked.</param>
/// <param name="ReasonCode">The reason of the policy.</param>
/// <param name="ReasonText">In the person's own words.</param>
/// <param name="Evidence">What proves it.</param>
/// <param name="Ticket">The ticket.</param>
/// <param name="Policy">The policy under which it was asked for.</param>
/// <param name="Cases">How many cases were picked.</param>
/// <param name="PerMinute">At most so many a minute.</param>
/// <param name="LookAfter">After so many it stops until somebody has looked.</param>
/// <param name="FailedPercentMax">It stops when more than this share was refused or failed.</param>
/// <param name="Approvers">Roles of which a second person has one; empty: none is needed.</param>
/// <param name="ExpiresAt">Until when it may be approved (UTC).</param>
/// <param name="BodyHash">SHA-256 of the request.</param>
internal sealed record BulkPlan(
    JsonElement Override, BulkFilter Filter, string ReasonCode, string ReasonText, ImmutableArray<string> Evidence, string? Ticket, string Policy, int Cases, int PerMinute, int LookAfter, int FailedPercentMax,
    ImmutableArray<string> Approvers, DateTimeOffset? ExpiresAt, string BodyHash)
{
    /// <summary>What was done to it, oldest first.</summary>
    public ImmutableArray<BulkAct> Acts { get; init; } = [];

    /// <summary>Since when it runs (UTC).</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>Cases that had their turn when it began to run.</summary>
    public int DoneBefore { get; init; }

    /// <summary>Cases of them that were refused or failed.</summary>
    public int FailedBefore { get; init; }

    /// <summary>Somebody has looked at the first cases.</summary>
    public bool IsLookedAt { get; init; }

    /// <summary>The share of its cases after which it stops once more until somebody has looked; null: no share.</summary>
    public int? CanaryPercent { get; init; }

    /// <summary>Somebody has looked at the share as well.</summary>
    public bool IsShareLookedAt { get; init; }

    /// <summary>After how many cases it stops until somebody has looked; null: nobody has to look any more.</summary>
    [JsonIgnore]
    public int? NextLook => !IsLookedAt ? LookAfter : !IsShareLookedAt && CanaryPercent is { } percent && (int)Math.Ceiling(Cases * (percent / 100.0)) is var share && share > LookAfter ? share : null;

    /// <summary>Cases that the filter picked and that would not have taken it: they get no turn.</summary>
    public ImmutableArray<BulkRefusal>? LeftOut { get; init; }

    /// <summary>Why it stopped by itself.</summary>
    public string? Stopped { get; init; }

    /// <summary>Who had it undone.</summary>
    public BulkAct? Undoing => Acts.LastOrDefault(act => act.What == "undo");

    /// <summary>Who approved it.</summary>
    public BulkAct? Approval => Acts.LastOrDefault(act => act.What == "approve");

    /// <summary>As it is stored.</summary>
    public string Write() => JsonSerializer.Serialize(this, FactJson.Options);

    /// <summary>Reads it back.</summary>
    public static BulkPlan Read(string json) => JsonSerializer.Deserialize<BulkPlan>(json, FactJson.Options) ?? throw new JsonException("A bulk override that says nothing.");

    /// <summary>The same with something more done to it.</summary>
    public BulkPlan With(string what, string by, DateTimeOffset now, string reason) => this with { Acts = Acts.Add(new BulkAct(what, by, now, reason)) };

    /// <summary>The same from now on running.</summary>
    public BulkPlan Begun(DateTimeOffset now, int done, int failed) => this with { RunningSince = now, DoneBefore = done, FailedBefore = failed, Stopped = null };
}
