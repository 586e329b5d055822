using System.Globalization;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.Overrides;
using Doorstep.Workflows.Watching;

namespace Doorstep.Workflows.Grains;

/// <summary>Acts: decided at their moment, on fresh state, in one commit with the count that they use up.</summary>
internal sealed partial class CaseGrain
{
    public async Task<ActAnswer> Decide(ActMessage message)
    {
        using var span = TraceSpan.Begin("case.act", message.Trace);
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            if (await Load() is not { } current) return new ActAnswer(ActOutcome.NotFound, NotFound().Reason, message.ActId);
            var last = await acts.LastAsync(message.ActId);
            if (last is not null && IsOther(message, last)) return new ActAnswer(ActOutcome.Conflict, $"'{message.ActId}' was used before for another act. Give every act a key of its own.", message.ActId);
            if (last is not null && (message.IsOnce || IsSettled(last, current))) return Answer(last) with { IsReplayed = true };
            if (await Decide(message, current, (last?.Try ?? 0) + 1) is { } decided) return Answer(decided);
        }

        return new ActAnswer(ActOutcome.Busy, Busy().Reason, message.ActId);
    }

    /// <summary>Decides and commits; null when another step, of this case or of another one of the person, came first and everything has to be looked at again.</summary>
    private async Task<ActRecord?> Decide(ActMessage message, Loaded current, int @try)
    {
        var now = Now();
        var eventId = string.Create(CultureInfo.InvariantCulture, $"{ArmedReminder.EventIdPrefix}act/{message.ActId}/{@try}");
        var debtor = await FindDebtor(current.Record.Tenant, current.Snapshot.Facts);
        var planned = Values.Parse(message.Act);
        var line = await FindLine(current.Record.Tenant, desk.LineOf(current.Snapshot.Facts, planned));
        var ruling = await desk.RuleAsync(new ActQuestion(Id, message.ActId, eventId, planned, message.PlannedAt ?? now, current.Snapshot, debtor?.Budget, now) { Line = line?.Budget });
        var fact = new WorkflowEvent.Raised(eventId, ruling.Fact.Type, now, ruling.Fact.Data);
        var known = current.Snapshot with { Facts = folder.Fold(current.Snapshot.Facts, fact, now) };
        var decision = current.Machine.Transition(known, fact, now);
        var act = new ActRecord
        {
            ActId = message.ActId, Try = @try, CaseId = Id, Sequence = current.Snapshot.Sequence + 1, Tenant = current.Record.Tenant, Debtor = desk.PersonOf(current.Snapshot.Facts),
            At = now, Kind = ruling.Kind, Allowed = ruling.IsAllowed, Pack = ruling.Pack, NextTryAt = ruling.NextTryAt, Actor = message.Actor, Act = message.Act, Decision = ruling.Decision,
        };
        var beside = new Beside(act, [.. Counted(debtor, ruling.Budget), .. Counted(line, ruling.Line)], ruling.Order is { } order ? [order] : []);
        var (outcome, _) = await Commit(current, known, decision, StepCause.Of(fact, fact.Data.GetRawText(), message.Actor), now, beside);
        if (outcome is not CommitOutcome.Committed) return null;
        foreach (var guard in ruling.Against) Watch.Refusals.Add(1, Watch.Tag("guard", guard), Watch.Tag("act", ruling.Kind));
        return act;
    }

    /// <summary>Nothing more is to be decided: it went out, it was dropped, or nothing has happened in the case since, as when the answer got lost on its way.</summary>
    private bool IsSettled(ActRecord last, Loaded current) => last.Allowed || last.NextTryAt is null || (last.Sequence == current.Snapshot.Sequence && last.NextTryAt > Now());

    private bool IsOther(ActMessage message, ActRecord last) => last.CaseId != Id || !IsSame(last.Act, message.Act);

    private static ActAnswer Answer(ActRecord act) => new(
        act.Allowed ? ActOutcome.Allowed : ActOutcome.Refused, ReasonOf(act), act.ActId, act.Try, act.NextTryAt, act.Decision, act.At);

    private static string ReasonOf(ActRecord act) => Values.Parse(act.Decision).TryGetProperty("reason", out var reason) ? Values.ToText(reason) : act.Allowed ? "Nothing stands in its way." : "";

    private async Task<DebtorRecord?> FindDebtor(string tenant, CaseFacts facts) => desk.PersonOf(facts) is { } person ? await acts.FindDebtorAsync(tenant, person) : null;

    /// <summary>A number's row. One that nobody has called yet has none: it begins with version 0 and nothing in it.</summary>
    private async Task<DebtorRecord?> FindLine(string tenant, string? line) => line is null ? null : await acts.FindDebtorAsync(tenant, line) ?? new DebtorRecord(tenant, line, 0, null!);

    /// <summary>The rows of the person and of the number with a fact counted in, and what other cases have to hear; none where it counts nothing, or where nobody has counted the person before and a count from now on would be too low.</summary>
    private async Task<(DebtorRecord[] Rows, Effect[] Told)> Count(Loaded current, CaseFacts facts, WorkflowEvent.Raised fact)
    {
        if (!desk.Counts(fact, current.Snapshot.Facts, facts) || await FindDebtor(current.Record.Tenant, facts) is not { } debtor) return ([], []);
        var line = await FindLine(current.Record.Tenant, desk.LineOf(fact));
        return ([.. Counted(debtor, desk.Count(Id, facts, fact, debtor.Budget)), .. Counted(line, line is null ? null : desk.CountAtLine(facts, fact, line.Budget))],
            [.. desk.Follow(Id, current.Snapshot.Facts, facts, debtor.Budget)]);
    }

    /// <summary>The person's row with what the case knows after an override, and what other cases have to hear.</summary>
    private async Task<(DebtorRecord[] Rows, Effect[] Told)> Tell(Loaded current, CaseFacts facts) =>
        await FindDebtor(current.Record.Tenant, facts) is { } debtor ? (Counted(debtor, desk.Tell(Id, facts, debtor.Budget)), [.. desk.Follow(Id, current.Snapshot.Facts, facts, debtor.Budget)]) : ([], []);

    private static DebtorRecord[] Counted(DebtorRecord? before, string? budget) =>
        before is null || budget is null ? [] : [before with { Version = before.Version + 1, Budget = budget }];

    /// <summary>What is committed with a step beside the step itself.</summary>
    private sealed record Beside(ActRecord? Act, DebtorRecord[] Debtors, Effect[] Effects)
    {
        /// <summary>The override that the step is.</summary>
        public OverrideRecord? Override { get; init; }

        /// <summary>The machine that the case has after the step, where it is another one.</summary>
        public StateMachine? Machine { get; init; }
    }
}
