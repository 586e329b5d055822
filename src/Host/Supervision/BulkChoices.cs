using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overview;

namespace Doorstep.Host.Supervision;

/// <summary>What the fields of a bulk override suggest; whoever knows better types something else. Of each the value, and how people call it.</summary>
/// <param name="Definitions">Published definitions.</param>
/// <param name="States">States in which cases stand.</param>
/// <param name="Deadlines">Transitions that a deadline takes.</param>
internal sealed record BulkChoices(ImmutableArray<(string Value, string Name)> Definitions, ImmutableArray<(string Value, string Name)> States, ImmutableArray<(string Value, string Name)> Deadlines)
{
    private static readonly FrozenSet<string> Clocks = ActivityCatalogue.Types.Where(type => type.Descriptor.IsTimed).Select(type => type.Descriptor.TypeName).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Nothing to suggest.</summary>
    public static BulkChoices None { get; } = new([], [], []);

    /// <summary>Reads them in the reader's name.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="today">The day (UTC).</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<BulkChoices> ReadAsync(Reader reader, DateOnly today, CancellationToken cancellation)
    {
        if (await reader.AskAsync(actor => new ListDefinitions(null, actor), cancellation) is not Reply<IReadOnlyList<DefinitionRecord>>.Done(var all)) return None;
        var published = all.Where(one => one.Status == DefinitionStatus.Published).OrderBy(one => one.DefinitionId, StringComparer.Ordinal).ToArray();
        var deadlines = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in published)
        {
            if (await reader.AskAsync(actor => new GetDefinition(one.DefinitionId, one.Version, actor), cancellation) is not Reply<DefinitionRecord>.Done(var record) || DefinitionReader.Read(record.Json, []) is not { } definition) continue;
            foreach (var way in definition.Transitions)
                if (way.Name is { } name && IsTimed(way.Trigger)) deadlines.TryAdd(name, way.DisplayName ?? name);
        }

        var portfolio = await reader.AskAsync(actor => new GetPortfolio(today, today, actor), cancellation);
        return new BulkChoices(
            [.. published.Select(one => (one.DefinitionId, one.Name))],
            portfolio is Reply<Portfolio>.Done(var now) ? [.. now.States.Select(line => (line.Name, StateWords.Of(line.Name, reader.IsChinese)))] : [],
            [.. deadlines.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal)]);
    }

    private static bool IsTimed(JsonElement trigger) =>
        trigger.ValueKind == JsonValueKind.Object && trigger.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && Clocks.Contains(type.GetString()!);
}
