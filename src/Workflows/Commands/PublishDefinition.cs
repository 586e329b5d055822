using Doorstep.Workflows.Commands.Publishing;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Lets new cases start on the latest version of a definition. Running cases stay on theirs.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Designer)]
public sealed record PublishDefinition(string DefinitionId, Actor Actor) : ICommand<Reply<DefinitionSaved>>, IActed;

/// <summary>Takes the published version back: no new case starts on it, running ones go on.</summary>
[Allow(Role.Designer)]
public sealed record RetireDefinition(string DefinitionId, Actor Actor) : ICommand<Reply<DefinitionRecord>>, IActed;

internal sealed class PublishDefinitionHandler(
    IDefinitionStore store, DefinitionCompiler compiler, SubmachineChecks submachines, LivenessCheck liveness, FourEyes fourEyes, TimeProvider clock) :
    ICommandHandler<PublishDefinition, Reply<DefinitionSaved>>, ICommandHandler<RetireDefinition, Reply<DefinitionRecord>>
{
    public async ValueTask<Reply<DefinitionSaved>> Handle(PublishDefinition command, CancellationToken cancellationToken)
    {
        if (await store.LatestAsync(command.DefinitionId, cancellationToken) is not { } latest) return Refuse.NotFound<DefinitionSaved>($"There is no definition '{command.DefinitionId}'.");
        var compiled = await submachines.CheckAsync(compiler.Compile(latest.Json, latest.DefinitionId, latest.Version), cancellationToken);
        if (latest.Status == DefinitionStatus.Published) return new Reply<DefinitionSaved>.Done(new DefinitionSaved(latest, compiled));
        if (latest.Status == DefinitionStatus.Retired)
            return Refuse.Conflict<DefinitionSaved>($"Version {latest.Version} of '{latest.DefinitionId}' is retired. Save it again to make a new version.");
        compiled = await liveness.LookAsync(compiled, cancellationToken);
        var faults = DefinitionCommandHandler.Faults(compiled).ToArray();
        if (faults.Length > 0) return Refuse.Impossible<DefinitionSaved>($"Version {latest.Version} of '{latest.DefinitionId}' cannot be published.", faults);
        if (await fourEyes.ObjectionAsync<DefinitionSaved>(latest, command.Actor, cancellationToken) is { } objection) return objection;

        var published = latest with { Status = DefinitionStatus.Published, PublishedAt = clock.GetUtcNow() };
        if (!await store.SaveAsync(published, latest.ContentHash, cancellationToken))
            return Refuse.Conflict<DefinitionSaved>($"'{latest.DefinitionId}' was changed at the same moment. Look at it and publish again.");
        await fourEyes.PublishedAsync(published, command.Actor, cancellationToken);
        return new Reply<DefinitionSaved>.Done(new DefinitionSaved(published, compiled));
    }

    public async ValueTask<Reply<DefinitionRecord>> Handle(RetireDefinition command, CancellationToken cancellationToken)
    {
        if (await store.PublishedAsync(command.DefinitionId, cancellationToken) is not { } published)
            return Refuse.NotFound<DefinitionRecord>($"There is no published version of '{command.DefinitionId}'.");
        // Whatever runs it inside itself could start no case any more.
        var inside = (await store.ListAsync(null, withJson: true, cancellationToken)).Where(row => row.Status == DefinitionStatus.Published && row.DefinitionId != command.DefinitionId
            && compiler.Compile(row.Json, row.DefinitionId, row.Version).Submachines.Any(use => use.DefinitionId == command.DefinitionId)).Select(row => $"'{row.DefinitionId}'").Order(StringComparer.Ordinal).ToArray();
        if (inside.Length > 0)
            return Refuse.Conflict<DefinitionRecord>($"'{command.DefinitionId}' runs inside {string.Join(", ", inside)}, and {(inside.Length == 1 ? "that is" : "those are")} published: no case could start there any more. Retire {(inside.Length == 1 ? "it" : "those")} first, or publish a new version of '{command.DefinitionId}'.");
        var retired = published with { Status = DefinitionStatus.Retired };
        return await store.SaveAsync(retired, published.ContentHash, cancellationToken)
            ? new Reply<DefinitionRecord>.Done(retired)
            : Refuse.Conflict<DefinitionRecord>($"'{command.DefinitionId}' was changed at the same moment.");
    }
}
