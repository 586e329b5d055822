namespace Doorstep.Workflows.Storage.Sqlite;

/// <summary>Lets one process at a time bring a database file up to date. The lock is the operating system's and goes with its process;
/// EF's own is a row in the database, which a killed process leaves behind for every later start to wait for.</summary>
internal static class MigrationLock
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the lock; a <see cref="TimeoutException"/> says who is in the way.</summary>
    public static async Task<IDisposable> TakeAsync(string file, TimeSpan patience, CancellationToken cancellation)
    {
        for (var waited = TimeSpan.Zero; ; waited += AskEvery)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held) when (File.Exists(file))
            {
                if (waited >= patience)
                    throw new TimeoutException($"Another process has been bringing the database up to date for {patience.TotalSeconds:0} seconds: it holds '{file}'.", held);
            }

            await Task.Delay(AskEvery, cancellation);
        }
    }
}
