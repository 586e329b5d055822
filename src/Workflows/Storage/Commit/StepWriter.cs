namespace Doorstep.Workflows.Storage.Commit;

/// <summary>Puts one step into the open transaction. The case row comes first: where it refuses, nothing of the step is in yet.</summary>
internal static class StepWriter
{
    public static PendingWrite Pending(StepRecord step) => new(Size(step), commands => WriteAsync(commands, step));

    private static async Task<WriteResult> WriteAsync(PreparedCommands commands, StepRecord step)
    {
        if (await WriteCaseAsync(commands, step.Case) == 0) return WriteResult.Refused;
        if (await WriteJournalAsync(commands, step.Journal) == 0) return WriteResult.Torn;

        // A deadline can be armed and cancelled by the same step, so cancelling comes second.
        foreach (var deadline in step.Armed) await ArmAsync(commands, deadline);
        foreach (var id in step.Cancelled) await commands.ExecuteAsync(StepSql.RemoveDeadline, step.Case.Id, id);
        if (step.Parked is not null) await commands.ExecuteAsync(StepSql.ParkDeadline, step.Case.Id, step.Parked);
        foreach (var message in step.Outbox) await SendAsync(commands, message);
        return WriteResult.Written;
    }

    private static Task<int> WriteCaseAsync(PreparedCommands commands, CaseRecord row) => row.Sequence == 1
        ? commands.ExecuteAsync(
            StepSql.InsertCase, row.Id, row.Tenant, row.BusinessKey, row.StartHash, row.DefinitionId, row.DefinitionVersion, row.Status.ToString(), row.State,
            row.Name, row.IsFaulted, row.Snapshot, row.HeadHash, Stored(row.CreatedAt), Stored(row.UpdatedAt), Stored(row.CompletedAt))
        : commands.ExecuteAsync(
            StepSql.UpdateCase, row.DefinitionId, row.DefinitionVersion, row.Status.ToString(), row.State, row.Name, row.IsFaulted, row.Sequence,
            row.Snapshot, row.HeadHash, Stored(row.UpdatedAt), Stored(row.CompletedAt), row.Id, row.Sequence - 1);

    private static Task<int> WriteJournalAsync(PreparedCommands commands, JournalRecord row) => commands.ExecuteAsync(
        StepSql.InsertJournal, row.CaseId, row.Sequence, Stored(row.At), row.EventId, row.EventType, Stored(row.OccurredAt), row.EventData, row.Actor,
        row.Reason, row.Outcome, row.Decision, row.State, row.Entries, row.PreviousHash, row.Hash);

    private static Task<int> ArmAsync(PreparedCommands commands, DeadlineRecord row) => commands.ExecuteAsync(
        StepSql.ArmDeadline, row.CaseId, row.Id, row.Transition, Stored(row.ArmedAt), Stored(row.DueAt), row.IsParked, Stored(row.DueAt));

    private static Task<int> SendAsync(PreparedCommands commands, OutboxRecord row) => commands.ExecuteAsync(
        StepSql.InsertOutbox, row.Key, row.CaseId, row.Destination, row.Type, row.Payload, Stored(row.CreatedAt), row.Attempts, Stored(row.NextTryAt),
        row.Status.ToString(), row.LastError, Stored(row.DeliveredAt));

    private static long Stored(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static long? Stored(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    // Characters count once: a bound, not a bill.
    private static int Size(StepRecord step) =>
        step.Case.Snapshot.Length + step.Journal.EventData.Length + step.Journal.Entries.Length + step.Outbox.Sum(message => message.Payload.Length);
}
