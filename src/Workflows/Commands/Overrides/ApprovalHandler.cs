using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Workflows.Commands.Overrides;

internal sealed class ApprovalHandler(OverrideRunner runner, OverrideStore overrides, SecondPerson second) :
    ICommandHandler<ApproveOverride, Reply<OverrideReply>>, ICommandHandler<DeclineOverride, Reply<OverrideReply>>, ICommandHandler<WithdrawOverride, Reply<OverrideReply>>
{
    public async ValueTask<Reply<OverrideReply>> Handle(ApproveOverride command, CancellationToken cancellationToken)
    {
        var (found, refused) = await FindAsync(command.CaseId, command.OverrideId, command.Reason, cancellationToken);
        if (found is not { } row) return refused!;
        if (await SecondAsync(row, command.Actor, cancellationToken) is { } not) return not;
        var (now, verb) = (runner.Now, OverrideSight.Verb(row));
        var envelope = OverrideEnvelope.Approved(JsonNode.Parse(row.Json)!.AsObject(), command.Actor.Name, now, command.Reason!);
        var answer = await runner.ApplyAsync(
            row.CaseId,
            OverrideRunner.Message(row.Id, verb, row.Sequence, envelope, row.RequestedBy, command.Actor.Name, OverrideSight.Reason(row), new OverrideRow(row.Version + 1, row.Verb, row.RequestedAt, row.ExpiresAt)),
            cancellationToken);
        if (answer.Outcome == OverrideOutcome.Moved)
        {
            await overrides.SaveAsync(Ended(row, OverrideStatus.Void, "void", command.Actor, "The case had moved since the preview."), cancellationToken);
            return await runner.MovedAsync<OverrideReply>(row.CaseId, "The case has moved since the preview, so the override is void and nothing was done.", cancellationToken);
        }

        // Whoever asked may take it back at the same moment.
        if (answer.Outcome == OverrideOutcome.Busy && await overrides.FindAsync(row.Id, cancellationToken) is { Status: not OverrideStatus.Pending } ended)
            return await runner.MovedAsync<OverrideReply>(row.CaseId, $"Override '{row.Id}' was {ended.Status.ToString().ToLowerInvariant()} at the same moment, so nothing was done.", cancellationToken);

        // Two may say yes at one moment: it is done once, and by one of them.
        if (answer.Outcome == OverrideOutcome.Applied && await overrides.FindAsync(row.Id, cancellationToken) is { } done && OverrideSight.ApprovedBy(done) is { } first && !Person.IsSame(first, command.Actor.Name))
            return await runner.MovedAsync<OverrideReply>(row.CaseId, $"'{first}' approved override '{row.Id}' at the same moment; it was done once.", cancellationToken);
        return answer.Outcome == OverrideOutcome.Applied ? await SeenAsync(row.Id, command.Actor, answer.Case, cancellationToken) : await runner.RefuseAsync<OverrideReply>(row.CaseId, answer, cancellationToken);
    }

    public async ValueTask<Reply<OverrideReply>> Handle(DeclineOverride command, CancellationToken cancellationToken)
    {
        var (found, refused) = await FindAsync(command.CaseId, command.OverrideId, command.Reason, cancellationToken);
        if (found is not { } row) return refused!;
        return await SecondAsync(row, command.Actor, cancellationToken) ?? await EndAsync(row, OverrideStatus.Declined, "declined", command.Actor, command.Reason!, cancellationToken);
    }

    public async ValueTask<Reply<OverrideReply>> Handle(WithdrawOverride command, CancellationToken cancellationToken)
    {
        var (found, refused) = await FindAsync(command.CaseId, command.OverrideId, command.Reason, cancellationToken);
        if (found is not { } row) return refused!;
        return Person.IsSame(row.RequestedBy, command.Actor.Name)
            ? await EndAsync(row, OverrideStatus.Withdrawn, "withdrawn", command.Actor, command.Reason!, cancellationToken)
            : Refuse.Impossible<OverrideReply>($"'{row.RequestedBy}' has asked for it; only the same person takes it back. Somebody else declines it.");
    }

    /// <summary>The override where it waits and can still be decided on.</summary>
    private async Task<(OverrideRecord? Row, Reply<OverrideReply>? Refused)> FindAsync(string caseId, string id, string? reason, CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        OverrideOrder.Text(reason, "reason", faults);
        if (faults.Count > 0) return (null, Refuse.Invalid<OverrideReply>("This cannot be taken as it is.", faults));
        if (await overrides.FindAsync(id, cancellation) is not { } row || row.CaseId != caseId) return (null, Refuse.NotFound<OverrideReply>($"Case '{caseId}' has no override '{id}'."));
        if (row.Status != OverrideStatus.Pending) return (null, Refuse.Conflict<OverrideReply>($"Override '{id}' is {row.Status.ToString().ToLowerInvariant()}; it waits for nobody."));
        return row.ExpiresAt > runner.Now ? (row, null) : (null, Refuse.Conflict<OverrideReply>($"Override '{id}' expired at {Instants.Text(row.ExpiresAt.GetValueOrDefault())}. Preview it again and ask for it anew."));
    }

    /// <summary>Why somebody is no second person for it; null where somebody is.</summary>
    private async Task<Reply<OverrideReply>?> SecondAsync(OverrideRecord row, Actor actor, CancellationToken cancellation)
    {
        if (!await second.IsAsync(actor, row.RequestedBy, cancellation)) return Refuse.Impossible<OverrideReply>($"'{row.RequestedBy}' has asked for it; somebody else has to decide.");
        return OverrideSight.HasRole(row, actor) ? null : throw new ForbiddenException($"'{actor.Name}' may not decide on it; that takes one of: {string.Join(", ", OverrideSight.Approvers(row))}.");
    }

    private OverrideRecord Ended(OverrideRecord row, OverrideStatus status, string how, Actor actor, string reason) =>
        row with { Version = row.Version + 1, Status = status, Json = OverrideEnvelope.Ended(row.Json, how, actor.Name, runner.Now, reason) };

    private async Task<Reply<OverrideReply>> EndAsync(OverrideRecord row, OverrideStatus status, string how, Actor actor, string reason, CancellationToken cancellation)
    {
        var ended = Ended(row, status, how, actor, reason);
        return await overrides.SaveAsync(ended, cancellation)
            ? new Reply<OverrideReply>.Done(new OverrideReply(OverrideSight.Of(ended, actor, runner.Now, runner.Policy)))
            : Refuse.Conflict<OverrideReply>($"Somebody decided on override '{row.Id}' at the same moment. Look at it again.");
    }

    private async Task<Reply<OverrideReply>> SeenAsync(string id, Actor actor, CaseAnswer answer, CancellationToken cancellation)
    {
        var row = await overrides.FindAsync(id, cancellation) ?? throw new InvalidOperationException($"Override '{id}' is in the journal, but is not there.");
        return new Reply<OverrideReply>.Done(new OverrideReply(OverrideSight.Of(row, actor, runner.Now, runner.Policy), answer));
    }
}
