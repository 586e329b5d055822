using System.Text.Json;
using Doorstep.Host.Api;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Designer;

/// <summary>Which rows of a journal Studio asks for. Lists that are empty filter nothing; excluded types are containers, which have no rows here.</summary>
internal sealed record LogFilter(IReadOnlyList<string> ActivityIds, IReadOnlyList<string> NodeIds, IReadOnlyList<string> EventNames)
{
    public bool IsEmpty => ActivityIds.Count + NodeIds.Count + EventNames.Count == 0;

    private static readonly string[] Members = ["filter"];
    private static readonly string[] Lists = ["activityIds", "activityNodeIds", "excludedActivityTypes", "eventNames"];

    /// <summary>Everything in a question that would be left out in silence and show more than was asked for.</summary>
    public static IEnumerable<Fault> Faults(JsonElement body)
    {
        foreach (var unknown in RequestBody.Unknown(body, Members)) yield return unknown;
        if (!body.TryGetProperty("filter", out var filter) || filter.ValueKind == JsonValueKind.Null) yield break;
        if (filter.ValueKind != JsonValueKind.Object)
        {
            yield return new Fault("filter", $"must be an object, not {filter.GetRawText()}.");
            yield break;
        }

        foreach (var member in filter.EnumerateObject())
        {
            if (!Lists.Contains(member.Name, StringComparer.Ordinal)) yield return new Fault($"filter.{member.Name}", $"is no filter here{Nearest.Hint(member.Name, Lists)}");
            else if (member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Array)) yield return new Fault($"filter.{member.Name}", $"must be a list, not {member.Value.GetRawText()}.");
            else if (member.Value.ValueKind == JsonValueKind.Array)
                foreach (var (at, item) in member.Value.EnumerateArray().Index().Where(one => one.Item.ValueKind != JsonValueKind.String)) yield return new Fault($"filter.{member.Name}[{at}]", $"must be a text, not {item.GetRawText()}.");
        }
    }

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
