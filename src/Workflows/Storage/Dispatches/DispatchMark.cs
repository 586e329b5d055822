using System.Text.Json;
using System.Text.Json.Serialization;

namespace Doorstep.Workflows.Storage.Dispatches;

/// <summary>How far the database was when this machine last looked, written down outside of it.</summary>
/// <param name="Generation">Which database: each restore begins another generation.</param>
/// <param name="Version">Its mark, which only grows within a generation.</param>
/// <param name="At">When (UTC).</param>
public sealed record DispatchMark(string Generation, long Version, DateTimeOffset At)
{
    internal static DispatchMark? Read(string file) => File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), DispatchMarkJson.Default.DispatchMark) : null;

    /// <summary>Another file in its place, so that no reader finds half of it.</summary>
    internal void Write(string file)
    {
        File.WriteAllBytes($"{file}.new", JsonSerializer.SerializeToUtf8Bytes(this, DispatchMarkJson.Default.DispatchMark));
        File.Move($"{file}.new", file, overwrite: true);
    }
}

[JsonSerializable(typeof(DispatchMark))]
internal sealed partial class DispatchMarkJson : JsonSerializerContext;
