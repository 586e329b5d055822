using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Publishes the definition files of a folder: new content is a new version, content that is already there is nothing.</summary>
/// <param name="Folder">The folder; its <c>*.json</c> files are read, not its sub-folders.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Designer)]
public sealed record ImportDefinitions(string Folder, Actor Actor) : ICommand<Reply<IReadOnlyList<DefinitionRecord>>>, IActed;

internal sealed class ImportDefinitionsHandler(IDefinitionStore store, DefinitionCompiler compiler, LivenessCheck liveness, TimeProvider clock)
    : ICommandHandler<ImportDefinitions, Reply<IReadOnlyList<DefinitionRecord>>>
{
    public async ValueTask<Reply<IReadOnlyList<DefinitionRecord>>> Handle(ImportDefinitions command, CancellationToken cancellationToken)
    {
        var files = Directory.Exists(command.Folder) ? Directory.GetFiles(command.Folder, "*.json").Order(StringComparer.Ordinal).ToArray() : [];
        var read = new List<(string File, string Json, CompiledDefinition Compiled)>();
        foreach (var file in files)
        {
            var json = await File.ReadAllTextAsync(file, cancellationToken);
            read.Add((Path.GetFileName(file), json, compiler.Compile(json)));
        }

        var machines = read.Select(item => item.Compiled.Machine).OfType<StateMachine>().DistinctBy(machine => machine.Id, StringComparer.Ordinal).ToArray();
        var faults = read.SelectMany(item => item.Compiled.Faults.Select(fault => new Fault($"{item.File}: {fault.Path}", fault.Message)))
            .Concat(read.Where(item => item.Compiled.Definition is not null).Select(item => (item.File, Wrong: DefinitionId.Fault(item.Compiled.Definition!.DefinitionId)))
                .Where(item => item.Wrong is not null).Select(item => new Fault($"{item.File}: definitionId", item.Wrong!)))
            .Concat(await MissingAsync(read.Select(item => item.Compiled).ToArray(), cancellationToken))
            .Concat((await liveness.LookAsync(machines, cancellationToken)).Faults.Select(fault => new Fault(fault.Path, fault.Message))).ToArray();
        if (faults.Length > 0) return Refuse.Impossible<IReadOnlyList<DefinitionRecord>>($"Definitions in '{command.Folder}' cannot be published.", faults);

        var published = new List<DefinitionRecord>();
        foreach (var (_, json, compiled) in read)
            if (await PublishAsync(compiled.Definition!, json, command.Actor, cancellationToken) is { } record) published.Add(record);
        return new Reply<IReadOnlyList<DefinitionRecord>>.Done(published);
    }

    private async Task<DefinitionRecord?> PublishAsync(AuthoredDefinition definition, string json, Actor actor, CancellationToken cancellation)
    {
        var hash = DefinitionContent.Hash(definition.Json);
        var versions = await store.ListAsync(definition.DefinitionId, withJson: false, cancellation);
        if (versions.Any(version => version.ContentHash == hash && version.Status != DefinitionStatus.Draft)) return null;
        var now = clock.GetUtcNow();
        var latest = await store.LatestAsync(definition.DefinitionId!, cancellation);
        var settled = latest is null ? null : latest with { Status = DefinitionStatus.Retired };
        var record = DefinitionContent.Draft(definition, json, settled, actor.Name, now) with { Status = DefinitionStatus.Published, PublishedAt = now };
        return await store.SaveAsync(record, null, cancellation) ? record : null;
    }

    private async Task<IEnumerable<Fault>> MissingAsync(CompiledDefinition[] compiled, CancellationToken cancellation)
    {
        var here = compiled.Select(item => item.Machine?.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var missing = new List<Fault>();
        foreach (var reference in compiled.SelectMany(item => item.Machine?.References ?? []).Where(reference => !here.Contains(reference)))
            if (await store.PublishedAsync(reference, cancellation) is null) missing.Add(new Fault(reference, $"Submachine '{reference}' is neither in the folder nor published."));
        return missing;
    }
}
