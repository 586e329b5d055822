using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Host.Supervision;

/// <summary>What somebody fills in for a verb. Whether it can be is for the command to say.</summary>
public sealed class OverrideForm
{
    /// <summary>Every hold there is.</summary>
    internal static IReadOnlyList<string> Holds { get; } = [.. Enum.GetValues<Hold>().Select(FactJson.Word)];

    /// <summary>The verb.</summary>
    public string Verb { get; private set; } = "";

    /// <summary>A transition, a state, a hold or a unit, whichever the verb takes.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The agent of <c>REASSIGN</c>; none: nobody yet.</summary>
    public string Agent { get; set; } = "";

    /// <summary>Whole days by which a deadline goes on.</summary>
    public string Days { get; set; } = "5";

    /// <summary>Until when, as the reader's clock has it: <c>2031-03-05T09:00</c>.</summary>
    public string Until { get; set; } = "";

    /// <summary>How a case goes over to another version, as JSON; none: as it is.</summary>
    public string Mapping { get; set; } = "";

    /// <summary>Takes another verb, without knowing what it can be done to.</summary>
    internal void Choose(string verb) => (Verb, Agent, Until, Subject) = (verb, "", "", verb == "ADD_HOLD" ? Holds[0] : "");

    /// <summary>Takes another verb, with the first thing that it can be done to.</summary>
    internal void Choose(string verb, OverrideOptions options) => (Verb, Agent, Until, Subject) = (verb, "", "", verb switch
    {
        "EXTEND_DEADLINE" => options.Deadlines.Select(deadline => deadline.Transition).FirstOrDefault(""),
        "SKIP_STEP" => options.Steps.FirstOrDefault(""),
        "MOVE" => options.Targets.FirstOrDefault(""),
        "ADD_HOLD" => Holds[0],
        "RELEASE_HOLD" => options.Holds.Where(hold => hold.Against is null).Select(hold => hold.Hold).FirstOrDefault(""),
        _ => "",
    });

    /// <summary>The verb as the command reads it.</summary>
    internal JsonElement Write(TimeZoneInfo zone)
    {
        var json = new JsonObject { ["verb"] = Verb };
        if (Verb switch { "EXTEND_DEADLINE" or "SKIP_STEP" => "transition", "MOVE" => "target", "ADD_HOLD" or "RELEASE_HOLD" => "hold", "REASSIGN" => "unit", _ => null } is { } member) json[member] = Subject.Trim();
        if (Verb == "EXTEND_DEADLINE") json["by"] = $"P{Days.Trim()}D";
        if (Verb == "REASSIGN" && Agent.Trim().Length > 0) json["agent"] = Agent.Trim();
        if (Verb == "REPIN" && Mapping.Trim().Length > 0) json["mapping"] = MappingJson();
        if (Verb is "SUSPEND" or "ADD_HOLD" && Until.Length > 0) json["until"] = UntilIn(zone);
        return JsonSerializer.SerializeToElement(json);
    }

    /// <summary>The mapping; what is no JSON is sent as text, and the command says so.</summary>
    private JsonNode? MappingJson()
    {
        try
        {
            return JsonNode.Parse(Mapping);
        }
        catch (JsonException)
        {
            return Mapping;
        }
    }

    /// <summary>As an instant; what cannot be read as one is sent as it is, and the command says so.</summary>
    private string UntilIn(TimeZoneInfo zone) => DateTime.TryParse(Until, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && !zone.IsInvalidTime(local)
        ? Instants.Text(new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone))) : Until;
}
