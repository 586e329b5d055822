using System.Collections.Immutable;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Deadlines.Restores;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Dispatches;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>What was sent before the database was restored, and what that means for it.</summary>
/// <param name="Limit">Messages and cases that are named; those that nobody has decided on come first, then as they were sent.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record GetReconcile(int Limit, Actor Actor) : IQuery<Reply<ReconcileReport>>, IActed;

/// <summary>Decides what messages count as that were sent before the database was restored. One that was sent is settled, and what would repeat it is held back; one that goes again goes when the house is released.</summary>
/// <param name="Keys">The messages.</param>
/// <param name="IsAll">Instead: all that nobody has decided on.</param>
/// <param name="As">What they count as.</param>
/// <param name="Reason">Why, 1 to 2000 characters.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Compliance)]
public sealed record ResolveReconcile(ImmutableArray<string> Keys, bool IsAll, SentAs As, string? Reason, Actor Actor) : ICommand<Reply<ReconcileReport>>, IActed;

/// <summary>Lets messages leave and deadlines fire again, once every message was decided on.</summary>
/// <param name="Reason">Why, 1 to 2000 characters.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Compliance)]
public sealed record ReleaseReconcile(string? Reason, Actor Actor) : ICommand<Reply<ReconcileReport>>, IActed;

/// <summary>The answer to <see cref="GetReconcile"/>.</summary>
/// <param name="Open">Why nothing leaves; null while the house serves.</param>
/// <param name="Sent">Messages that left after the copy was made.</param>
/// <param name="Undecided">Of these, those that nobody has decided on.</param>
/// <param name="Waiting">Of these, those that wait in the outbox and would leave again.</param>
/// <param name="Behind">Cases that sent something in a step that the database does not have.</param>
/// <param name="Messages">The messages, as far as they are named.</param>
/// <param name="Cases">The cases that are behind, as far as they are named.</param>
/// <param name="Past">Restores that were dealt with, the last one first.</param>
public sealed record ReconcileReport(
    Reconciling? Open, int Sent, int Undecided, int Waiting, int Behind, IReadOnlyList<SentLine> Messages, IReadOnlyList<BehindCase> Cases, IReadOnlyList<Reconciled> Past);

/// <summary>A message that was sent before the restore.</summary>
/// <param name="CaseId">Its case.</param>
/// <param name="Message">The message.</param>
/// <param name="Stands">Where it stands in the database; null: the database does not have it.</param>
public sealed record SentLine(string CaseId, SentMessage Message, OutboxStatus? Stands);

/// <summary>A case that the restored database has at an earlier step than what was sent of it.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Sequence">Steps in the database; null: the case is not in it.</param>
/// <param name="SentSequence">The last step that is known to have sent something.</param>
public sealed record BehindCase(string CaseId, long? Sequence, long SentSequence);

