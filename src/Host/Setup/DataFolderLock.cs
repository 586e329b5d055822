namespace Doorstep.Host.Setup;

/// <summary>Keeps a data folder to one process: two silos that know nothing of each other would only lose races against each other, and a demonstration would
/// run the clock of real cases ahead. The operating system lets go of it when the process ends, however it ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Makes the folder where it is missing and takes it.</summary>
    /// <exception cref="InvalidOperationException">Another process has it, or it cannot be written.</exception>
    public static DataFolderLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new DataFolderLock(new FileStream(Path.Combine(folder, "doorstep.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The data folder '{folder}' is in use by another Doorstep or cannot be written. Stop the other one, or set DOORSTEP_DATA to another folder. ({fault.Message})", fault);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
