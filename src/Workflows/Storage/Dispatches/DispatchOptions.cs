namespace Doorstep.Workflows.Storage.Dispatches;

/// <summary>How the house writes down, outside of its database, what leaves it: so that a database which is restored from a backup is known to be older than what was sent.</summary>
public sealed record DispatchOptions
{
    /// <summary>Folder of the ledger, of this machine alone. It must not be restored with the database. Null: none is kept, and a restored database is not noticed.</summary>
    public string? Folder { get; init; }

    /// <summary>Bytes of one file of the ledger; then the next one begins. Default 32 MiB, about 180 000 deliveries.</summary>
    public long FileBytesMax { get; init; } = 32 << 20;

    /// <summary>Files that are kept; the oldest goes first. Default 8, which is a day at sixteen deliveries a second. Backups older than the oldest line are noticed, and not told of in full.</summary>
    public int FilesMax { get; init; } = 8;

    /// <summary>How often the database's own mark goes on and is written down beside it. Default 10 s.</summary>
    public TimeSpan MarkEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>An operator's word for a restore whose ledger was lost: the house opens without sending anything, once for each word. Null: nobody asked.</summary>
    public string? Asked { get; init; }
}
