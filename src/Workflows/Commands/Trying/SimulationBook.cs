using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Commands.Trying;

/// <summary>Simulations that were made: whoever approves a version can see what it was tried with. The latest of each version stay.</summary>
public sealed class SimulationBook(RegisterStore store)
{
    /// <summary>Simulations of one version that are kept; a later one takes the place of the oldest.</summary>
    private const int PerVersionMax = 5;

    private const int Max = 5_000;
    private const string Kind = "SIMULATION";

    /// <summary>Those of one definition, the latest first.</summary>
    public async Task<IReadOnlyList<Simulated>> ListAsync(string definitionId, int limit, CancellationToken cancellation = default) =>
        [.. (await store.ListAsync(Kind, Max, cancellation)).Where(row => row.Key.StartsWith($"{definitionId}/", StringComparison.Ordinal)).Select(Read).OrderByDescending(made => made.At).Take(limit)];

    /// <summary>Keeps one.</summary>
    internal async Task KeepAsync(Simulated made, CancellationToken cancellation)
    {
        var slots = new List<RegisterRecord?>();
        for (var slot = 0; slot < PerVersionMax; slot++) slots.Add(await store.FindAsync(Kind, Key(made, slot), cancellation));
        var at = slots.FindIndex(row => row is null);
        if (at < 0) at = slots.IndexOf(slots.MinBy(row => row!.ChangedAt));
        // Somebody else's simulation at the same moment takes the place; there are others.
        await store.SaveAsync(new RegisterRecord(Kind, Key(made, at), (slots[at]?.Version ?? 0) + 1, JsonSerializer.Serialize(made, FactJson.Options), made.At, made.By), cancellation);
    }

    private static string Key(Simulated made, int slot) => string.Create(CultureInfo.InvariantCulture, $"{made.DefinitionId}/{made.Version:D6}/{slot}");

    private static Simulated Read(RegisterRecord row) => JsonSerializer.Deserialize<Simulated>(row.Json, FactJson.Options)!;
}
