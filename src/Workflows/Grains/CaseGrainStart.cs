using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Grains;

/// <summary>How a case begins, once.</summary>
internal sealed partial class CaseGrain
{
    public async Task<StartAnswer> Start(StartMessage start)
    {
        if (await Load() is { } there) return await Again(start, there);
        var (machine, reason) = await machines.ForStartAsync(start.DefinitionId, start.DefinitionVersion);
        if (machine is null) return new StartAnswer(StartOutcome.NoDefinition, Id, "", reason);

        var now = Now();
        var body = Values.Parse(start.Body);
        var decision = machine.Start(Id, Values.Parse(start.Input), folder.Open(body, now), now);
        if (decision is not Decision.Accepted accepted) return new StartAnswer(StartOutcome.Faulted, Id, "", $"The case cannot start: {decision.Reason}");
        var cause = new StepCause("start", "start", now, start.Body, start.Actor);
        var (step, next) = recorder.Record(null, Seed(start, machine, now), accepted.Next, accepted.Next, decision, cause, now)!.Value;
        if (next.Incident is { } tooBig) return new StartAnswer(StartOutcome.Faulted, Id, "", $"The case cannot start: {tooBig.Message}");

        switch (await store.CommitAsync(step))
        {
            case CommitOutcome.Committed:
                _case = new Loaded(step.Case, next, machine, ["start"]);
                return new StartAnswer(StartOutcome.Started, Id, next.StatePath, decision.Reason);
            case CommitOutcome.BusinessKeyTaken { CaseId: var other } when other != Id:
                return new StartAnswer(StartOutcome.BusinessKeyTaken, other, "", $"Case '{other}' is already running for '{start.BusinessKey}'.");
            default:
                return await Load() is { } raced
                    ? await Again(start, raced)
                    : throw new InvalidOperationException($"Case '{Id}' could neither be started nor be found.");
        }
    }

    private async Task<StartAnswer> Again(StartMessage start, Loaded there)
    {
        if (!there.Record.StartHash.AsSpan().SequenceEqual(start.BodyHash))
            return new StartAnswer(StartOutcome.OtherBody, Id, "", $"Case '{Id}' was started under this key with another body. Use another key for another case.");
        var first = await store.JournalAsync(Id, 0, 1);
        return new StartAnswer(StartOutcome.Started, Id, first[0].State, first[0].Decision);
    }

    private CaseRecord Seed(StartMessage start, StateMachine machine, DateTimeOffset now) => new()
    {
        Id = Id, Tenant = start.Tenant, BusinessKey = start.BusinessKey, StartHash = start.BodyHash,
        DefinitionId = machine.Id, DefinitionVersion = machine.Version, Status = CaseStatus.Running, State = "", IsFaulted = false,
        Sequence = 0, Snapshot = [], HeadHash = [], CreatedAt = now, UpdatedAt = now,
    };
}
