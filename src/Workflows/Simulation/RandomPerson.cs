using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Simulation;

/// <summary>Somebody who knows nothing of the field: says whatever the definition waits for, sooner or later, or nothing. What leaves every state (<c>*</c>) happens rarely.
/// What an event says fits its shape, and where a condition names a value, one of those that the definition asks for is said.</summary>
internal sealed partial class RandomPerson(Chance chance, DateTimeOffset startAt, JsonElement body) : SimulatedPerson
{
    /// <summary>Tries in one state. After that only the clocks of the definition go on.</summary>
    private const int TriesMax = 6;

    private const int OwnWeight = 60;

    private string? _state;
    private int _tries;
    private SimulatedEvent? _next;

    public override DateTimeOffset StartAt => startAt;

    public override JsonElement StartBody => body;

    public override DateTimeOffset? NextAt => _next?.At;

    public override SimulatedEvent Take()
    {
        var next = _next!;
        _next = null;
        return next;
    }

    public override void Stands(SimulatedStanding standing, bool isOwnDoing)
    {
        var isNew = standing.State != _state;
        if (isNew) (_state, _tries, _next) = (standing.State, 0, null);
        if (standing.IsClosed) _next = null;
        else if (_next is null && (isNew || isOwnDoing) && _tries++ < TriesMax) _next = Something(standing);
    }

    private SimulatedEvent? Something(SimulatedStanding standing)
    {
        var ways = standing.Ways.Where(way => !FactCatalogue.Kinds.TryGetValue(way.EventType, out var kind) || !kind.IsOnlyByHouse).ToArray();
        // Silence is an answer as well, and what the deadlines of a definition are for.
        if (ways.Length == 0 || chance.Percent(15)) return null;
        var way = chance.Pick(ways, one => one.IsEverywhere ? 1 : OwnWeight);
        return new SimulatedEvent(standing.Now.AddHours(chance.From(1, 24 * 12)), way.EventType, Says(way, standing.Now));
    }

    private JsonElement Says(WaitedFor way, DateTimeOffset now)
    {
        var data = FactCatalogue.Kinds.TryGetValue(way.EventType, out var kind) ? kind.Shape.Example() : [];
        foreach (var asked in Asked().Matches(way.Condition ?? "").GroupBy(match => match.Groups["name"].Value, StringComparer.Ordinal))
        {
            var values = asked.Where(match => match.Groups["is"].Value is "==" or "===").Select(match => match.Groups["value"].Value).ToArray();
            if (values.Length > 0) data[asked.Key] = Parsed(chance.Pick(values));
        }

        foreach (var (name, value) in data.ToArray())
            if (value is JsonValue text && text.TryGetValue<string>(out var written) && DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                data[name] = DateOnly.FromDateTime(now.UtcDateTime).AddDays(chance.From(1, 14)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return JsonSerializer.SerializeToElement(data);
    }

    private static JsonNode? Parsed(string value) => value[0] is '\'' or '"' ? JsonValue.Create(value[1..^1]) : JsonNode.Parse(value);

    /// <summary><c>event.data.decision == 'VISIT'</c>.</summary>
    [GeneratedRegex(@"event\.data\.(?<name>\w+)\s*(?<is>===?|!==?)\s*(?<value>'[^'\\]*'|""[^""\\]*""|true|false|-?\d{1,15})")]
    private static partial Regex Asked();
}
