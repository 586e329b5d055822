using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Simulation;

/// <summary>A line of a script.</summary>
/// <param name="In">The state whose coming the line waits for: a state path, its last part, or its first; null: the start.</param>
/// <param name="After">How long after that.</param>
/// <param name="Type">The event.</param>
/// <param name="Data">What it says.</param>
public sealed record ScriptLine(string? In, Duration After, string Type, JsonElement Data);

/// <summary>Somebody who does what is written, each line once.</summary>
internal sealed class ScriptedPerson(ImmutableArray<ScriptLine> script, DateTimeOffset startAt, JsonElement body) : SimulatedPerson
{
    private readonly List<ScriptLine> _waiting = [.. script.Where(line => line.In is not null)];
    private readonly PriorityQueue<SimulatedEvent, (DateTimeOffset, int)> _next = new(script.Select((line, index) => (line, index)).Where(one => one.line.In is null)
        .Select(one => (new SimulatedEvent(one.line.After.After(startAt), one.line.Type, one.line.Data), (one.line.After.After(startAt), one.index))));

    private string? _state;

    public override DateTimeOffset StartAt => startAt;

    public override JsonElement StartBody => body;

    public override DateTimeOffset? NextAt => _next.TryPeek(out var next, out _) ? next.At : null;

    public override SimulatedEvent Take() => _next.Dequeue();

    public override void Stands(SimulatedStanding standing, bool isOwnDoing)
    {
        if (standing.State == _state) return;
        _state = standing.State;
        foreach (var line in _waiting.Where(line => IsIn(standing.State, line.In!)).ToArray())
        {
            _waiting.Remove(line);
            var at = line.After.After(standing.Now);
            _next.Enqueue(new SimulatedEvent(at, line.Type, line.Data), (at, script.IndexOf(line)));
        }
    }

    private static bool IsIn(string path, string state) => path == state || path.StartsWith($"{state}/", StringComparison.Ordinal) || path.EndsWith($"/{state}", StringComparison.Ordinal);
}
