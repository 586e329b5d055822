using System.Text.Json;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>A visit pack: its content, its hash, and whether a visit may take it along now.</summary>
internal sealed record VisitPackView(string Hash, bool Usable, IEnumerable<string> Faults, JsonElement Pack)
{
    public static VisitPackView Of(VisitPackState state) => new(state.Pack.Hash, state.Faults.Count == 0, state.Faults, state.Pack.Content);
}

/// <summary>Visit packs (S10).</summary>
internal static class VisitPackEndpoints
{
    public static void MapVisitPacks(this IEndpointRouteBuilder cases)
    {
        cases.MapPost("/{id}/visit-pack", async (string id, HttpContext context, ISender sender) =>
            {
                var (body, problem) = await RequestBody.ReadOptionalAsync<MakeVisitPack>(context.Request);
                if (problem is not null) return problem;
                var faults = RequestBody.Unknown(body).ToArray();
                return faults.Length > 0 ? Problems.Invalid("A visit pack is made of the case; nothing is to be said about it.", faults) : (await sender.Send(new MakeVisitPack(id, context.Actor()))).Ok(VisitPackView.Of);
            })
            .WithName("makeVisitPack").Produces<VisitPackView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(503).WithSummary("Make the pack of a visit")
            .WithDescription("From the case as it is now: what is owed, what is still to come of a plan, the options that fit. Dated, hashed and a fact of the case. A visit is refused without one, or when it is older than a day or the balance has changed.");
        cases.MapGet("/{id}/visit-pack", async (string id, HttpContext context, ISender sender) => (await sender.Send(new GetVisitPack(id, context.Actor()))).Ok(VisitPackView.Of))
            .WithName("getVisitPack").Produces<VisitPackView>().ProducesProblem(404).ProducesProblem(422).WithSummary("The visit pack that was made last");
    }
}
