using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Workflows.Commands.Overrides.Bulk;

internal sealed partial class BulkRequestHandler(OverrideRunner runner, BulkTargets targets, BulkStore store) : IQueryHandler<PreviewBulkOverride, Reply<BulkPreview>>, ICommandHandler<RequestBulkOverride, Reply<BulkSeen>>
{
    private const int KeyMax = 200;
    private const int RefusalsMax = 20;

    private const string NoRule = "No policy says how the same is done to many cases, so it is not.";

    public async ValueTask<Reply<BulkPreview>> Handle(PreviewBulkOverride query, CancellationToken cancellationToken)
    {
        if (runner.Policy.Bulk is not { } rule) return Refuse.Impossible<BulkPreview>(NoRule);
        var faults = new List<Fault>();
        if (BulkOrder.Read(query.Body, runner.Policy, rule, isPreview: true, faults) is not { } order) return Refuse.Invalid<BulkPreview>("The bulk override cannot be previewed as it is.", faults);
        var cases = await targets.PickAsync(order.Filter, rule.CasesMax, cancellationToken);
        if (TooMany<BulkPreview>(cases, rule) is { } refused) return refused;
        var verb = await runner.PinnedAsync(order.Verb, cases.Select(one => one.DefinitionId), cancellationToken);
        var count = await targets.CountAsync(verb, cases, query.Actor, cancellationToken);
        return new Reply<BulkPreview>.Done(new BulkPreview(
            cases.Count, cases.Count - count.Refusals.Length, Grouped(count), count.SecondPerson, !Approvers(cases.Count - count.Refusals.Length, count.SecondPerson, rule).IsEmpty, count.Sample, VerbText.Write(verb)));
    }

    public async ValueTask<Reply<BulkSeen>> Handle(RequestBulkOverride command, CancellationToken cancellationToken)
    {
        if (runner.Policy.Bulk is not { } rule) return Refuse.Impossible<BulkSeen>(NoRule);
        var (policy, faults) = (runner.Policy, new List<Fault>());
        if (string.IsNullOrWhiteSpace(command.IdempotencyKey) || command.IdempotencyKey.Length > KeyMax) faults.Add(new Fault("Idempotency-Key", $"must have 1 to {KeyMax} characters: your own key of this bulk override."));
        var order = BulkOrder.Read(command.Body, policy, rule, isPreview: false, faults);
        if (order is null || faults.Count > 0) return Refuse.Invalid<BulkSeen>("The bulk override cannot be taken as it is.", faults);
        if (order.Ground is { Evidence.IsEmpty: true, Ticket: null, Reason.Proof: ProofKind.Given })
            return Refuse.Invalid<BulkSeen>("The bulk override cannot be taken as it is.", [new Fault("evidence", "is missing: name evidence or a ticket.")]);
        var (id, hash) = (CaseId.From("bulk", command.IdempotencyKey!), Convert.ToHexStringLower(CanonicalJson.Hash(command.Body)));
        if (await store.FindAsync(id, cancellationToken) is { } known) return await AgainAsync(known, command, hash, cancellationToken);

        var picked = await targets.PickAsync(order.Filter, rule.CasesMax, cancellationToken);
        if (TooMany<BulkSeen>(picked, rule) is { } refused) return refused;
        var verb = await runner.PinnedAsync(order.Verb, picked.Select(one => one.DefinitionId), cancellationToken);
        var count = await targets.CountAsync(verb, picked, command.Actor, cancellationToken);
        // What the preview says would not take it does not get a turn.
        var (outside, against) = (count.Refusals.Select(refusal => refusal.CaseId).ToHashSet(StringComparer.Ordinal), Grouped(count));
        var cases = picked.Where(one => !outside.Contains(one.Id)).ToArray();
        if (cases.Length == 0) return Refuse.Impossible<BulkSeen>($"None of the {picked.Count} cases that the filter picks would take it: {against[0].Reason}", [.. against.Select(one => new Fault("filter", $"{one.Count} cases, such as '{one.Example}': {one.Reason}"))]);
        var (now, approvers) = (runner.Now, Approvers(cases.Length, count.SecondPerson, rule));
        var plan = new BulkPlan(
            VerbText.Write(verb), order.Filter, order.Ground!.Reason.Code, order.Ground.Text, order.Ground.Evidence, order.Ground.Ticket, policy.Version, cases.Length, order.PerMinute, order.LookAfter, order.FailedPercentMax,
            approvers, approvers.IsEmpty ? null : now.AddHours(rule.ExpiresHours), hash) { CanaryPercent = order.CanaryPercent, LeftOut = against };
        if (approvers.IsEmpty) plan = plan.Begun(now, 0, 0);
        var bulk = new BulkRecord(id, 1, approvers.IsEmpty ? BulkStatus.Running : BulkStatus.Pending, order.Verb.Name, command.Actor.Name, now, plan.Write());
        return await store.AddAsync(bulk, [.. cases.Select((one, index) => new BulkItemRecord(id, index + 1, one.Id, one.Sequence))], cancellationToken)
            ? new Reply<BulkSeen>.Done(await BulkSight.OfAsync(bulk, command.Actor, now, store, cancellationToken))
            : Refuse.Busy<BulkSeen>("The same bulk override came twice at the same moment. Send it again.");
    }

    /// <summary>The most frequent reason first. Reasons that differ in a moment only are one reason.</summary>
    private static ImmutableArray<BulkRefusal> Grouped(BulkCount count) =>
    [
        .. count.Refusals.GroupBy(refusal => Moment().Replace(refusal.Reason, "…"), StringComparer.Ordinal).OrderByDescending(same => same.Count()).Take(RefusalsMax)
            .Select(same => new BulkRefusal(same.Select(one => one.Reason).Distinct(StringComparer.Ordinal).Count() == 1 ? same.First().Reason : $"{same.First().Reason} (And the like, with other times.)", same.Count(), same.First().CaseId)),
    ];

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+Z")]
    private static partial Regex Moment();

    /// <summary>One person is enough for a few cases that each take one.</summary>
    private static ImmutableArray<string> Approvers(int cases, int second, BulkRule rule) => cases <= rule.AloneMax && second == 0 ? [] : rule.Approvers;

    private static Reply<T>? TooMany<T>(IReadOnlyList<CaseSummary> cases, BulkRule rule) =>
        cases.Count == 0 ? Refuse.Impossible<T>("The filter picks no running case.")
        : cases.Count > rule.CasesMax ? Refuse.Impossible<T>($"The filter picks more than {rule.CasesMax} cases. Narrow it, and do them in parts.") : null;

    private async Task<Reply<BulkSeen>> AgainAsync(BulkRecord known, RequestBulkOverride command, string hash, CancellationToken cancellation) =>
        BulkPlan.Read(known.Json).BodyHash == hash && known.RequestedBy == command.Actor.Name
            ? new Reply<BulkSeen>.Done(await BulkSight.OfAsync(known, command.Actor, runner.Now, store, cancellation))
            : Refuse.Conflict<BulkSeen>($"The Idempotency-Key '{command.IdempotencyKey}' was used before for another bulk override. Give every one a key of its own.");
}
