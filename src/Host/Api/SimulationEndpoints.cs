using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Trying;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Simulation;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>Trying a version out before it is published.</summary>
internal static class SimulationEndpoints
{
    private const string Example =
        """{"version":2,"cases":1000,"seed":7,"days":365,"script":[{"after":"P3D","type":"PaymentReceived","data":{"amount":120000}},{"in":"Escalated","after":"P2D","type":"EscalationReviewed","data":{"decision":"REMOTE","reason":"synthetic","by":"reviewer_syn_1"}}]}""";

    public static void MapSimulations(this IEndpointRouteBuilder definitions)
    {
        definitions.MapPost("/{id}/simulations", SimulateAsync).WithName("simulateDefinition").Produces<Simulated>().ProducesProblem(404).ProducesProblem(422).ProducesProblem(503)
            .Takes(Example, BodySchemas.Simulation).WithSummary("Play invented cases on a version under a virtual clock")
            .WithDescription("The real machine, case file, guards and clocks, in memory; nothing is stored but the result. Thousands of cases take seconds; after two minutes what is done is summed up (`isCut`). With a script people do what is written, otherwise whatever chance says; the same seed gives the same result.");
        definitions.MapGet("/{id}/simulations", ListAsync).WithName("listSimulations").Produces<IEnumerable<Simulated>>().ProducesProblem(400)
            .WithSummary("Simulations of a definition, the latest first").WithDescription("The latest five of each version are kept.").Query("limit", "Simulations.", 1, 50, 10);
    }

    private static async Task<IResult> SimulateAsync(string id, HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<SimulateDefinition>(context.Request);
        if (problem is not null) return problem;
        var faults = RequestBody.Unknown(body, "version", "root", "cases", "seed", "days", "start", "script", "body").ToList();
        var version = RequestBody.Whole(body, "version", faults);
        var wish = new SimulationWish
        {
            Root = RequestBody.Text(body, "root", faults), Cases = RequestBody.Whole(body, "cases", faults), Seed = RequestBody.Whole(body, "seed", faults), Days = RequestBody.Whole(body, "days", faults),
            Start = RequestBody.Instant(body, "start", faults), Script = Script(body, faults), Body = body.TryGetProperty("body", out var start) ? start : default,
        };
        return faults.Count > 0
            ? Problems.Invalid("The simulation cannot be made like this.", faults)
            : (await sender.Send(new SimulateDefinition(id, version, wish, context.Actor()), context.RequestAborted)).Ok(made => made);
    }

    private static async Task<IResult> ListAsync(string id, string? limit, HttpContext context, ISender sender)
    {
        var faults = new List<Fault>();
        var rows = CaseQueryEndpoints.Number(limit, "limit", 10, 1, 50, faults);
        return faults.Count > 0 ? Problems.Invalid("The list cannot be made like this.", faults) : (await sender.Send(new ListSimulations(id, rows, context.Actor()))).Ok(made => made);
    }

    private static ImmutableArray<ScriptLine> Script(JsonElement body, List<Fault> faults)
    {
        if (!body.TryGetProperty("script", out var script) || script.ValueKind == JsonValueKind.Null) return [];
        if (script.ValueKind == JsonValueKind.Array) return [.. script.EnumerateArray().Select((line, index) => Line(line, $"script[{index}]", faults)).OfType<ScriptLine>()];
        faults.Add(new Fault("script", $"must be a list, not {Values.Quote(script)}."));
        return [];
    }

    private static ScriptLine? Line(JsonElement line, string path, List<Fault> faults)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault(path, $"must be an object, not {Values.Quote(line)}."));
            return null;
        }

        var wrong = new List<Fault>(RequestBody.Unknown(line, "in", "after", "type", "data"));
        var (where, after, type) = (RequestBody.Text(line, "in", wrong), RequestBody.Text(line, "after", wrong) ?? "PT0S", RequestBody.Text(line, "type", wrong));
        if (!Duration.TryParse(after, out var span)) wrong.Add(new Fault("after", $"'{after}' is not a span of time. Write 'P3D' or 'PT12H'."));
        var data = line.TryGetProperty("data", out var said) ? said : Values.EmptyObject;
        if (data.ValueKind != JsonValueKind.Object) wrong.Add(new Fault("data", $"must be an object, not {Values.Quote(data)}."));
        faults.AddRange(wrong.Select(fault => fault with { Path = $"{path}.{fault.Path}" }));
        return new ScriptLine(where, span, type ?? "", data);
    }
}
