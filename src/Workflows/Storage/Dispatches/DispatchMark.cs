using System.Text.Json;
using System.Text.Json.Serialization;

namespace Doorstep.Workflows.Storage.Dispatches;

/// <summary>How far the database was when this machine last looked, written down outside of it.</summary>
/// <param name="Generation">Which database: each restore begins another generation.</param>
/// <param name="Version">Its mark, which only grows within a generation.</param>
/// <param name="At">When (UTC).</param>
public sealed record DispatchMark(string Generation, long Version, DateTimeOffset At)
{
    /// <summary>The mark; null where there is none that can be read.</summary>
    internal static DispatchMark? Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), DispatchMarkJson.Default.DispatchMark) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Another file in its place, so that no reader finds half of it, and no power cut an empty one.</summary>
    internal void Write(string file)
    {
        using (var fresh = new FileStream($"{file}.new", FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            fresh.Write(JsonSerializer.SerializeToUtf8Bytes(this, DispatchMarkJson.Default.DispatchMark));
            fresh.Flush(flushToDisk: true);
        }

        File.Move($"{file}.new", file, overwrite: true);
    }
}

[JsonSerializable(typeof(DispatchMark))]
internal sealed partial class DispatchMarkJson : JsonSerializerContext;
