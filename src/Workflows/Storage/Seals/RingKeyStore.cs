using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Seals;

/// <summary>The host's key ring, where it lies in the database. Whoever asks cannot wait asynchronously, and asks once a day.</summary>
public sealed class RingKeyStore
{
    private const string Insert = "INSERT INTO ring_keys (name, xml) VALUES (@name, @xml) ON CONFLICT DO NOTHING";

    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly CommitQueue _queue;

    internal RingKeyStore(IDbContextFactory<DoorstepDb> contexts, CommitQueue queue) => (_contexts, _queue) = (contexts, queue);

    /// <summary>Every key.</summary>
    public IReadOnlyList<RingKeyRecord> List()
    {
        using var db = _contexts.CreateDbContext();
        return [.. db.RingKeys.OrderBy(row => row.Name)];
    }

    /// <summary>Adds a key; it is on the disk when this returns.</summary>
    public void Add(RingKeyRecord key) => _queue.WriteAsync(PendingWrite.Statement(Insert, [key.Name, key.Xml]), default).GetAwaiter().GetResult();
}
