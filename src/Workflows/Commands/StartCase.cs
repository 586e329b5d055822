using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Watching;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Starts a case, or answers what it answered before under the same key, or to the same body for a business key whose case is running.</summary>
/// <param name="IdempotencyKey">The caller's key, 1 to 200 characters; null: the body's <c>idempotencyKey</c>.</param>
/// <param name="Body">A loan's case (<c>schema: case.start/1</c>, domain.md e) or any other (<c>schema: workflow.start/1</c>).</param>
/// <param name="Actor">Who starts it.</param>
[Allow(Role.Service, Role.Supervisor), ForScoped]
public sealed record StartCase(string? IdempotencyKey, JsonElement Body, Actor Actor) : ICommand<Reply<StartAnswer>>, IActed;

internal sealed class StartCaseHandler(IGrainFactory grains, PackShelf packs, MachineCatalogue machines, AssignmentDoor door) : ICommandHandler<StartCase, Reply<StartAnswer>>
{
    public async ValueTask<Reply<StartAnswer>> Handle(StartCase command, CancellationToken cancellationToken)
    {
        var (order, faults) = StartOrder.Read(command.IdempotencyKey, command.Body, await packs.ReferencesAsync(cancellationToken));
        if (order is null) return Refuse.Invalid<StartAnswer>("The case cannot be started as it is.", [.. faults, .. await AgainstDefinition(command.Body.Member("definition"), faults, cancellationToken)]);
        if (!command.Actor.Sees(order.Tenant)) throw new ForbiddenException($"'{command.Actor.Name}' starts cases of {string.Join(", ", command.Actor.Tenants)} only, not of '{order.Tenant}'.");
        var caseId = CaseId.From(order.Tenant, order.Key);
        if (order.Agent is not { } agent) return Said(await StartAsync(caseId, order, command), order);
        StartAnswer? answer = null;
        var refused = await door.StartAsync(caseId, agent, order.Tenant, order.Input.Member("customer").Text("token") ?? "", command.Actor.Name, async () => (answer = await StartAsync(caseId, order, command)) is { Outcome: StartOutcome.Started } && answer.CaseId == caseId, cancellationToken);
        return refused ?? Said(answer!, order);
    }

    private Task<StartAnswer> StartAsync(string caseId, StartOrder order, StartCase command) => grains.GetGrain<ICaseGrain>(caseId).Start(new StartMessage
    {
        Tenant = order.Tenant, BusinessKey = order.BusinessKey, DefinitionId = order.DefinitionId, DefinitionVersion = order.DefinitionVersion,
        Body = command.Body.GetRawText(), Input = order.Input.GetRawText(), BodyHash = CanonicalJson.Hash(command.Body, StartOrder.KeyMember), Actor = command.Actor.Name, Trace = TraceSpan.Current,
    });

    private static Reply<StartAnswer> Said(StartAnswer answer, StartOrder order) => answer.Outcome switch
    {
        StartOutcome.Started => new Reply<StartAnswer>.Done(answer),
        StartOutcome.OtherBody or StartOutcome.BusinessKeyTaken => Refuse.Conflict<StartAnswer>(answer.Reason),
        StartOutcome.Busy => new Reply<StartAnswer>.Refused(RefusalKind.Busy, answer.Reason),
        StartOutcome.NoDefinition => Refuse.Impossible<StartAnswer>(answer.Reason, [new Fault(PathOf(order.DefinitionVersion), answer.Reason)]),
        _ => Refuse.Impossible<StartAnswer>(answer.Reason),
    };

    /// <summary>What the case itself would say of its definition once nothing else is wrong; said with the rest, so that nobody has to ask twice. A body without other faults asks it only there.</summary>
    private async Task<IEnumerable<Fault>> AgainstDefinition(JsonElement definition, IReadOnlyList<Fault> faults, CancellationToken cancellation)
    {
        if (definition.Text("key") is not { Length: > 0 } id) return [];
        int? version = Values.IsNull(definition.Member("version")) || faults.Any(fault => fault.Path == "definition.version") ? null : definition.Member("version").GetInt32();
        var (machine, reason) = await machines.ForStartAsync(id, version, cancellation);
        return machine is null ? [new Fault(PathOf(version), reason)] : [];
    }

    private static string PathOf(int? version) => version is null ? "definition.key" : "definition";
}
