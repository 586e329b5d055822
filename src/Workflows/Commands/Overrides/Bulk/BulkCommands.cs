using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Workflows.Commands.Overrides.Bulk;

/// <summary>Tells what the same override would do to every case of a filter: how many it would be done to, how many not and why, and a few whole. Nothing is done.</summary>
/// <param name="Body"><c>{override, filter}</c>.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record PreviewBulkOverride(JsonElement Body, Actor Actor) : IQuery<Reply<BulkPreview>>, IActed;

/// <summary>What a bulk override would do.</summary>
/// <param name="Cases">Cases that the filter picks.</param>
/// <param name="WouldApply">Cases that it would be done to.</param>
/// <param name="Refusals">Why it would not be done to the others, the most frequent reason first.</param>
/// <param name="SecondPerson">Cases that take a second person each by themselves.</param>
/// <param name="NeedsApproval">A second person has to approve all of it.</param>
/// <param name="Sample">A few of them, whole.</param>
/// <param name="Override">What was previewed, to be asked for as it stands here: a <c>REPIN</c> names the versions that it was previewed with.</param>
public sealed record BulkPreview(int Cases, int WouldApply, ImmutableArray<BulkRefusal> Refusals, int SecondPerson, bool NeedsApproval, ImmutableArray<OverridePreview> Sample, JsonElement Override);

/// <summary>Cases that it would not be done to.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Count">How many.</param>
/// <param name="Example">One of them.</param>
public sealed record BulkRefusal(string Reason, int Count, string Example);

/// <summary>Asks for the same override on every case of a filter. The cases are picked now, each with the step it is at: one that moves on before its turn is left alone.</summary>
/// <param name="IdempotencyKey">The caller's key, 1 to 200 characters.</param>
/// <param name="Body"><c>{override, filter, reason, evidence?, ticket?, perMinute?, lookAfter?, canaryPercent?, failedPercentMax?}</c>.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor)]
public sealed record RequestBulkOverride(string? IdempotencyKey, JsonElement Body, Actor Actor) : ICommand<Reply<BulkSeen>>, IActed;

/// <summary>Approves a bulk override that somebody else asked for; it begins.</summary>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record ApproveBulkOverride(string BulkId, string? Reason, Actor Actor) : ICommand<Reply<BulkSeen>>, IActed;

/// <summary>Says no to a bulk override.</summary>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record DeclineBulkOverride(string BulkId, string? Reason, Actor Actor) : ICommand<Reply<BulkSeen>>, IActed;

/// <summary>Stops a bulk override for now.</summary>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record PauseBulkOverride(string BulkId, string? Reason, Actor Actor) : ICommand<Reply<BulkSeen>>, IActed;

/// <summary>Lets a bulk override go on: after a look at the first cases, after a pause, or after it stopped by itself.</summary>
[Allow(Role.Supervisor)]
public sealed record ContinueBulkOverride(string BulkId, string? Reason, Actor Actor) : ICommand<Reply<BulkSeen>>, IActed;

/// <summary>Ends a bulk override; what is done stays done, and each case can be undone by itself where that does no harm.</summary>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record CancelBulkOverride(string BulkId, string? Reason, Actor Actor) : ICommand<Reply<BulkSeen>>, IActed;

/// <summary>Undoes a bulk override case by case, where nothing has happened in the case since. A case that has moved on stays as it is.</summary>
[Allow(Role.Supervisor)]
public sealed record UndoBulkOverride(string BulkId, string? Reason, Actor Actor) : ICommand<Reply<BulkSeen>>, IActed;

/// <summary>Bulk overrides, newest first.</summary>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record ListBulkOverrides(BulkStatus? Status, int Limit, Actor Actor) : IQuery<Reply<IReadOnlyList<BulkSeen>>>, IActed;

/// <summary>One bulk override with how far it is.</summary>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record GetBulkOverride(string BulkId, Actor Actor) : IQuery<Reply<BulkSeen>>, IActed;

/// <summary>Cases of a bulk override in turn, with what became of each.</summary>
/// <param name="BulkId">The bulk override.</param>
/// <param name="Status">Only those; null: all.</param>
/// <param name="After">The last turn already read.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record ListBulkItems(string BulkId, BulkItemStatus? Status, int After, int Limit, Actor Actor) : IQuery<Reply<IReadOnlyList<BulkItemRecord>>>, IActed;

/// <summary>A bulk override as somebody sees it.</summary>
/// <param name="Row">The bulk override.</param>
/// <param name="Counts">How many of its cases stand where.</param>
/// <param name="IsExpired">Nobody approved it in time.</param>
/// <param name="MayApprove">Whoever looks may approve it.</param>
public sealed record BulkSeen(BulkRecord Row, IReadOnlyDictionary<BulkItemStatus, int> Counts, bool IsExpired, bool MayApprove);
