using System.Text;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Publishing;
using Doorstep.Workflows.Definitions.Picture;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>What a version changes, and who approves that it is published.</summary>
internal static class PublicationEndpoints
{
    private const string Language = "zh or en, for what people read.";
    private const string Example = """{"contentHash":"0f3c…","reason":"The longer deadline gives the customer time to send documents."}""";

    private static readonly string[] Statuses = ["pending", "approved", "refused", "void", "published"];

    public static void MapComparisons(this IEndpointRouteBuilder definitions)
    {
        definitions.MapGet("/{id}/diff", async (string id, string? from, string? to, HttpContext context, ISender sender) =>
                await DiffAsync(id, from, to, context, sender, compared => Results.Ok(ComparisonView.Of(compared, context.Request.IsChinese()))))
            .WithName("diffDefinition").Produces<ComparisonView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(422)
            .WithSummary("How two versions differ in what they mean").WithDescription("Without numbers: the latest version against the one that cases start on.")
            .Query("from", "The earlier version; without it the one that cases start on, or did last, before the later one.").Query("to", "The later version; without it the latest, which may be a draft.").Header("Accept-Language", Language);
        definitions.MapGet("/{id}/diff.svg", async (string id, string? from, string? to, HttpContext context, ISender sender) =>
                await DiffAsync(id, from, to, context, sender, compared => Results.Text(PictureSvg.Of(compared.Changes, context.Request.IsChinese()), "image/svg+xml", Encoding.UTF8)))
            .WithName("drawDefinitionDiff").Produces<string>(StatusCodes.Status200OK, "image/svg+xml").ProducesProblem(400).ProducesProblem(404).ProducesProblem(422)
            .WithSummary("The same as a picture of the machine, with what changed marked").Query("from", "As for the sentences.").Query("to", "As for the sentences.").Header("Accept-Language", Language);
    }

    public static void MapPublications(this IEndpointRouteBuilder api)
    {
        var publications = api.MapGroup("/publications").WithTags("Definitions");
        publications.MapGet("", ListAsync).WithName("listPublications").Produces<IEnumerable<PublicationView>>().ProducesProblem(400)
            .WithSummary("Versions that a second designer has to approve, or has").WithDescription("Those that wait come first. A wish is about one content: when the draft changes, it is void.")
            .Query("definitionId", "Only those of this definition.").Query("status", "Only those that stand there.", Statuses).Header("Accept-Language", Language);
        foreach (var (name, isApproved, summary) in ((string, bool, string)[])[("approve", true, "Approve that a version is published"), ("refuse", false, "Refuse that a version is published")])
            publications.MapPost($"/{{definitionId}}/{{version}}/{name}", (string definitionId, string version, HttpContext context, ISender sender) => DecideAsync(definitionId, version, isApproved, context, sender))
                .WithName($"{name}Publication").Produces<PublicationView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).Takes(Example, BodySchemas.PublicationDecision)
                .WithSummary(summary).WithDescription("By a designer who neither asked for it nor wrote any part of the version. The content hash says what was looked at; another content is not decided on. Approving does not publish.")
                .Header("Accept-Language", Language);
    }

    private static async Task<IResult> DiffAsync(string id, string? from, string? to, HttpContext context, ISender sender, Func<DefinitionCompared, IResult> shown)
    {
        var faults = new List<Fault>();
        var (earlier, later) = (Version(from, "from", faults), Version(to, "to", faults));
        return faults.Count > 0 ? Problems.Invalid("The versions cannot be read like this.", faults) : (await sender.Send(new DiffDefinition(id, earlier, later, context.Actor()))).To(shown);
    }

    private static async Task<IResult> ListAsync(string? definitionId, string? status, HttpContext context, ISender sender)
    {
        PublicationStatus? wanted = Enum.TryParse<PublicationStatus>(status, ignoreCase: true, out var known) && Statuses.Contains(status) ? known : null;
        if (status is not null && wanted is null) return Problems.Invalid("The list cannot be made like this.", [new Fault("status", $"'{status}' is none of: {string.Join(", ", Statuses)}.")]);
        return (await sender.Send(new ListPublications(definitionId, wanted, context.Actor()))).Ok(wishes => wishes.Select(wish => PublicationView.Of(wish, context.Actor(), context.Request.IsChinese())));
    }

    private static async Task<IResult> DecideAsync(string definitionId, string version, bool isApproved, HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<DecidePublication>(context.Request);
        if (problem is not null) return problem;
        var faults = RequestBody.Unknown(body, "contentHash", "reason").ToList();
        var (hash, reason) = (RequestBody.Text(body, "contentHash", faults), RequestBody.Text(body, "reason", faults));
        var number = Version(version, "version", faults) ?? 0;
        return faults.Count > 0
            ? Problems.Invalid("The decision cannot be taken as it is.", faults)
            : (await sender.Send(new DecidePublication(definitionId, number, hash, isApproved, reason, context.Actor()))).Ok(wish => PublicationView.Of(wish, context.Actor(), context.Request.IsChinese()));
    }

    private static int? Version(string? text, string name, List<Fault> faults) => text is null ? null : CaseQueryEndpoints.Number(text, name, 0, 1, int.MaxValue, faults);
}
