using System.Diagnostics;
using System.Globalization;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>A filesystem of a few megabytes of the test's own, which can really be full. It takes root, and a container that lets one mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int ChunkBytes = 1 << 16;

    private readonly string _filler;

    private SmallDisk(string folder) => (Folder, _filler) = (folder, Path.Combine(folder, "filler"));

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>Mounts one; null where that cannot be done.</summary>
    public static SmallDisk? Mount(int megabytes)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root") return null;
        var folder = Directory.CreateTempSubdirectory("doorstep-disk-").FullName;
        // PostgreSQL, which does not run as root, wants its folder to be its own.
        var isMounted = Run("sh", "-c", string.Create(CultureInfo.InvariantCulture, $"mount -t tmpfs -o size={megabytes}m,mode=0700,uid=$(id -u postgres 2>/dev/null || id -u nobody) tmpfs {folder}"));
        if (isMounted) return new SmallDisk(folder);
        Directory.Delete(folder);
        return null;
    }

    /// <summary>Writes to it until nothing more goes.</summary>
    public void Fill()
    {
        using var file = new FileStream(_filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) file.Write(new byte[ChunkBytes]);
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(_filler);

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
