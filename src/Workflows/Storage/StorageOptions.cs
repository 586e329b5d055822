namespace Doorstep.Workflows.Storage;

/// <summary>Where the data lies and how much goes into one commit.</summary>
public sealed record StorageOptions
{
    /// <summary>Folder of the SQLite database.</summary>
    /// <value>Made when it does not exist. Default: <c>data</c> below the working directory.</value>
    public string DataFolder { get; init; } = "data";

    /// <summary>How long a writer waits for another process that holds the database.</summary>
    /// <value>From 1 second to 10 minutes. Default: 10 seconds.</value>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Steps that share one transaction at most.</summary>
    /// <value>From 1 to 10 000. Default: 512.</value>
    public int CommitStepsMax { get; init; } = 512;

    /// <summary>Bytes of snapshots, journal and messages that share one transaction at most; a larger step goes alone.</summary>
    /// <value>From 1 KiB to 1 GiB. Default: 8 MiB.</value>
    public int CommitBytesMax { get; init; } = 8 << 20;

    /// <summary>Steps that wait for their commit at most; whoever comes then waits for a place.</summary>
    /// <value>From 1 to 100 000. Default: 4096.</value>
    public int CommitQueueMax { get; init; } = 4096;

    /// <summary>Journal rows read at once when a case's chain is verified.</summary>
    /// <value>From 1 to 10 000. Default: 500.</value>
    public int VerifyPageRows { get; init; } = 500;

    /// <summary>Throws one <see cref="ArgumentException"/> that names every option out of bounds.</summary>
    public void Validate()
    {
        string[] faults =
        [
            .. DataFolder.Length > 0 ? Array.Empty<string>() : ["DataFolder is empty; name a folder."],
            .. Check(nameof(BusyTimeout), (long)BusyTimeout.TotalSeconds, 1, 600),
            .. Check(nameof(CommitStepsMax), CommitStepsMax, 1, 10_000),
            .. Check(nameof(CommitBytesMax), CommitBytesMax, 1 << 10, 1 << 30),
            .. Check(nameof(CommitQueueMax), CommitQueueMax, 1, 100_000),
            .. Check(nameof(VerifyPageRows), VerifyPageRows, 1, 10_000),
        ];
        if (faults.Length > 0) throw new ArgumentException($"Storage options: {string.Join(' ', faults)}");
    }

    private static IEnumerable<string> Check(string name, long value, long from, long to)
    {
        if (value < from || value > to) yield return $"{name} is '{value}'; it goes from {from} to {to}.";
    }
}
