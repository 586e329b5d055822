using System.Text.Json;
using Doorstep.Workflows.Commands;

namespace Doorstep.Host.Designer;

/// <summary>Which rows of a journal Studio asks for. Lists that are empty filter nothing; excluded types are containers, which have no rows here.</summary>
internal sealed record LogFilter(IReadOnlyList<string> ActivityIds, IReadOnlyList<string> NodeIds, IReadOnlyList<string> EventNames)
{
    public bool IsEmpty => ActivityIds.Count + NodeIds.Count + EventNames.Count == 0;

    public static LogFilter Read(JsonElement body)
    {
        var filter = body.TryGetProperty("filter", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        IReadOnlyList<string> Texts(string name) => filter.ValueKind == JsonValueKind.Object && filter.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)] : [];
        return new LogFilter(Texts("activityIds"), Texts("activityNodeIds"), Texts("eventNames"));
    }

    /// <summary>Whether an activity asked for ran in the step. The machine itself is in every step.</summary>
    public bool Fits(WatchedStep step, MachineParts parts)
    {
        if (ActivityIds.Count + NodeIds.Count == 0) return true;
        return parts.Ran(step).Append(parts.Root).Any(part => ActivityIds.Contains(part.Id) || NodeIds.Contains(part.NodeId));
    }

    public bool Fits(LogRecord record) => EventNames.Count == 0 || EventNames.Contains(record.EventName);
}
