using System.Globalization;
using System.Text;

namespace Doorstep.Workflows.Storage.Dispatches;

/// <summary>What left the house, outside of its database: a line is on the disk before a message leaves, another follows when the database has what became of it. Files of lines, the oldest of which go.</summary>
public sealed class DispatchLedger(DispatchOptions options, TimeProvider clock) : IDisposable
{
    private const string Pattern = "dispatch-*.log";
    private readonly Lock _turn = new();
    private FileStream? _file;
    private long _number;

    /// <summary>Whether one is kept.</summary>
    public bool IsKept => options.Folder is not null;

    private string Folder => options.Folder ?? throw new InvalidOperationException("No ledger is kept.");

    private string MarkFile => Path.Combine(Folder, "mark.json");

    /// <summary>Writes down that messages are about to leave; returns once that is on the disk.</summary>
    /// <exception cref="IOException">It could not be written: they must stay.</exception>
    public void Leave(IEnumerable<OutboxRecord> messages, string generation)
    {
        var now = clock.GetUtcNow();
        Write(messages.Select(message => (DispatchLine)DispatchLine.Leaving.Of(message, generation, now)), isOnDisk: true);
    }

    /// <summary>Writes down that the database has what became of an attempt. A line that is lost makes a later restore harder to notice, and nothing else.</summary>
    public void Settle(OutboxRecord message, DispatchOutcome outcome)
    {
        try
        {
            Write([new DispatchLine.Settled(clock.GetUtcNow(), message.Key, message.Attempts, outcome)], isOnDisk: false);
        }
        catch (IOException)
        {
            // The disk is full: the next message that wants to leave says so.
        }
    }

    /// <summary>How far the database was; null on a machine that has not served yet, or has lost its ledger.</summary>
    public DispatchMark? ReadMark() => IsKept ? DispatchMark.Read(MarkFile) : null;

    /// <summary>Writes down how far the database is.</summary>
    public void WriteMark(DispatchMark mark)
    {
        Directory.CreateDirectory(Folder);
        mark.Write(MarkFile);
    }

    /// <summary>Every line that is kept, the oldest first.</summary>
    public IEnumerable<DispatchLine> Read() => Files().SelectMany(file => Lines(file.Path, 0)).OfType<DispatchLine>();

    /// <summary>The last lines, the oldest of them first: as many as fit into so many bytes of each of the last two files.</summary>
    public IEnumerable<DispatchLine> Tail(int bytes) => Files().TakeLast(2).SelectMany(file => Lines(file.Path, new FileInfo(file.Path).Length - bytes)).OfType<DispatchLine>();

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_turn)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private void Write(IEnumerable<DispatchLine> lines, bool isOnDisk)
    {
        var text = new StringBuilder();
        foreach (var line in lines) text.Append(line.Text).Append('\n');
        lock (_turn)
        {
            _file = _file is null || _file.Length >= options.FileBytesMax ? Next() : _file;
            try
            {
                _file.Write(Encoding.UTF8.GetBytes(text.ToString()));
                if (isOnDisk) _file.Flush(flushToDisk: true);
            }
            catch
            {
                // Half a line may be there: what is written next begins a line of its own.
                _file.Dispose();
                _file = null;
                throw;
            }
        }
    }

    /// <summary>The file to write to: the last one while there is room in it, else a new one, and the oldest goes.</summary>
    private FileStream Next()
    {
        _file?.Dispose();
        Directory.CreateDirectory(Folder);
        var files = Files().ToArray();
        var last = files.LastOrDefault();
        _number = last.Path is null || new FileInfo(last.Path).Length >= options.FileBytesMax ? last.Number + 1 : last.Number;
        foreach (var (path, _) in files.SkipLast(Math.Max(0, options.FilesMax - (_number > last.Number ? 1 : 0)))) File.Delete(path);
        var file = new FileStream(Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"dispatch-{_number:D8}.log")), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        if (file.Length > 0) file.Write("\n"u8);
        return file;
    }

    private IEnumerable<(string Path, long Number)> Files() => Directory.Exists(Folder)
        ? Directory.GetFiles(Folder, Pattern).Select(path => (path, long.TryParse(Path.GetFileNameWithoutExtension(path)["dispatch-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0))
            .OrderBy(file => file.Item2)
        : [];

    private static IEnumerable<DispatchLine?> Lines(string path, long from)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (from > 0) stream.Position = from;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line) yield return DispatchLine.Read(line);
    }
}
