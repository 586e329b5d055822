using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Commands;

/// <summary>Which running cases each agent has. A row is written before its case says so, under a version: two assignments at once never pass a cap together.</summary>
internal sealed class Workloads(RegisterStore registers, RunningCases running, TimeProvider clock)
{
    private const string Kind = "WORKLOAD";
    private const int AgentsMax = 1000;
    private const int AttemptsMax = 5;

    /// <summary>Running cases of every agent, as the rows say.</summary>
    public async Task<IReadOnlyDictionary<string, int>> AllAsync(CancellationToken cancellation)
    {
        var rows = (await registers.ListAsync(Kind, AgentsMax, cancellation)).Select(row => (row.Key, Cases: Read(row))).ToArray();
        var alive = await running.AmongAsync([.. rows.SelectMany(row => row.Cases).Distinct(StringComparer.Ordinal)], cancellation);
        return rows.ToDictionary(row => row.Key, row => row.Cases.Count(alive.Contains), StringComparer.Ordinal);
    }

    /// <summary>The cases of one agent.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(string agent, CancellationToken cancellation) => await registers.FindAsync(Kind, agent, cancellation) is { } row ? Read(row) : [];

    /// <summary>Takes a place for a case; the load where there is none. Closed cases make room.</summary>
    public async Task<(bool IsTaken, int Load)> TakeAsync(string agent, string caseId, int capacity, string by, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var row = await registers.FindAsync(Kind, agent, cancellation);
            var known = row is null ? [] : Read(row);
            var alive = await running.AmongAsync(known, cancellation);
            if (alive.Contains(caseId)) return (true, alive.Count);
            if (alive.Count >= capacity) return (false, alive.Count);
            if (await SaveAsync(agent, row, [.. known.Where(alive.Contains), caseId], by, cancellation)) return (true, alive.Count + 1);
        }

        return (false, -1);
    }

    /// <summary>Gives a place back: the case went to somebody else, or was not assigned after all.</summary>
    public async Task ReleaseAsync(string agent, string caseId, string by, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            if (await registers.FindAsync(Kind, agent, cancellation) is not { } row || !Read(row).Contains(caseId)) return;
            if (await SaveAsync(agent, row, Read(row).Remove(caseId), by, cancellation)) return;
        }
    }

    private Task<bool> SaveAsync(string agent, RegisterRecord? row, ImmutableArray<string> cases, string by, CancellationToken cancellation) =>
        registers.SaveAsync(new RegisterRecord(Kind, agent, (row?.Version ?? 0) + 1, JsonSerializer.Serialize(cases, FactJson.Options), clock.GetUtcNow(), by), cancellation);

    private static ImmutableArray<string> Read(RegisterRecord row) => [.. Values.Parse(row.Json).EnumerateArray().Select(Values.ToText)];
}
