using Doorstep.Workflows.Storage.Postgres;

namespace Doorstep.Workflows.Storage;

/// <summary>Which database holds the cases.</summary>
public enum StoreKind
{
    /// <summary>One file in the data folder, for one machine.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, version 15 or later.</summary>
    Postgres,
}

/// <summary>Where the data lies and how much goes into one commit.</summary>
public sealed record StorageOptions
{
    /// <summary>Which database holds the cases.</summary>
    /// <value>Default: SQLite.</value>
    public StoreKind Store { get; init; }

    /// <summary>Folder of the SQLite database.</summary>
    /// <value>Made when it does not exist. Default: <c>data</c> below the working directory.</value>
    public string DataFolder { get; init; } = "data";

    /// <summary>Where PostgreSQL is, as Npgsql writes it: <c>Host=db;Database=doorstep;Username=doorstep;Password=…</c>.</summary>
    /// <value>Needed for <see cref="StoreKind.Postgres"/> and unused otherwise. The database is made when it does not exist and the user may make it.</value>
    public string? Connection { get; init; }

    /// <summary>How long a writer waits for another process that holds the database.</summary>
    /// <value>From 1 second to 10 minutes. Default: 10 seconds.</value>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Steps that share one transaction at most.</summary>
    /// <value>From 1 to 10 000. Default: 512.</value>
    public int CommitStepsMax { get; init; } = 512;

    /// <summary>Bytes of snapshots, journal and messages that share one transaction at most; a larger step goes alone.</summary>
    /// <value>From 1 KiB to 1 GiB. Default: 8 MiB.</value>
    public int CommitBytesMax { get; init; } = 8 << 20;

    /// <summary>How long a transaction of at least two steps waits for more of them, unless it is full. A lone step never waits.</summary>
    /// <value>From 0 to 10 seconds. Default: 0: what waits while one transaction reaches the disk is enough for the next.</value>
    public TimeSpan CommitWaitMax { get; init; }

    /// <summary>Steps that wait for their commit at most; whoever comes then waits for a place.</summary>
    /// <value>From 1 to 100 000. Default: 4096.</value>
    public int CommitQueueMax { get; init; } = 4096;

    /// <summary>Journal rows read at once when a case's chain is verified.</summary>
    /// <value>From 1 to 10 000. Default: 500.</value>
    public int VerifyPageRows { get; init; } = 500;

    /// <summary>Throws one <see cref="ArgumentException"/> that names every option out of bounds.</summary>
    public void Validate()
    {
        if (Faults() is { Length: > 0 } faults) throw new ArgumentException($"Storage options: {string.Join(' ', faults)}");
    }

    /// <summary>What is out of bounds, a sentence for each.</summary>
    public string[] Faults() =>
        [
            .. DataFolder.Length > 0 ? Array.Empty<string>() : ["DataFolder is empty; name a folder."],
            .. Store != StoreKind.Postgres ? Array.Empty<string>() : PostgresDatabase.Faults(Connection),
            .. Check(nameof(BusyTimeout), (long)BusyTimeout.TotalSeconds, 1, 600),
            .. Check(nameof(CommitStepsMax), CommitStepsMax, 1, 10_000),
            .. Check(nameof(CommitBytesMax), CommitBytesMax, 1 << 10, 1 << 30),
            .. Check(nameof(CommitWaitMax), (long)CommitWaitMax.TotalSeconds, 0, 10),
            .. Check(nameof(CommitQueueMax), CommitQueueMax, 1, 100_000),
            .. Check(nameof(VerifyPageRows), VerifyPageRows, 1, 10_000),
        ];

    private static IEnumerable<string> Check(string name, long value, long from, long to)
    {
        if (value < from || value > to) yield return $"{name} is '{value}'; it goes from {from} to {to}.";
    }
}
