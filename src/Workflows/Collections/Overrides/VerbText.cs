using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>Verbs as JSON: <c>{"verb":"EXTEND_DEADLINE","transition":"T55-escalated","by":"P5D"}</c>.</summary>
public static class VerbText
{
    /// <summary>Names of the verbs that can be asked for.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Enum.GetValues<OverrideKind>().Where(kind => kind is not (OverrideKind.TakeBackHold or OverrideKind.GoBack)).Select(FactJson.Word)];

    private static readonly string[] Holds = [.. Enum.GetValues<Hold>().Select(FactJson.Word)];

    /// <summary>Reads what somebody asks for; null where anything is wrong, and then every fault is noted.</summary>
    /// <param name="json">The verb.</param>
    /// <param name="path">What stands before the name of a field: empty, or <c>override</c>.</param>
    /// <param name="faults">Path and message of everything that is wrong.</param>
    public static OverrideVerb? Read(JsonElement json, string path, ICollection<(string Path, string Message)> faults)
    {
        var before = faults.Count;
        var reader = new FieldReader(json, path, faults);
        if (json.ValueKind != JsonValueKind.Object)
        {
            reader.Only();
            return null;
        }

        var name = json.Text("verb") ?? "";
        if (Never.Named(name) is { } never) reader.Fault("verb", $"{Values.Quote(json.Member("verb"))} can be done by nobody: {never.En}");
        else if (!Names.Contains(name)) reader.Fault("verb", Values.IsNull(json.Member("verb")) ? $"is missing: one of {string.Join(", ", Names)}." : $"{Values.Quote(json.Member("verb"))} is not an override{Nearest.Hint(name, Names)}");
        else if ((name == "REPIN" ? Repin(json, reader, path, faults) : Read(name, reader)) is var verb && faults.Count == before) return verb;
        return null;
    }

    /// <summary>Reads back what <see cref="Write"/> wrote.</summary>
    public static OverrideVerb Parse(JsonElement json)
    {
        List<(string Path, string Message)> faults = [];
        var verb = json.Text("verb") switch
        {
            "TAKE_BACK_HOLD" => new OverrideVerb.TakeBackHold(HoldOf(json.Text("hold")!)),
            "GO_BACK" => new OverrideVerb.GoBack(Versions(json.GetProperty("pins")), json.GetProperty("frames")),
            "EXTEND_DEADLINE" => new OverrideVerb.ExtendDeadline(json.Text("transition")!, System.Xml.XmlConvert.ToTimeSpan(json.Text("by")!)),
            _ => Read(json, "", faults),
        };
        return verb ?? throw new InvalidOperationException($"'{json.GetRawText()}' is stored as an override and can no longer be read: {string.Join(" ", faults.Select(fault => $"{fault.Path} {fault.Message}"))}");
    }

    /// <summary>The verb as JSON.</summary>
    public static JsonElement Write(OverrideVerb verb)
    {
        var json = new JsonObject { ["verb"] = verb.Name };
        switch (verb)
        {
            case OverrideVerb.Reassign reassign:
                json["unit"] = reassign.Unit;
                if (reassign.Agent is not null) json["agent"] = reassign.Agent;
                if (reassign.Region is not null) json["region"] = reassign.Region;
                if (reassign.Skills is { } skills) json["skills"] = new JsonArray([.. skills.Select(skill => JsonValue.Create(skill))]);
                break;
            case OverrideVerb.ExtendDeadline extend:
                (json["transition"], json["by"]) = (extend.Transition, System.Xml.XmlConvert.ToString(extend.By));
                break;
            case OverrideVerb.SkipStep skip:
                json["transition"] = skip.Transition;
                break;
            case OverrideVerb.Move move:
                json["target"] = move.Target;
                break;
            case OverrideVerb.AddHold add:
                json["hold"] = FactJson.Word(add.Hold);
                if (add.Until is { } until) json["until"] = Instants.Text(until);
                break;
            case OverrideVerb.ReleaseHold { Hold: var hold }:
                json["hold"] = FactJson.Word(hold);
                break;
            case OverrideVerb.TakeBackHold { Hold: var hold }:
                json["hold"] = FactJson.Word(hold);
                break;
            case OverrideVerb.Repin repin:
                if (repin.Version is { } version) json["version"] = version;
                if (repin.Published is { } published) json["published"] = Versions(published);
                if (repin.Mapping is { } mapping) json["mapping"] = JsonNode.Parse(RepinPlanText.Write(mapping).GetRawText());
                break;
            case OverrideVerb.GoBack back:
                json["pins"] = Versions(back.Pins);
                json["frames"] = JsonNode.Parse(back.Frames.GetRawText());
                break;
            case OverrideVerb.Suspend suspend:
                json["until"] = Instants.Text(suspend.Until);
                break;
        }

        return Values.Parse(json.ToJsonString());
    }

