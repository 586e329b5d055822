using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Commands.Trying;

/// <summary>A version that is tried out, in the machine that cases would start.</summary>
/// <param name="Version">The version.</param>
/// <param name="Machine">The machine that cases start: the version's own, or one that runs it inside itself.</param>
internal sealed record DraftFamily(DefinitionRecord Version, StateMachine Machine);

/// <summary>Puts machines together as they would be if a version were published.</summary>
internal sealed class DraftFamilies(IDefinitionStore store, DefinitionCompiler compiler)
{
    /// <summary>The machine that cases would start.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="version">Its version; null: the latest.</param>
    /// <param name="root">The definition that cases start on; null: the definition itself, or where it is only a part of others, the one that runs it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Reply<DraftFamily>> FindAsync(string definitionId, int? version, string? root, CancellationToken cancellation)
    {
        var found = version is { } wanted ? await store.FindAsync(definitionId, wanted, cancellation) : await store.LatestAsync(definitionId, cancellation);
        if (found is null) return Refuse.NotFound<DraftFamily>($"There is no definition '{definitionId}'{(version is { } number ? $" in version {number}" : "")}.");
        var compiled = compiler.Compile(found.Json, found.DefinitionId, found.Version);
        if (compiled.Machine is not { } draft)
            return Refuse.Impossible<DraftFamily>($"Version {found.Version} of '{definitionId}' cannot run as it is.", compiled.Faults.Select(fault => new Fault(PathWords.Of(compiled.Definition, fault.Path).En, fault.Message)));

        var published = await PublishedAsync(cancellation);
        var machines = published.Where(machine => machine.Id != definitionId).Append(draft).ToDictionary(machine => machine.Id, StringComparer.Ordinal);
        var rootId = root ?? Root(draft, machines);
        var (members, missing) = Members(rootId, machines);
        return missing.Length > 0
            ? Refuse.Impossible<DraftFamily>($"'{rootId}' cannot run with version {found.Version} of '{definitionId}'.", missing.Select(id => new Fault(id, $"'{id}' is not published.")))
            : !members.Contains(draft) ? Refuse.Invalid<DraftFamily>($"'{definitionId}' does not run inside '{rootId}'.", [new Fault("root", $"'{rootId}' does not run '{definitionId}' inside itself.")])
            : new Reply<DraftFamily>.Done(new DraftFamily(found, members[0].WithSubmachines(members)));
    }

    /// <summary>A definition that no case starts in is tried out inside the first that runs it and starts cases itself.</summary>
    private static string Root(StateMachine draft, Dictionary<string, StateMachine> machines) => !draft.IsPart ? draft.Id
        : machines.Values.Where(machine => machine.References.Contains(draft.Id) && !machine.IsPart).OrderBy(machine => machine.Id, StringComparer.Ordinal).FirstOrDefault()?.Id ?? draft.Id;

    private static (StateMachine[] Members, string[] Missing) Members(string root, Dictionary<string, StateMachine> machines)
    {
        var (members, missing, waiting, seen) = (new List<StateMachine>(), new List<string>(), new Queue<string>([root]), new HashSet<string>(StringComparer.Ordinal));
        while (waiting.TryDequeue(out var id))
        {
            if (!seen.Add(id)) continue;
            if (!machines.TryGetValue(id, out var machine)) missing.Add(id);
            else
            {
                members.Add(machine);
                foreach (var inner in machine.References) waiting.Enqueue(inner);
            }
        }

        return ([.. members], [.. missing]);
    }

    private async Task<IReadOnlyList<StateMachine>> PublishedAsync(CancellationToken cancellation)
    {
        var machines = new List<StateMachine>();
        foreach (var row in (await store.ListAsync(null, withJson: true, cancellation)).Where(row => row.Status == DefinitionStatus.Published))
            if (compiler.Compile(row.Json, row.DefinitionId, row.Version).Machine is { } machine) machines.Add(machine);
        return machines;
    }
}
