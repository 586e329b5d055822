using System.Text.Json;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Commands.Publishing;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>A stored version and what the compiler says about it.</summary>
public sealed record DefinitionSaved(DefinitionRecord Definition, CompiledDefinition Compiled);

/// <summary>Writes a draft: the latest one if it is a draft, else a new version.</summary>
/// <param name="Json">The definition as Elsa writes it.</param>
/// <param name="ExpectedHash">Content hash that the writer has read, to notice a writer in between; null: the writer has read none, and writes over no draft of anybody else.</param>
/// <param name="Actor">Who.</param>
/// <param name="IsNew">There must be no definition of that id yet.</param>
[Allow(Role.Designer)]
public sealed record SaveDefinition(string Json, string? ExpectedHash, Actor Actor, bool IsNew = false) : ICommand<Reply<DefinitionSaved>>, IActed;

/// <summary>Says what is wrong with a definition, and stores nothing.</summary>
[Allow(Role.Designer, Role.Service, Role.Supervisor, Role.Compliance), ForScoped]
public sealed record ValidateDefinition(string Json, Actor Actor) : IQuery<Reply<CompiledDefinition>>, IActed;

internal sealed class DefinitionCommandHandler(IDefinitionStore store, DefinitionCompiler compiler, SubmachineChecks submachines, LivenessCheck liveness, DraftAuthors authors, PublicationBook publications, TimeProvider clock) :
    ICommandHandler<SaveDefinition, Reply<DefinitionSaved>>, IQueryHandler<ValidateDefinition, Reply<CompiledDefinition>>
{
    public async ValueTask<Reply<DefinitionSaved>> Handle(SaveDefinition command, CancellationToken cancellationToken)
    {
        var compiled = await liveness.LookAsync(await submachines.CheckAsync(compiler.Compile(command.Json), cancellationToken), cancellationToken);
        if (compiled.Definition is not { } definition) return Refuse.Invalid<DefinitionSaved>("This is not a workflow definition.", Faults(compiled));
        if (DefinitionId.Fault(definition.DefinitionId) is { } wrong) return Refuse.Invalid<DefinitionSaved>("A definition needs an id.", [new Fault("definitionId", wrong)]);
        var latest = await store.LatestAsync(definition.DefinitionId!, cancellationToken);
        if (latest is null && (await store.ListAsync(null, withJson: false, cancellationToken)).FirstOrDefault(other => string.Equals(other.DefinitionId, definition.DefinitionId, StringComparison.OrdinalIgnoreCase)) is { } twin)
            return Refuse.Conflict<DefinitionSaved>($"'{definition.DefinitionId}' and '{twin.DefinitionId}' differ in capitals only, and nobody could tell them apart. Take another id.");
        if (command.ExpectedHash is not null && latest is null)
            return Refuse.Conflict<DefinitionSaved>($"There is no definition '{definition.DefinitionId}' that you can have read. Leave If-Match out to save a new one.");
        if (command.ExpectedHash is { } expected && latest is not null && latest.ContentHash != expected)
            return Overtaken(latest);
        if (command.IsNew && latest is not null) return Overtaken(latest);

        var draft = DefinitionContent.Draft(definition, command.Json, latest, command.Actor.Name, clock.GetUtcNow());
        if (latest is { Status: not DefinitionStatus.Retired } && latest.ContentHash == draft.ContentHash) return new Reply<DefinitionSaved>.Done(new DefinitionSaved(latest, compiled));
        if (command.ExpectedHash is null && latest is { Status: DefinitionStatus.Draft } && !Person.IsSame(latest.CreatedBy, command.Actor.Name)) return Overtaken(latest);
        await authors.AddAsync(draft, isNew: latest is not { Status: DefinitionStatus.Draft }, cancellationToken);
        var overwritten = latest is { Status: DefinitionStatus.Draft } ? latest.ContentHash : null;
        if (await store.SaveAsync(draft, overwritten, cancellationToken))
        {
            if (overwritten is not null) await publications.OvertakeAsync(draft, cancellationToken);
            return new Reply<DefinitionSaved>.Done(new DefinitionSaved(draft, compiled));
        }

        return await store.LatestAsync(draft.DefinitionId, cancellationToken) is { } first
            ? Overtaken(first)
            : Refuse.Conflict<DefinitionSaved>($"Somebody deleted '{draft.DefinitionId}' at the same moment. Save yours as a new one.");
    }

    private static Reply<DefinitionSaved> Overtaken(DefinitionRecord latest) => Refuse.Conflict<DefinitionSaved>(
        $"'{latest.CreatedBy}' saved version {latest.Version} of '{latest.DefinitionId}' at {Instants.Text(latest.CreatedAt)}. Read it and put your change on top: If-Match with its contentHash says that you have.");

    public async ValueTask<Reply<CompiledDefinition>> Handle(ValidateDefinition query, CancellationToken cancellationToken) =>
        new Reply<CompiledDefinition>.Done(await liveness.LookAsync(await submachines.CheckAsync(compiler.Compile(query.Json), cancellationToken), cancellationToken));

    internal static IEnumerable<Fault> Faults(CompiledDefinition compiled) => compiled.Faults.Select(fault => new Fault(fault.Path, fault.Message));
}

/// <summary>What of a definition is its content: everything but what a server says about the version.</summary>
internal static class DefinitionContent
{
    private static readonly string[] Volatile = ["id", "version", "createdAt", "isLatest", "isPublished", "links", "toolVersion", "$schema"];

    public static string Hash(JsonElement json) => Convert.ToHexStringLower(CanonicalJson.Hash(json, Volatile));

    public static DefinitionRecord Draft(AuthoredDefinition definition, string json, DefinitionRecord? latest, string by, DateTimeOffset now)
    {
        var isOverwrite = latest is { Status: DefinitionStatus.Draft };
        var version = latest is null ? 1 : isOverwrite ? latest.Version : latest.Version + 1;
        return new DefinitionRecord
        {
            Id = $"{definition.DefinitionId}:{version}", DefinitionId = definition.DefinitionId!, Version = version, Name = definition.Name,
            Status = DefinitionStatus.Draft, Json = json, ContentHash = Hash(definition.Json), CreatedAt = now, CreatedBy = by,
        };
    }
}
