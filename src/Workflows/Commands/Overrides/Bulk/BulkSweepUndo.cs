using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage.Overrides;

namespace Doorstep.Workflows.Commands.Overrides.Bulk;

/// <summary>The way back: each case that was done is undone where nothing has happened in it since.</summary>
public sealed partial class BulkSweep
{
    private async Task<int> UndoAsync(BulkRecord bulk, CancellationToken cancellation)
    {
        var (done, undoing) = (0, BulkPlan.Read(bulk.Json).Undoing ?? throw new InvalidOperationException($"Bulk override '{bulk.Id}' is being undone, and nobody asked for it."));
        while (done < RoundMax && !cancellation.IsCancellationRequested)
        {
            var chunk = await _store.ItemsAsync(bulk.Id, BulkItemStatus.Applied, 0, ChunkSize, cancellation);
            if (chunk.Count == 0)
            {
                await _store.SaveAsync(bulk with { Version = bulk.Version + 1, Status = BulkStatus.Undone, Json = BulkPlan.Read(bulk.Json).With("undone", House, _runner.Now, "Every case had its turn.").Write() }, cancellation);
                break;
            }

            await Parallel.ForEachAsync(chunk, cancellation, async (item, token) => await _store.SaveItemAsync(await UndoAsync(bulk, undoing, item, token), BulkItemStatus.Applied, CancellationToken.None));
            done += chunk.Count;
        }

        return done;
    }

    private async Task<BulkItemRecord> UndoAsync(BulkRecord bulk, BulkAct undoing, BulkItemRecord item, CancellationToken cancellation)
    {
        BulkItemRecord Ended(BulkItemStatus status, string result) => item with { Status = status, At = _runner.Now, Result = result };
        if (await _overrides.FindAsync(IdOf(bulk, item), cancellation) is not { } row) return Ended(BulkItemStatus.Kept, "The override is not there any more.");
        // A process that died in between has undone it already.
        if (row.Status == OverrideStatus.Undone) return Ended(BulkItemStatus.Undone, "Undone.");
        return await _undoing.UndoAsync(row, undoing.By, undoing.Reason, cancellation) switch
        {
            Reply<CaseAnswer>.Done(var answer) => Ended(BulkItemStatus.Undone, answer.Reason),
            Reply<CaseAnswer>.Refused { Kind: RefusalKind.Busy } => item,
            Reply<CaseAnswer>.Refused refused => Ended(BulkItemStatus.Kept, refused.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
