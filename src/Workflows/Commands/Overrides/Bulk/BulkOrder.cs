using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Commands.Overrides.Bulk;

/// <summary>Reads what somebody asks for on many cases: everything that is wrong at once.</summary>
internal sealed record BulkOrder(OverrideVerb Verb, BulkFilter Filter, OverrideGround? Ground, int PerMinute, int LookAfter, int FailedPercentMax, int? CanaryPercent)
{
    private const int IdsMax = 10_000;
    private const int CanaryMax = 50;

    private static readonly string[] Known = ["override", "filter", "reason", "evidence", "ticket", "perMinute", "lookAfter", "canaryPercent", "failedPercentMax"];
    private static readonly string[] OfFilter = ["ids", "state", "definition", "version", "faulted", "q"];

    /// <summary>The order; null where anything is wrong.</summary>
    public static BulkOrder? Read(JsonElement body, OverridePolicy policy, BulkRule rule, bool isPreview, List<Fault> faults)
    {
        Only(body, "", Known, faults);
        var verb = OverrideOrder.Verbs(body.Member("override"), "override", faults);
        if (verb is not null && !rule.Verbs.Contains(verb.Name)) faults.Add(new Fault("override.verb", $"{verb.Name} is done case by case. To many cases at once: {string.Join(", ", rule.Verbs)}."));
        var filter = Filters(body.Member("filter"), faults);
        var ground = isPreview ? null : OverrideOrder.Grounds(body, policy, verb, faults);
        var (perMinute, lookAfter, percent) = (
            Number(body, "perMinute", rule.PerMinuteMax, 1, rule.PerMinuteMax, faults), Number(body, "lookAfter", rule.LookAfter, 1, rule.LookAfter, faults),
            Number(body, "failedPercentMax", rule.FailedPercentMax, 0, rule.FailedPercentMax, faults));
        int? canary = Values.IsNull(body.Member("canaryPercent")) ? null : Number(body, "canaryPercent", 0, 1, CanaryMax, faults);
        return faults.Count > 0 ? null : new BulkOrder(verb!, filter!, ground, perMinute, lookAfter, percent, canary);
    }

    private static BulkFilter? Filters(JsonElement json, List<Fault> faults)
    {
        var before = faults.Count;
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("filter", Values.IsNull(json) ? "is missing: which cases." : $"{Values.Quote(json)} is not an object."));
            return null;
        }

        Only(json, "filter.", OfFilter, faults);
        var filter = new BulkFilter(
            Ids(json.Member("ids"), faults), Text(json, "state", faults), Text(json, "definition", faults), Values.IsNull(json.Member("version")) ? null : Number(json, "version", 0, 1, int.MaxValue, faults, "filter."),
            Flag(json.Member("faulted"), faults), Text(json, "q", faults));
        if (faults.Count == before && filter == new BulkFilter()) faults.Add(new Fault("filter", $"picks every case there is. Say which: {string.Join(", ", OfFilter)}."));
        return faults.Count > before ? null : filter;
    }

    private static ImmutableArray<string>? Ids(JsonElement json, List<Fault> faults)
    {
        if (Values.IsNull(json)) return null;
        if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() is > 0 and <= IdsMax && json.EnumerateArray().All(id => id.ValueKind == JsonValueKind.String))
            return [.. json.EnumerateArray().Select(id => id.GetString()!).Distinct(StringComparer.Ordinal)];
        faults.Add(new Fault("filter.ids", $"must be a list of 1 to {IdsMax} ids of cases."));
        return null;
    }

    private static string? Text(JsonElement json, string name, List<Fault> faults)
    {
        var value = json.Member(name);
        if (Values.IsNull(value)) return null;
        if (value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString())) return value.GetString();
        faults.Add(new Fault($"filter.{name}", $"{Values.Quote(value)} is not text."));
        return null;
    }

    private static bool? Flag(JsonElement value, List<Fault> faults)
    {
        if (Values.IsNull(value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        faults.Add(new Fault("filter.faulted", $"{Values.Quote(value)} is neither true nor false."));
        return null;
    }

    private static int Number(JsonElement body, string name, int otherwise, int from, int to, List<Fault> faults, string path = "")
    {
        var value = body.Member(name);
        if (Values.IsNull(value)) return otherwise;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= from && number <= to) return number;
        faults.Add(new Fault($"{path}{name}", $"{Values.Quote(value)} is not a number from {from} to {to}."));
        return otherwise;
    }

    private static void Only(JsonElement json, string path, string[] known, List<Fault> faults)
    {
        foreach (var member in json.EnumerateObject().Where(member => !known.Contains(member.Name, StringComparer.Ordinal)))
            faults.Add(new Fault($"{path}{member.Name}", $"'{member.Name}' is not known here{Nearest.Hint(member.Name, known)}"));
    }
}
