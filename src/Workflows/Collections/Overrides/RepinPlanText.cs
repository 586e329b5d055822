using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>How cases go over, as people write it:
/// <c>{"states":[{"definition":"visit","from":"VisitReview","to":"Review"}],"deadlines":[{"definition":"visit","transition":"T21","policy":"GRACE","by":"P3D"}],"otherwise":"KEEP"}</c>.</summary>
public static class RepinPlanText
{
    private const int RowsMax = 500;

    private static readonly string[] Policies = ["KEEP", "RECOMPUTE", "GRACE"];
    private static readonly string[] Known = ["states", "deadlines", "otherwise", "by"];

    /// <summary>Reads a plan; everything that is wrong goes to <paramref name="faults"/>.</summary>
    /// <param name="json">The plan: an object, or undefined for none.</param>
    /// <param name="path">Where it stands, for faults: empty, or <c>mapping.</c></param>
    /// <param name="otherwise">What becomes of deadlines that it says nothing of.</param>
    /// <param name="faults">Where faults go.</param>
    public static RepinPlan Read(JsonElement json, string path, DeadlinePolicy otherwise, ICollection<(string Path, string Message)> faults)
    {
        var plan = new RepinPlan { Otherwise = otherwise };
        if (Values.IsNull(json)) return plan;
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add((path.TrimEnd('.'), $"must be an object, not {Values.Quote(json)}."));
            return plan;
        }

        Only(json, path, Known, faults);
        foreach (var (row, at) in Rows(json, "states", path, faults))
        {
            Only(row, $"{at}.", ["definition", "from", "to"], faults);
            var (definition, from, to) = (Text(row, "definition", at, faults), Text(row, "from", at, faults), Text(row, "to", at, faults));
            if (plan.States.ContainsKey((definition, from))) faults.Add(($"{at}.from", $"'{from}' of '{definition}' is there twice."));
            plan = plan with { States = plan.States.SetItem((definition, from), to) };
        }

        foreach (var (row, at) in Rows(json, "deadlines", path, faults))
        {
            Only(row, $"{at}.", ["definition", "transition", "policy", "by"], faults);
            plan = plan with { Deadlines = plan.Deadlines.SetItem((Text(row, "definition", at, faults), Text(row, "transition", at, faults)), Policy(row, "policy", at, faults)) };
        }

        return json.TryGetProperty("otherwise", out _) ? plan with { Otherwise = Policy(json, "otherwise", path.TrimEnd('.'), faults) } : plan;
    }

    /// <summary>A plan as it is stored and shown.</summary>
    public static JsonElement Write(RepinPlan plan) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["states"] = new JsonArray([.. plan.States.OrderBy(pair => pair.Key).Select(pair => new JsonObject { ["definition"] = pair.Key.Definition, ["from"] = pair.Key.State, ["to"] = pair.Value })]),
        ["deadlines"] = new JsonArray([.. plan.Deadlines.OrderBy(pair => pair.Key).Select(pair => Write(pair.Value, "policy", new JsonObject { ["definition"] = pair.Key.Definition, ["transition"] = pair.Key.Transition }))]),
    }.With(json => Write(plan.Otherwise, "otherwise", json)));

    private static JsonObject Write(DeadlinePolicy policy, string member, JsonObject json)
    {
        json[member] = policy switch { DeadlinePolicy.Recompute => "RECOMPUTE", DeadlinePolicy.Grace => "GRACE", _ => "KEEP" };
        if (policy is DeadlinePolicy.Grace(var by)) json["by"] = new Duration(0, by).ToString();
        return json;
    }

    private static DeadlinePolicy Policy(JsonElement row, string member, string at, ICollection<(string Path, string Message)> faults)
    {
        var word = Text(row, member, at, faults);
        if (word is "" or "KEEP") return new DeadlinePolicy.Keep();
        if (word == "RECOMPUTE") return new DeadlinePolicy.Recompute();
        var path = at.Length == 0 ? "" : $"{at}.";
        if (word != "GRACE") faults.Add(($"{path}{member}", $"'{word}' is none of: {string.Join(", ", Policies)}."));
        else if (row.TryGetProperty("by", out var by) && Duration.TryParse(Values.ToText(by), out var span) && span is { Months: 0 } && span.Rest > TimeSpan.Zero) return new DeadlinePolicy.Grace(span.Rest);
        else faults.Add(($"{path}by", $"{(row.TryGetProperty("by", out var wrong) ? Values.Quote(wrong) : "nothing")} is not a span of days or hours. Write 'P3D' or 'PT12H'."));
        return new DeadlinePolicy.Keep();
    }

    private static IEnumerable<(JsonElement Row, string At)> Rows(JsonElement json, string name, string path, ICollection<(string Path, string Message)> faults)
    {
        if (!json.TryGetProperty(name, out var rows) || rows.ValueKind == JsonValueKind.Null) return [];
        if (rows.ValueKind == JsonValueKind.Array && rows.GetArrayLength() <= RowsMax && rows.EnumerateArray().All(row => row.ValueKind == JsonValueKind.Object))
            return [.. rows.EnumerateArray().Select((row, index) => (row, $"{path}{name}[{index}]"))];
        faults.Add(($"{path}{name}", $"must be a list of at most {RowsMax} objects."));
        return [];
    }

    private static string Text(JsonElement row, string name, string at, ICollection<(string Path, string Message)> faults)
    {
        if (row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text) return text;
        faults.Add((at.Length == 0 ? name : $"{at}.{name}", value.ValueKind == JsonValueKind.Undefined ? "is missing." : $"must be text, not {Values.Quote(value)}."));
        return "";
    }

    private static void Only(JsonElement json, string path, string[] known, ICollection<(string Path, string Message)> faults)
    {
        foreach (var member in json.EnumerateObject().Where(member => !known.Contains(member.Name, StringComparer.Ordinal)))
            faults.Add(($"{path}{member.Name}", $"'{member.Name}' is not known here{Nearest.Hint(member.Name, known)}"));
    }

    private static JsonObject With(this JsonObject json, Func<JsonObject, JsonObject> change) => change(json);
}