internal sealed class ReconcileHandler(RestoreWatch watch, SentBook sent, DispatchStore dispatches, ICaseStore store, IGrainFactory grains, AuditTrail audit, TimeProvider clock) :
    IQueryHandler<GetReconcile, Reply<ReconcileReport>>, ICommandHandler<ResolveReconcile, Reply<ReconcileReport>>, ICommandHandler<ReleaseReconcile, Reply<ReconcileReport>>
{
    private const int NamedMax = 100;
    private const int CasesAtOnce = 16;

    public async ValueTask<Reply<ReconcileReport>> Handle(GetReconcile query, CancellationToken cancellationToken) => new Reply<ReconcileReport>.Done(await ReportAsync(query.Limit, cancellationToken));

    public async ValueTask<Reply<ReconcileReport>> Handle(ResolveReconcile command, CancellationToken cancellationToken)
    {
        var isOpen = (await watch.StandingAsync(cancellationToken)).Open is not null;
        var faults = ReasonText.Faults(command.Reason).ToList();
        if (command.IsAll == command.Keys.Length > 0) faults.Add(new Fault("keys", command.IsAll ? "stand beside 'all'; write one of them." : "is missing: keys of messages from the report, or 'all' instead."));
        var book = await sent.ListAsync(cancellationToken);
        var known = book.SelectMany(one => one.Messages).Where(message => message.Ruling is null).Select(message => message.Key).ToHashSet(StringComparer.Ordinal);
        faults.AddRange(command.Keys.Where(key => !known.Contains(key)).Select(key => new Fault("keys", $"'{key}' is no message that waits for a decision.")));
        if (faults.Count > 0) return Refuse.Invalid<ReconcileReport>("Nothing was decided.", faults);
        if (!isOpen) return Refuse.Conflict<ReconcileReport>("The house serves: there is nothing to decide on.");
        var ruling = new SentRuling(command.As, command.Actor.Name, clock.GetUtcNow(), command.Reason!);
        var keys = command.IsAll ? known : command.Keys.ToHashSet(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            book.Where(one => one.Messages.Any(message => keys.Contains(message.Key))), new ParallelOptions { MaxDegreeOfParallelism = CasesAtOnce, CancellationToken = cancellationToken },
            async (one, cancellation) => await RuleAsync(one.CaseId, [.. one.Messages.Where(message => message.Ruling is null && keys.Contains(message.Key))], ruling, cancellation));
        await audit.DidAsync(command.Actor, "reconcile.resolve", $"{keys.Count} as {command.As}", command.Reason);
        return new Reply<ReconcileReport>.Done(await ReportAsync(NamedMax, cancellationToken));
    }

    public async ValueTask<Reply<ReconcileReport>> Handle(ReleaseReconcile command, CancellationToken cancellationToken)
    {
        if (ReasonText.Faults(command.Reason).ToArray() is { Length: > 0 } faults) return Refuse.Invalid<ReconcileReport>("The house was not released.", faults);
        var report = await ReportAsync(NamedMax, cancellationToken);
        if (report.Open is null) return Refuse.Conflict<ReconcileReport>("The house serves already.");
        if (report.Undecided > 0) return Refuse.Conflict<ReconcileReport>($"{report.Undecided} messages wait for a decision, among them '{report.Messages[0].Message.Key}'. Decide what they count as first: POST /reconcile/resolve.");
        if (!await watch.ReleaseAsync(command.Actor.Name, command.Reason!, cancellationToken)) return Refuse.Conflict<ReconcileReport>("Somebody else has released the house.");
        await audit.DidAsync(command.Actor, "reconcile.release", null, command.Reason);
        return new Reply<ReconcileReport>.Done(await ReportAsync(NamedMax, cancellationToken));
    }

    /// <summary>The messages first and the book last: whoever dies in between is asked again.</summary>
    private async Task RuleAsync(string caseId, SentMessage[] messages, SentRuling ruling, CancellationToken cancellation)
    {
        foreach (var message in ruling.As == SentAs.Sent ? messages : [])
        {
            if (await store.FindOutboxAsync(message.Key, cancellation) is not { Status: OutboxStatus.Pending or OutboxStatus.Parked } row) continue;
            await store.SaveOutboxAsync(row with { Status = OutboxStatus.Delivered, DeliveredAt = message.SentAt, LastError = ruling.Reason }, cancellation);
            await grains.GetGrain<ICaseGrain>(caseId).MessageKnown(message.Key, ruling.By, ruling.Reason);
        }

        await sent.RuleAsync(caseId, messages.Select(message => message.Key).ToHashSet(StringComparer.Ordinal), ruling, cancellation);
    }

    private async Task<ReconcileReport> ReportAsync(int limit, CancellationToken cancellation)
    {
        var standing = await watch.StandingAsync(cancellation);
        var lines = (await sent.ListAsync(cancellation)).SelectMany(one => one.Messages.Select(message => (one.CaseId, Message: message))).ToArray();
        var rows = await dispatches.MessagesAsync([.. lines.Select(line => line.Message.Key)], cancellation);
        var missing = lines.Where(line => !rows.ContainsKey(line.Message.Key)).GroupBy(line => line.CaseId, line => line.Message.Sequence, StringComparer.Ordinal).ToArray();
        var sequences = await dispatches.SequencesAsync([.. missing.Select(one => one.Key)], cancellation);
        BehindCase[] behind = [.. missing.Select(one => new BehindCase(one.Key, sequences.TryGetValue(one.Key, out var at) ? at : null, one.Max())).Where(one => one.Sequence is null || one.Sequence < one.SentSequence)];
        return new ReconcileReport(
            standing.Open, lines.Length, lines.Count(line => line.Message.Ruling is null), lines.Count(line => rows.TryGetValue(line.Message.Key, out var row) && row.Status is OutboxStatus.Pending or OutboxStatus.Parked), behind.Length,
            [.. lines.OrderBy(line => line.Message.Ruling is not null).ThenBy(line => line.Message.SentAt).ThenBy(line => line.Message.Key, StringComparer.Ordinal).Take(limit)
                .Select(line => new SentLine(line.CaseId, line.Message, rows.TryGetValue(line.Message.Key, out var row) ? row.Status : null))],
            [.. behind.OrderBy(one => one.CaseId, StringComparer.Ordinal).Take(limit)], standing.Past);
    }
}
