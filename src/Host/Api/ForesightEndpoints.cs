using Doorstep.Host.Security;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Trying;
using Doorstep.Workflows.Kernel;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>What would become of the cases that run now.</summary>
internal static class ForesightEndpoints
{
    private const string Example = """{"version":2,"days":60,"people":"silent","mapping":{"states":[{"definition":"visit","from":"VisitReview","to":"Review"}],"otherwise":"RECOMPUTE"}}""";

    private static readonly string[] People = ["silent", "random"];

    public static void MapForesight(this IEndpointRouteBuilder definitions) =>
        definitions.MapPost("/{id}/foresight", ForeseeAsync).WithName("foreseeDefinition").Produces<Foresight>().ProducesProblem(404).ProducesProblem(422).ProducesProblem(503)
            .Takes(Example, BodySchemas.Foresight).WithSummary("What would become of the cases that run now if a version were in force for them")
            .WithDescription("Copies of all live cases go over and go on in memory: which cannot and why, which get stuck, which deadlines move, and what leaves the house day by day, before and after. Nothing is changed.");

    private static async Task<IResult> ForeseeAsync(string id, HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<ForeseeDefinition>(context.Request);
        if (problem is not null) return problem;
        var faults = RequestBody.Unknown(body, "version", "days", "people", "seed", "mapping").ToList();
        var people = RequestBody.Text(body, "people", faults) ?? People[0];
        if (!People.Contains(people)) faults.Add(new Fault("people", $"'{people}' is none of: {string.Join(", ", People)}."));
        var plain = new ForesightWish();
        List<(string Path, string Message)> wrong = [];
        var (version, wish) = (RequestBody.Whole(body, "version", faults), plain with
        {
            Days = RequestBody.Whole(body, "days", faults) ?? plain.Days, IsRandom = people == "random", Seed = RequestBody.Whole(body, "seed", faults) ?? plain.Seed,
            Plan = RepinPlanText.Read(body.TryGetProperty("mapping", out var mapping) ? mapping : default, "mapping.", new DeadlinePolicy.Recompute(), wrong),
        });
        faults.AddRange(wrong.Select(fault => new Fault(fault.Path, fault.Message)));
        return faults.Count > 0
            ? Problems.Invalid("Nothing can be foreseen like this.", faults)
            : (await sender.Send(new ForeseeDefinition(id, version, wish, context.Actor()), context.RequestAborted)).Ok(seen => seen);
    }
}
