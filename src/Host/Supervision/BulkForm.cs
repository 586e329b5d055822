using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands.Overrides.Bulk;

namespace Doorstep.Host.Supervision;

/// <summary>What somebody fills in to do the same to many cases. Whether it can be is for the command to say.</summary>
public sealed class BulkForm
{
    /// <summary>What is done to each.</summary>
    public OverrideForm What { get; } = new();

    /// <summary>The definition that the cases run; none: any.</summary>
    public string Definition { get; set; } = "";

    /// <summary>Its version; none: any.</summary>
    public string Version { get; set; } = "";

    /// <summary>State path, or its first part; none: any.</summary>
    public string State { get; set; } = "";

    /// <summary>Start of a case id, a business key or a name; none: any.</summary>
    public string Text { get; set; } = "";

    /// <summary>Only faulted ones.</summary>
    public bool IsFaulted { get; set; }

    /// <summary>The reason of the policy.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Why, in somebody's own words.</summary>
    public string Why { get; set; } = "";

    /// <summary>What proves it, one reference a line.</summary>
    public string Evidence { get; set; } = "";

    /// <summary>The ticket.</summary>
    public string Ticket { get; set; } = "";

    /// <summary>Cases after which it stops until somebody has looked; none: what the policy says.</summary>
    public string LookAfter { get; set; } = "";

    /// <summary>Share of the cases, in percent, after which it stops for a look once more; none: no share.</summary>
    public string CanaryPercent { get; set; } = "";

    /// <summary>Cases a minute at most; none: what the policy says.</summary>
    public string PerMinute { get; set; } = "";

    /// <summary>What <see cref="PreviewBulkOverride"/> reads.</summary>
    internal JsonElement Preview(TimeZoneInfo zone) => JsonSerializer.SerializeToElement(Body(zone));

    /// <summary>What <see cref="RequestBulkOverride"/> reads.</summary>
    /// <param name="zone">Where the times that are filled in are.</param>
    /// <param name="previewed">The override as it was previewed.</param>
    internal JsonElement Request(TimeZoneInfo zone, JsonElement previewed)
    {
        var body = Body(zone);
        body["override"] = JsonNode.Parse(previewed.GetRawText());
        body["reason"] = new JsonObject { ["code"] = Reason, ["text"] = Why };
        body["evidence"] = new JsonArray([.. Evidence.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(reference => JsonValue.Create(reference))]);
        if (Ticket.Trim().Length > 0) body["ticket"] = Ticket.Trim();
        if (LookAfter.Trim().Length > 0) body["lookAfter"] = Number(LookAfter);
        if (CanaryPercent.Trim().Length > 0) body["canaryPercent"] = Number(CanaryPercent);
        if (PerMinute.Trim().Length > 0) body["perMinute"] = Number(PerMinute);
        return JsonSerializer.SerializeToElement(body);
    }

    private JsonObject Body(TimeZoneInfo zone)
    {
        var filter = new JsonObject();
        if (Definition.Trim().Length > 0) filter["definition"] = Definition.Trim();
        if (Version.Trim().Length > 0) filter["version"] = Number(Version);
        if (State.Trim().Length > 0) filter["state"] = State.Trim();
        if (Text.Trim().Length > 0) filter["q"] = Text.Trim();
        if (IsFaulted) filter["faulted"] = true;
        return new JsonObject { ["override"] = JsonNode.Parse(What.Write(zone).GetRawText()), ["filter"] = filter };
    }

    /// <summary>A number; what is none is sent as it is, and the command says so.</summary>
    private static JsonValue? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
}
