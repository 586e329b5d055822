using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Workflows.Commands.Overrides;

/// <summary>Tells what an override would do to a case, and who would have to approve it. Nothing is done.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Verb">What is to be done: <c>{"verb":"EXTEND_DEADLINE","transition":"T55-escalated","by":"P5D"}</c>.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record PreviewOverride(string CaseId, JsonElement Verb, Actor Actor) : IQuery<Reply<OverridePreview>>, IAboutCase;

/// <summary>What an override would do.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Sequence">The step on which this was previewed: whoever asks for the override names it, and a case that has moved on does not take it.</param>
/// <param name="Verb">What would be done.</param>
/// <param name="Consequences">Everything that would come of it; the journal has the same list.</param>
/// <param name="Rule">Who decides, and why.</param>
/// <param name="UndoMinutes">Minutes in which it could be undone; 0: not at all.</param>
public sealed record OverridePreview(string CaseId, string State, long Sequence, JsonElement Verb, JsonElement Consequences, ApprovalRule Rule, int UndoMinutes);

/// <summary>Asks for an override. It is done at once, or waits for a second person where the policy wants one.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="IdempotencyKey">The caller's key, 1 to 200 characters: the same again is the same override.</param>
/// <param name="Body"><c>{override, sequence, reason: {code, text}, evidence?, ticket?}</c>.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor)]
public sealed record RequestOverride(string CaseId, string? IdempotencyKey, JsonElement Body, Actor Actor) : ICommand<Reply<OverrideReply>>, IAboutCase
{
    /// <summary>The id that an override of a case gets from the caller's key.</summary>
    public static string IdOf(string caseId, string idempotencyKey) => Grains.CaseId.From(caseId, $"override/{idempotencyKey}");
}

/// <summary>Approves an override that somebody else asked for, and does it. One whose case has moved since the preview is void.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="OverrideId">The override.</param>
/// <param name="Reason">Why, 1 to 2000 characters.</param>
/// <param name="Actor">Who approves it; never who asked for it.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record ApproveOverride(string CaseId, string OverrideId, string? Reason, Actor Actor) : ICommand<Reply<OverrideReply>>, IAboutCase;

/// <summary>Says no to an override that waits for a second person.</summary>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record DeclineOverride(string CaseId, string OverrideId, string? Reason, Actor Actor) : ICommand<Reply<OverrideReply>>, IAboutCase;

/// <summary>Takes back an override that waits for a second person; only who asked for it.</summary>
[Allow(Role.Supervisor)]
public sealed record WithdrawOverride(string CaseId, string OverrideId, string? Reason, Actor Actor) : ICommand<Reply<OverrideReply>>, IAboutCase;

/// <summary>Undoes an override, where that does no harm: within the policy's minutes, and while nothing has happened in the case since.</summary>
[Allow(Role.Supervisor)]
public sealed record UndoOverride(string CaseId, string OverrideId, string? Reason, Actor Actor) : ICommand<Reply<OverrideReply>>, IAboutCase;

/// <summary>An override and, where it was done by this very command, what the case made of it.</summary>
/// <param name="Seen">The override.</param>
/// <param name="Case">The case's answer; null where nothing was done to it.</param>
public sealed record OverrideReply(OverrideSeen Seen, CaseAnswer? Case = null);

/// <summary>An override as somebody sees it.</summary>
/// <param name="Row">The override.</param>
/// <param name="IsExpired">Nobody approved it in time.</param>
/// <param name="MayApprove">Whoever looks may approve it.</param>
/// <param name="UndoUntil">Until when it may be undone (UTC), while nothing happens in the case; null: not at all.</param>
public sealed record OverrideSeen(OverrideRecord Row, bool IsExpired, bool MayApprove, DateTimeOffset? UndoUntil)
{
    /// <summary>The business key of its case, in a list over many cases; null elsewhere.</summary>
    public string? CaseKey { get; init; }
}

/// <summary>Overrides, newest first: of one case or of all.</summary>
/// <param name="CaseId">The case; null: all.</param>
/// <param name="Status">Only those; null: all.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record ListOverrides(string? CaseId, OverrideStatus? Status, int Limit, Actor Actor) : IQuery<Reply<IReadOnlyList<OverrideSeen>>>, IAboutCase;

/// <summary>Overrides that wait for somebody like whoever asks, the most urgent first. Whoever sees some tenants only sees those of their cases.</summary>
[Allow(Role.Supervisor, Role.Compliance), ForScoped]
public sealed record ListApprovals(int Limit, Actor Actor) : IQuery<Reply<IReadOnlyList<OverrideSeen>>>, IActed;

/// <summary>One override.</summary>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record GetOverride(string CaseId, string OverrideId, Actor Actor) : IQuery<Reply<OverrideSeen>>, IAboutCase;

/// <summary>What can be done to a case now, and what nobody can.</summary>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record GetOverrideOptions(string CaseId, Actor Actor) : IQuery<Reply<OverrideOptions>>, IAboutCase;

/// <summary>The answer to <see cref="GetOverrideOptions"/>.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Sequence">The step it is at.</param>
/// <param name="Verbs">Every verb, with what stands against it.</param>
/// <param name="Targets">States that it can be moved to.</param>
/// <param name="Deadlines">Deadlines that can go on longer.</param>
/// <param name="Steps">Optional steps that can be skipped.</param>
/// <param name="Holds">Holds that are open.</param>
/// <param name="Reasons">Reasons that somebody may give.</param>
/// <param name="Never">What no override reaches.</param>
public sealed record OverrideOptions(
    string CaseId, string State, long Sequence, ImmutableArray<VerbOption> Verbs, ImmutableArray<string> Targets, ImmutableArray<DeadlineOption> Deadlines, ImmutableArray<string> Steps,
    ImmutableArray<HoldOption> Holds, ImmutableArray<OverrideReason> Reasons, ImmutableArray<NeverRule> Never);

/// <summary>A verb, for a case.</summary>
/// <param name="Verb">Its name.</param>
/// <param name="Against">Why it cannot be done now; null where it can.</param>
public sealed record VerbOption(string Verb, string? Against);

/// <summary>A deadline that can go on longer.</summary>
/// <param name="Transition">The transition that it triggers.</param>
/// <param name="DueAt">When it is due (UTC); null while it stands still.</param>
/// <param name="Last">Until when it may run (UTC); null where only the policy's days bound it.</param>
public sealed record DeadlineOption(string Transition, DateTimeOffset? DueAt, DateTimeOffset? Last);

/// <summary>A hold that is open.</summary>
/// <param name="Hold">Its name.</param>
/// <param name="Against">Why nobody can let it go; null where two persons can.</param>
public sealed record HoldOption(string Hold, string? Against);

/// <summary>The override policy in force.</summary>
[Allow(Role.Supervisor, Role.Compliance, Role.Designer), ForScoped]
public sealed record GetOverridePolicy(Actor Actor) : IQuery<Reply<OverridePolicy>>, IActed;
