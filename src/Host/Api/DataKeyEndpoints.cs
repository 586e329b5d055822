using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Storage.Seals;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>A key that data is sealed with; the one with the highest number seals.</summary>
internal sealed record DataKeyView(int Number, DateTimeOffset MadeAt, string MadeBy)
{
    public static DataKeyView Of(DataKeyRecord row) => new(row.Number, row.MadeAt, row.MadeBy);
}

/// <summary>The keys that data is sealed with.</summary>
internal static class DataKeyEndpoints
{
    private const int ResealMax = 100_000;

    public static void MapDataKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/data-keys").WithTags("People and keys");
        keys.MapGet("", async (HttpContext context, ISender sender) => (await sender.Send(new ListDataKeys(context.Actor()))).Ok(found => found.Select(DataKeyView.Of)))
            .WithName("listDataKeys").Produces<IEnumerable<DataKeyView>>().WithSummary("The keys that data is sealed with, oldest first, without the keys themselves");
        keys.MapPost("/rotate", RotateAsync).WithName("rotateDataKeys").Produces<DataKeyView>().Takes("""{"reason":"Yearly drill."}""", BodySchemas.Reason)
            .WithSummary("Make a new data key").WithDescription("It seals from now on; the others still open. What closes them in the key ring is made anew as well.");
        keys.MapPost("/reseal", ResealAsync).WithName("resealData").Produces<ResealRound>().Takes("""{"reason":"Yearly drill."}""", BodySchemas.Reason).Query("limit", "Values of this round.", 1, ResealMax, 10_000)
            .WithSummary("Seal with the newest key what older ones have sealed").WithDescription("Send it again until `isDone`. What rows say does not change, and their chains verify as before.");
    }

    private static async Task<IResult> RotateAsync(HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<RotateDataKeys>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "reason"));
        var reason = RequestBody.Text(body, "reason", faults);
        return faults.Count > 0 ? Problems.Invalid("A person who acts says why.", faults) : (await sender.Send(new RotateDataKeys(reason, context.Actor()))).Ok(DataKeyView.Of);
    }

    private static async Task<IResult> ResealAsync(string? limit, HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<ResealData>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "reason"));
        var values = CaseQueryEndpoints.Number(limit, "limit", 10_000, 1, ResealMax, faults);
        var reason = RequestBody.Text(body, "reason", faults);
        return faults.Count > 0 ? Problems.Invalid("A person who acts says why.", faults) : (await sender.Send(new ResealData(values, reason, context.Actor()))).Ok(round => round);
    }
}
