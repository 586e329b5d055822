using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Lists;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>Lists of cases that are kept, and lists that leave the house.</summary>
internal static class CaseListEndpoints
{
    private const string Example = """{"filter":{"hold":"DISPUTE","ageMin":30},"purpose":"DISPUTE","reason":"Weekly look at old objections."}""";

    public static void MapCaseLists(this IEndpointRouteBuilder api)
    {
        api.MapPost("/cases/export", ExportAsync).WithTags("Cases").WithName("exportCases").Produces(StatusCodes.Status200OK, contentType: "text/csv").Takes(Example, BodySchemas.CaseExport)
            .WithSummary("A list of cases as a CSV file, for a purpose")
            .WithDescription($"Names are masked, no cell is run as a formula, UTF-8 with its mark. At most {ExportCases.RowsMax} rows. The audit log has who and what for before the first row is given, and the number of rows after the last. Column names by Accept-Language.");
        var views = api.MapGroup("/case-views").WithTags("Cases");
        views.MapGet("", async (HttpContext context, ISender sender) => (await sender.Send(new ListViews(context.Actor()))).Ok(found => found))
            .WithName("listCaseViews").Produces<IEnumerable<KeptView>>().WithSummary("The filters that you have kept, by name").WithDescription("Everybody has their own; nobody sees another person's.");
        views.MapPut("/{name}", SaveAsync).WithName("saveCaseView").Produces<KeptView>().ProducesProblem(409).ProducesProblem(503).Takes("""{"filter":{"hold":"DECEASED","status":"running"}}""", BodySchemas.CaseView)
            .WithSummary("Keep a filter under a name; one of that name is replaced");
        views.MapDelete("/{name}", async (string name, HttpContext context, ISender sender) => (await sender.Send(new RemoveView(name, context.Actor()))).Ok(view => view))
            .WithName("removeCaseView").Produces<KeptView>().ProducesProblem(404).ProducesProblem(503).WithSummary("Remove a filter that you have kept");
    }

    private static async Task<IResult> ExportAsync(HttpContext context, TimeProvider clock, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<ExportCases>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "filter", "purpose", "reason"));
        var command = new ExportCases(CaseFilters.Read(body, faults), RequestBody.Text(body, "purpose", faults), RequestBody.Text(body, "reason", faults), context.Actor());
        return faults.Count > 0 ? Problems.Invalid("The list cannot be taken out like this.", faults) : Csv(await sender.Send(command), context, clock);
    }

    /// <summary>The file, or why there is none.</summary>
    internal static IResult Csv(Reply<CaseExport> answer, HttpContext context, TimeProvider clock) =>
        answer.To(export => new CaseCsv(export, context.Request.IsChinese(), clock.GetUtcNow()));

    private static async Task<IResult> SaveAsync(string name, HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<SaveView>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "filter"));
        var command = new SaveView(name, CaseFilters.Read(body, faults), context.Actor());
        return faults.Count > 0 ? Problems.Invalid("The view cannot be kept like this.", faults) : (await sender.Send(command)).Ok(view => view);
    }
}
