using System.Collections.Concurrent;
using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Grains;

/// <summary>Compiled machines by definition and version, each with what it runs inside itself. A published version never changes, so it is compiled once.</summary>
public sealed class MachineCatalogue(IDefinitionStore store, DefinitionCompiler compiler)
{
    /// <summary>Whoever asks first compiles; everybody else waits for that one.</summary>
    private readonly ConcurrentDictionary<(string Id, int Version), Lazy<Task<StateMachine>>> _machines = [];
    private readonly ConcurrentDictionary<string, StateMachine> _families = [];

    /// <summary>The machine of a case, with the submachines in the versions that it is pinned to.</summary>
    public async Task<StateMachine> FamilyAsync(string definitionId, IReadOnlyDictionary<string, int> pins, CancellationToken cancellation = default)
    {
        var key = $"{definitionId}|{string.Join('|', pins.Select(pin => $"{pin.Key}:{pin.Value}"))}";
        if (_families.TryGetValue(key, out var family)) return family;
        var members = new List<StateMachine>();
        foreach (var (id, version) in pins) members.Add(await MachineAsync(id, version, cancellation));
        return _families.GetOrAdd(key, members.First(machine => machine.Id == definitionId).WithSubmachines(members));
    }

    /// <summary>The machine that a new case would run: the published version (or the one insisted on) and the published versions of all that it refers to.</summary>
    /// <returns>The machine, or why there is none.</returns>
    public async Task<(StateMachine? Machine, string Reason)> ForStartAsync(string definitionId, int? version, CancellationToken cancellation = default)
    {
        var pins = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        var published = await store.PublishedVersionsAsync(cancellation);
        var waiting = new Queue<string>([definitionId]);
        while (waiting.TryDequeue(out var id))
        {
            if (pins.ContainsKey(id)) continue;
            if (!published.TryGetValue(id, out var latest)) return (null, await MissingAsync(id, definitionId, cancellation));
            if (id == definitionId && version is { } wanted && wanted != latest)
                return (null, $"Definition '{id}' is published in version {latest}, not {wanted}. Start with version {latest} or leave it out.");
            pins.Add(id, latest);
            var machine = await MachineAsync(id, latest, cancellation);
            if (id == definitionId && machine.IsPart) return (null, $"Definition '{id}' is usable as an activity: it runs inside other definitions, and no case starts in it.");
            foreach (var inner in machine.References) waiting.Enqueue(inner);
        }

        return (await FamilyAsync(definitionId, pins.ToImmutable(), cancellation), "");
    }

    /// <summary>A definition, or versions of it, are no more; their numbers may be given out again.</summary>
    public void Forget(string definitionId)
    {
        foreach (var key in _machines.Keys.Where(key => key.Id == definitionId)) _machines.TryRemove(key, out _);
        foreach (var (key, family) in _families)
            if (family.Family.Any(machine => machine.Id == definitionId)) _families.TryRemove(key, out _);
    }

    private async Task<string> MissingAsync(string id, string root, CancellationToken cancellation)
    {
        if (id != root) return $"Definition '{root}' runs '{id}' inside itself, and that is not published.";
        if (await store.LatestAsync(id, cancellation) is { } draft) return $"Definition '{id}' has version {draft.Version} as {draft.Status}, but no published version. Publish it first.";
        var known = (await store.ListAsync(null, withJson: false, cancellation)).Select(definition => definition.DefinitionId).Distinct(StringComparer.Ordinal).ToArray();
        return $"There is no definition '{id}'{Nearest.Hint(id, known)}";
    }

    private async Task<StateMachine> MachineAsync(string id, int version, CancellationToken cancellation)
    {
        var compiling = _machines.GetOrAdd((id, version), _ => new Lazy<Task<StateMachine>>(() => Task.Run(() => CompileAsync(id, version), CancellationToken.None)));
        try
        {
            return await compiling.Value.WaitAsync(cancellation);
        }
        catch when (compiling.Value.IsFaulted)
        {
            _machines.TryRemove(KeyValuePair.Create((id, version), compiling)); // The next one asks the store again.
            throw;
        }
    }

    private async Task<StateMachine> CompileAsync(string id, int version)
    {
        var stored = await store.FindAsync(id, version, CancellationToken.None)
            ?? throw new InvalidOperationException($"Definition '{id}' version {version} is not in the store, but a case is pinned to it.");
        var compiled = compiler.Compile(stored.Json, id, version);
        return compiled.Machine ?? throw new InvalidOperationException($"Definition '{id}' version {version} no longer compiles: {string.Join(" ", compiled.Faults)}");
    }
}