    private static OverrideVerb? Read(string name, FieldReader reader) => name switch
    {
        "REASSIGN" => new OverrideVerb.Reassign(reader.Only("verb", "unit", "agent", "region", "skills").Text("unit"), reader.Note("agent"), reader.Note("region"), reader.Texts("skills", 20).ToImmutableArray() is { IsEmpty: false } skills ? skills : null),
        "EXTEND_DEADLINE" => new OverrideVerb.ExtendDeadline(reader.Only("verb", "transition", "by").Text("transition"), Span(reader)),
        "RETRY_STEP" => Plain(reader, new OverrideVerb.RetryStep()),
        "SKIP_STEP" => new OverrideVerb.SkipStep(reader.Only("verb", "transition").Text("transition")),
        "MOVE" => new OverrideVerb.Move(reader.Only("verb", "target").Text("target")),
        "ADD_HOLD" => new OverrideVerb.AddHold(HoldOf(reader.Only("verb", "hold", "until").Choice("hold", Holds)), reader.MayBeInstant("until")),
        "RELEASE_HOLD" => new OverrideVerb.ReleaseHold(HoldOf(reader.Only("verb", "hold").Choice("hold", Holds))),
        "CANCEL_VISIT" => Plain(reader, new OverrideVerb.CancelVisit()),
        "SUSPEND" => new OverrideVerb.Suspend(reader.Only("verb", "until").Instant("until")),
        "RESUME" => Plain(reader, new OverrideVerb.Resume()),
        _ => Plain(reader, new OverrideVerb.Close()),
    };

    private static OverrideVerb.Repin Repin(JsonElement json, FieldReader reader, string path, ICollection<(string Path, string Message)> faults)
    {
        var (version, mapping) = ((int)reader.Only("verb", "version", "published", "mapping").CountOrZero("version"), json.Member("mapping"));
        return new OverrideVerb.Repin(
            version > 0 ? version : null, Values.IsNull(mapping) ? null : RepinPlanText.Read(mapping, $"{(path.Length == 0 ? "" : $"{path}.")}mapping.", new DeadlinePolicy.Keep(), faults), Published(json.Member("published"), reader));
    }

    private static ImmutableSortedDictionary<string, int>? Published(JsonElement json, FieldReader reader)
    {
        if (Values.IsNull(json)) return null;
        if (json.ValueKind == JsonValueKind.Object && json.EnumerateObject().All(version => version.Value.ValueKind == JsonValueKind.Number && version.Value.TryGetInt32(out var number) && number > 0)) return Versions(json);
        reader.Fault("published", $"{Values.Quote(json)} is no list of versions: give what the preview gave, such as {{\"overdue-visit\": 2}}.");
        return null;
    }

    private static JsonObject Versions(ImmutableSortedDictionary<string, int> versions) => new(versions.Select(version => KeyValuePair.Create(version.Key, (JsonNode?)version.Value)));

    private static ImmutableSortedDictionary<string, int> Versions(JsonElement json) => json.EnumerateObject().ToImmutableSortedDictionary(version => version.Name, version => version.Value.GetInt32(), StringComparer.Ordinal);

    private static OverrideVerb Plain(FieldReader reader, OverrideVerb verb)
    {
        reader.Only("verb");
        return verb;
    }

    private static TimeSpan Span(FieldReader reader)
    {
        var text = reader.Text("by");
        if (text.Length == 0) return default;
        if (Duration.TryParse(text, out var span) && span is { Months: 0, Rest: var rest } && rest > TimeSpan.Zero && rest.Ticks % TimeSpan.TicksPerMillisecond == 0) return rest;
        reader.Fault("by", $"'{text}' is not how much longer. Write days or less, such as 'P5D' or 'PT12H'.");
        return default;
    }

    private static Hold HoldOf(string word) => Enum.GetValues<Hold>().FirstOrDefault(hold => FactJson.Word(hold) == word);
}
