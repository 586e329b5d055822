using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Workflows.Commands.Overrides;

internal sealed class RequestOverrideHandler(OverrideRunner runner, OverrideStore overrides, ICaseStore store) : IQueryHandler<PreviewOverride, Reply<OverridePreview>>, ICommandHandler<RequestOverride, Reply<OverrideReply>>
{
    private const int KeyMax = 200;

    public async ValueTask<Reply<OverridePreview>> Handle(PreviewOverride query, CancellationToken cancellationToken)
    {
        var faults = new List<Fault>();
        if (OverrideOrder.Verbs(query.Verb, "", faults) is not { } verb) return Refuse.Invalid<OverridePreview>("The override cannot be previewed as it is.", faults);
        if (await runner.ForeseeAsync(query.CaseId, "preview", verb, query.Actor.Name, cancellationToken) is not { } foreseen) return Refuse.NoCase<OverridePreview>(query.CaseId);
        if (foreseen.Ruling.Refusal is { } refusal) return OverrideRunner.Refused<OverridePreview>(refusal);
        return new Reply<OverridePreview>.Done(new OverridePreview(
            query.CaseId, foreseen.Snapshot.StatePath, foreseen.Snapshot.Sequence, VerbText.Write(foreseen.Verb), foreseen.Ruling.Consequences, runner.RuleFor(verb, foreseen),
            foreseen.Ruling.Inverse is null ? 0 : runner.Policy.UndoMinutesOf(verb.Name)));
    }

    public async ValueTask<Reply<OverrideReply>> Handle(RequestOverride command, CancellationToken cancellationToken)
    {
        var (policy, faults) = (runner.Policy, new List<Fault>());
        if (string.IsNullOrWhiteSpace(command.IdempotencyKey)) faults.Add(new Fault("Idempotency-Key", "is missing: your own key of this override, so that a repetition is recognised."));
        else if (command.IdempotencyKey.Length > KeyMax) faults.Add(new Fault("Idempotency-Key", $"has {command.IdempotencyKey.Length} characters; at most {KeyMax} are allowed."));
        var order = OverrideOrder.Read(command.Body, policy, faults);
        if (order is null || faults.Count > 0) return Refuse.Invalid<OverrideReply>("The override cannot be taken as it is.", faults);
        var (id, hash) = (RequestOverride.IdOf(command.CaseId, command.IdempotencyKey!), Convert.ToHexStringLower(CanonicalJson.Hash(command.Body)));
        if (await overrides.FindAsync(id, cancellationToken) is { } known) return await AgainAsync(known, command, hash, cancellationToken);
        if (await runner.ForeseeAsync(command.CaseId, id, order.Verb, command.Actor.Name, cancellationToken) is not { } foreseen) return Refuse.NoCase<OverrideReply>(command.CaseId);
        if (foreseen.Snapshot.Sequence != order.Sequence)
            return await runner.MovedAsync<OverrideReply>(command.CaseId, $"The case has moved since step {order.Sequence}, on which this was previewed, so nothing was done.", cancellationToken);
        if (foreseen.Ruling.Refusal is { } refusal) return OverrideRunner.Refused<OverrideReply>(refusal);
        var (ground, fault) = order.Ground.On(foreseen);
        if (fault is not null) return Refuse.Invalid<OverrideReply>("The override cannot be taken as it is.", [fault]);

        var (now, rule) = (runner.Now, runner.RuleFor(order.Verb, foreseen));
        var envelope = OverrideEnvelope.Asked(id, foreseen.Verb, order.Sequence, ground, rule, policy.Version, command.Actor.Name, now, hash);
        return rule.Approvers.IsEmpty
            ? await ApplyAsync(command, id, foreseen.Verb, order.Sequence, ground, envelope, now, cancellationToken)
            : await WaitAsync(command, id, foreseen.Verb, foreseen, rule, envelope, now, cancellationToken);
    }

    private async Task<Reply<OverrideReply>> ApplyAsync(
        RequestOverride command, string id, OverrideVerb verb, long sequence, OverrideGround ground, JsonObject envelope, DateTimeOffset now, CancellationToken cancellation)
    {
        var answer = await runner.ApplyAsync(
            command.CaseId, OverrideRunner.Message(id, verb, sequence, envelope, command.Actor.Name, null, ground.Text, new OverrideRow(1, verb.Name, now)), cancellation);
        if (answer.Outcome != OverrideOutcome.Applied) return await runner.RefuseAsync<OverrideReply>(command.CaseId, answer, cancellation);
        var done = await overrides.FindAsync(id, cancellation) ?? throw new InvalidOperationException($"Override '{id}' is in the journal, but is not there.");
        return new Reply<OverrideReply>.Done(new OverrideReply(OverrideSight.Of(done, command.Actor, now, runner.Policy), answer.Case));
    }

    private async Task<Reply<OverrideReply>> WaitAsync(
        RequestOverride command, string id, OverrideVerb verb, Foreseen foreseen, ApprovalRule rule, JsonObject envelope, DateTimeOffset now, CancellationToken cancellation)
    {
        envelope["consequences"] = OverrideEnvelope.Node(foreseen.Ruling.Consequences);
        var pending = new OverrideRecord
        {
            Id = id, CaseId = command.CaseId, Tenant = foreseen.Record.Tenant, Version = 1, Status = OverrideStatus.Pending, Verb = verb.Name, RequestedBy = command.Actor.Name, RequestedAt = now,
            Sequence = foreseen.Snapshot.Sequence, ExpiresAt = now.AddHours(rule.ExpiresHours), Json = envelope.Text(),
        };
        return await overrides.SaveAsync(pending, cancellation)
            ? new Reply<OverrideReply>.Done(new OverrideReply(OverrideSight.Of(pending, command.Actor, now, runner.Policy)))
            : Refuse.Busy<OverrideReply>("The same override came twice at the same moment. Send it again.");
    }

    /// <summary>A repetition is told how it stands, once more, and what the case made of it.</summary>
    private async Task<Reply<OverrideReply>> AgainAsync(OverrideRecord known, RequestOverride command, string hash, CancellationToken cancellation)
    {
        if (OverrideSight.Text(known, "bodyHash") != hash || known.RequestedBy != command.Actor.Name)
            return Refuse.Conflict<OverrideReply>($"The Idempotency-Key '{command.IdempotencyKey}' was used before for another override. Give every override a key of its own.");
        var row = known.AppliedSequence is { } at ? (await store.JournalAsync(known.CaseId, at - 1, 1, cancellation))[0] : null;
        return new Reply<OverrideReply>.Done(new OverrideReply(OverrideSight.Of(known, command.Actor, runner.Now, runner.Policy), row is null ? null : new CaseAnswer(
            row.Outcome switch { "accepted" => CaseOutcome.Accepted, "faulted" => CaseOutcome.Faulted, _ => CaseOutcome.Recorded }, row.Decision, row.State, row.Sequence, false)));
    }
}
