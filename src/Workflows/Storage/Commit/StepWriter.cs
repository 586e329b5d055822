using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.Concerns;
using Doorstep.Workflows.Storage.Marks;
using Doorstep.Workflows.Storage.Outcomes;
using Doorstep.Workflows.Storage.Overrides;

namespace Doorstep.Workflows.Storage.Commit;

/// <summary>One statement of a step.</summary>
/// <param name="Sql">Its text.</param>
/// <param name="Values">Its parameters, in the order in which their names first appear.</param>
/// <param name="MustTouch">It has a fence or a key: where it touches no row, the step may not be.</param>
internal readonly record struct StepStatement(string Sql, object?[] Values, bool MustTouch = false);

/// <summary>Puts one step into the open transaction. The rows with a fence come first, the person's before the case's, because cases of one person meet there:
/// where the first refuses, nothing of the step is in yet.</summary>
internal static class StepWriter
{
    public static PendingWrite Pending(StepRecord step) => new(Size(step), commands => WriteAsync(commands, step), step);

    /// <summary>What a step asks of the database, in this order.</summary>
    public static IEnumerable<StepStatement> Statements(StepRecord step) => [.. Debtors([step]), .. Own(step)];

    /// <summary>What is counted, persons and numbers in one order, so that two machines that meet at them never wait for each other in a circle.</summary>
    public static IEnumerable<StepStatement> Debtors(IEnumerable<StepRecord> steps) =>
        steps.SelectMany(step => step.Debtors).OrderBy(row => row.Tenant, StringComparer.Ordinal).ThenBy(row => row.Token, StringComparer.Ordinal).Select(Debtor);

    /// <summary>Everything that belongs to the case alone.</summary>
    public static IEnumerable<StepStatement> Own(StepRecord step)
    {
        yield return Case(step.Case);
        if (step.Override is { } governed) yield return Override(governed);
        yield return Journal(step.Journal);
        if (step.Act is { } act) yield return Act(act);

        // A deadline can be armed and cancelled by the same step, so cancelling comes second.
        foreach (var deadline in step.Armed) yield return Arm(deadline);
        foreach (var id in step.Cancelled) yield return new(StepSql.RemoveDeadline, [step.Case.Id, id]);
        if (step.Parked is not null) yield return new(StepSql.ParkDeadline, [step.Case.Id, step.Parked]);
        if (step.WakesActs) yield return new(ActSql.WakeActs, [Stored(step.Journal.At), step.Case.Id]);
        foreach (var concern in step.Settled) yield return new(ConcernSql.Settle, [concern.CaseId, concern.Kind, concern.Subject]);
        foreach (var concern in step.Concerned) yield return new(ConcernSql.Open, [concern.CaseId, concern.Kind, concern.Subject, Stored(concern.SinceAt), Stored(concern.DueAt)]);
        foreach (var mark in step.Unmarked) yield return new(MarkSql.Remove, MarkSql.Values(mark));
        foreach (var mark in step.Marked) yield return new(MarkSql.Set, MarkSql.Values(mark));
        foreach (var message in step.Outbox) yield return Send(message);
        foreach (var (key, amount) in OutcomeSql.Rows(step)) yield return new(OutcomeSql.Count, [OutcomeStore.Kind, key, 1L, amount, Stored(step.Journal.At), OutcomeSql.House]);
    }

    private static async Task<WriteResult> WriteAsync(PreparedCommands commands, StepRecord step)
    {
        var isTouched = false;
        foreach (var (sql, values, mustTouch) in Statements(step))
        {
            if (await commands.ExecuteAsync(sql, values) == 0 && mustTouch) return isTouched ? WriteResult.Torn : WriteResult.Refused;
            isTouched = true;
        }

        return WriteResult.Written;
    }

    private static StepStatement Case(CaseRecord row) => row.Sequence == 1
        ? new(
            StepSql.InsertCase,
            [
                row.Id, row.Tenant, row.BusinessKey, row.StartHash, row.DefinitionId, row.DefinitionVersion, row.Status.ToString(), row.State,
                row.Name, row.IsFaulted, row.Snapshot, row.HeadHash, Stored(row.CreatedAt), Stored(row.UpdatedAt), Stored(row.CompletedAt),
            ],
            MustTouch: true)
        : new(
            StepSql.UpdateCase,
            [
                row.DefinitionId, row.DefinitionVersion, row.Status.ToString(), row.State, row.Name, row.IsFaulted, row.Sequence,
                row.Snapshot, row.HeadHash, Stored(row.UpdatedAt), Stored(row.CompletedAt), row.Id, row.Sequence - 1,
            ],
            MustTouch: true);

    private static StepStatement Debtor(DebtorRecord row) => row.Version == 1
        ? new(ActSql.InsertDebtor, [row.Tenant, row.Token, row.Budget], MustTouch: true)
        : new(ActSql.UpdateDebtor, [row.Version, row.Budget, row.Tenant, row.Token, row.Version - 1], MustTouch: true);

    private static StepStatement Override(OverrideRecord row)
    {
        var (sql, values) = OverrideSql.Write(row);
        return new(sql, values, MustTouch: true);
    }

    private static StepStatement Act(ActRecord row) => new(
        ActSql.InsertAct,
        [
            row.ActId, row.Try, row.CaseId, row.Sequence, row.Tenant, row.Debtor, Stored(row.At), row.Kind, row.Allowed, row.Pack, Stored(row.NextTryAt),
            row.Actor, row.Act, row.Decision,
        ],
        MustTouch: true);

    private static StepStatement Journal(JournalRecord row) => new(
        StepSql.InsertJournal,
        [
            row.CaseId, row.Sequence, Stored(row.At), row.EventId, row.EventType, Stored(row.OccurredAt), row.EventData, row.Actor,
            row.Reason, row.Outcome, row.Decision, row.State, row.Entries, row.PreviousHash, row.Hash,
        ],
        MustTouch: true);

    private static StepStatement Arm(DeadlineRecord row) => new(
        StepSql.ArmDeadline, [row.CaseId, row.Id, row.Transition, Stored(row.ArmedAt), Stored(row.DueAt), row.IsParked, Stored(row.DueAt), (int)row.Risk]);

    private static StepStatement Send(OutboxRecord row) => new(
        StepSql.InsertOutbox,
        [
            row.Key, row.CaseId, row.Sequence, row.Number, row.Destination, row.Type, row.Payload, Stored(row.CreatedAt), row.Attempts, Stored(row.NextTryAt),
            row.Status.ToString(), row.LastError, Stored(row.DeliveredAt), row.Trace,
        ]);

    private static long Stored(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static long? Stored(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    // Characters count once: a bound, not a bill.
    private static int Size(StepRecord step) =>
        step.Case.Snapshot.Length + step.Journal.EventData.Length + step.Journal.Entries.Length + step.Outbox.Sum(message => message.Payload.Length)
        + (step.Act is { } act ? act.Act.Length + act.Decision.Length : 0) + step.Debtors.Sum(debtor => debtor.Budget.Length) + (step.Override?.Json.Length ?? 0);
}
