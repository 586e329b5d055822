using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Watching;

namespace Doorstep.Workflows.Grains;

/// <summary>How a case begins, once.</summary>
internal sealed partial class CaseGrain
{
    public async Task<StartAnswer> Start(StartMessage start)
    {
        using var span = TraceSpan.Begin("case.start", start.Trace);
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            if (await Load() is { } there) return await Again(start, there);
            if (await Begin(start) is { } answer) return answer;
        }

        return new StartAnswer(StartOutcome.Busy, Id, "", $"Others were in the way of '{start.BusinessKey}' {AttemptsMax} times meanwhile. Nothing was kept; send it again.");
    }

    /// <summary>Decides and commits the first step; null when another one came first and it has to be looked at again.</summary>
    private async Task<StartAnswer?> Begin(StartMessage start)
    {
        var (machine, reason) = await machines.ForStartAsync(start.DefinitionId, start.DefinitionVersion);
        if (machine is null) return new StartAnswer(StartOutcome.NoDefinition, Id, "", reason);

        var now = Now();
        var body = Values.Parse(start.Body);
        var opened = folder.Open(body, now);
        var facts = folder.Recount(opened.WithClocks(await clocks.ForAsync(opened, now, isFresh: false)));
        var decision = machine.Start(Id, Values.Parse(start.Input), facts, now, start.BusinessKey);
        if (decision is not Decision.Accepted accepted) return new StartAnswer(StartOutcome.Faulted, Id, "", $"The case cannot start: {decision.Reason}");
        var cause = new StepCause(null, "start", now, start.Body, start.Actor);
        var debtor = await OpenDebtor(start.Tenant, accepted.Next.Facts, now);
        var (step, next, _) = recorder.Record(null, Seed(start, machine, now), accepted.Next, accepted.Next, decision, cause, now, debtor is null ? null : [.. desk.Begin(Id, accepted.Next.Facts, debtor.Budget)])!.Value;
        if (next.Incident is { } tooBig) return new StartAnswer(StartOutcome.Faulted, Id, "", $"The case cannot start: {tooBig.Message}");

        step = step with
        {
            Debtors = debtor is null ? [] : [debtor],
            Tallies = next.Status == CaseStatus.Completed ? [new Tally("OPENED"), new Tally($"CLOSED:{next.StatePath}")] : [new Tally("OPENED")],
        };
        step = step.WithConcerns([], Concern.Of(next, machine)).WithMarks([], CaseMark.Of(start.BusinessKey, next.Facts));
        switch (await Commit(step))
        {
            case CommitOutcome.Committed:
                hints.After(step);
                _case = new Loaded(step.Case with { Snapshot = [] }, next, machine, []);
                if (start.IsOfMany) DeactivateOnIdle();
                return new StartAnswer(StartOutcome.Started, Id, next.StatePath, decision.Reason);
            case CommitOutcome.BusinessKeyTaken { CaseId: var other } when other != Id:
                return await OfTheOther(start, other);
            case CommitOutcome.Unavailable { Reason: var unavailable }:
                return new StartAnswer(StartOutcome.Busy, Id, "", $"{unavailable} Nothing was kept; send it again.");
            default:
                return null;
        }
    }

    private async Task<StartAnswer> Again(StartMessage start, Loaded there)
    {
        if (!there.Record.StartHash.AsSpan().SequenceEqual(start.BodyHash))
            return new StartAnswer(StartOutcome.OtherBody, Id, "", $"Case '{Id}' was started under this key with another body. Use another key for another case.");
        return await First(Id);
    }

    /// <summary>A caller that makes a new key for every try asks for the same case all the same, as long as it asks for the same.</summary>
    private async Task<StartAnswer> OfTheOther(StartMessage start, string other) =>
        await store.FindCaseAsync(other) is { } there && there.StartHash.AsSpan().SequenceEqual(start.BodyHash)
            ? await First(other)
            : new StartAnswer(StartOutcome.BusinessKeyTaken, other, "", $"Case '{other}' is already running for '{start.BusinessKey}', started with another body.");

    private async Task<StartAnswer> First(string caseId)
    {
        var first = await store.JournalAsync(caseId, 0, 1);
        return new StartAnswer(StartOutcome.Started, caseId, first[0].State, first[0].Decision);
    }

    /// <summary>The person's row with what the start says was done to them before, which other cases of the person may have counted on already.</summary>
    private async Task<DebtorRecord?> OpenDebtor(string tenant, CaseFacts facts, DateTimeOffset now)
    {
        if (desk.PersonOf(facts) is not { } person) return null;
        var before = await acts.FindDebtorAsync(tenant, person);
        return desk.Open(Id, facts, before?.Budget, now) is { } budget ? new DebtorRecord(tenant, person, (before?.Version ?? 0) + 1, budget) : null;
    }

    private CaseRecord Seed(StartMessage start, StateMachine machine, DateTimeOffset now) => new()
    {
        Id = Id, Tenant = start.Tenant, BusinessKey = start.BusinessKey, StartHash = start.BodyHash,
        DefinitionId = machine.Id, DefinitionVersion = machine.Version, Status = CaseStatus.Running, State = "", IsFaulted = false,
        Sequence = 0, Snapshot = [], HeadHash = [], CreatedAt = now, UpdatedAt = now,
    };
}
