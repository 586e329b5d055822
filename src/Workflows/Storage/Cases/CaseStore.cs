using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Model;
using Doorstep.Workflows.Storage.Seals;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Cases;

/// <summary>Writes go to the one writer; reads are EF queries on connections of their own, and never wait for it.</summary>
internal sealed partial class CaseStore(IDbContextFactory<DoorstepDb> contexts, CommitQueue queue, StorageDatabase database, DataSeal seal) : ICaseStore
{
    public async Task<CommitOutcome> CommitAsync(StepRecord step, CancellationToken cancellation)
    {
        Check(step);
        try
        {
            return await queue.WriteAsync(StepWriter.Pending(seal.Close(step)), cancellation)
                ? new CommitOutcome.Committed()
                : await ExplainAsync(step);
        }
        catch (Exception failure) when (database.IsUnavailable(failure))
        {
            return new CommitOutcome.Unavailable($"The database cannot write now: {failure.Message}");
        }
    }

    /// <summary>Why a step was refused. It is asked after the fact, so whatever is in the way may be gone: then, too, the caller loads and decides again.</summary>
    private async Task<CommitOutcome> ExplainAsync(StepRecord step)
    {
        var (row, eventId) = (step.Case, step.Journal.EventId);
        if (row.Sequence > 1 && eventId is not null && await FindEventAsync(row.Id, eventId, CancellationToken.None) is { } first)
            return new CommitOutcome.DuplicateEvent(first);
        if (row.Sequence == 1
            && await FindCaseIdAsync(row.Tenant, row.BusinessKey, CancellationToken.None) is { } holder
            && holder != row.Id
            && !await ExistsAsync(row.Id))
            return new CommitOutcome.BusinessKeyTaken(holder);
        return new CommitOutcome.Conflict();
    }

    private static void Check(StepRecord step)
    {
        var (row, journal) = (step.Case, step.Journal);
        if (journal.CaseId != row.Id || journal.Sequence != row.Sequence || !journal.Hash.AsSpan().SequenceEqual(row.HeadHash))
        {
            throw new ArgumentException(
                $"The step of case '{row.Id}' at sequence {row.Sequence} does not match its journal row, which is of case '{journal.CaseId}' at sequence {journal.Sequence}"
                + " and must carry the hash that the case has as its head.",
                nameof(step));
        }
    }

    private async Task<bool> ExistsAsync(string caseId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Cases.AnyAsync(row => row.Id == caseId);
    }

    private Task<bool> WriteAsync(string sql, object?[] values, CancellationToken cancellation) => queue.WriteAsync(PendingWrite.Statement(sql, values), cancellation);
}
