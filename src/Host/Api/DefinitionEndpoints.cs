using System.Text.Json;
using System.Text.Json.Serialization;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Wording;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>A version of a definition.</summary>
internal sealed record DefinitionView(
    string DefinitionId, int Version, string Name, DefinitionStatus Status, string ContentHash, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? PublishedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Definition = null)
{
    public static DefinitionView Of(DefinitionRecord row, bool withJson = false) => new(
        row.DefinitionId, row.Version, row.Name, row.Status, row.ContentHash, row.CreatedAt, row.CreatedBy, row.PublishedAt, withJson ? JsonElement.Parse(row.Json) : null);
}

/// <summary>What the compiler says: faults keep a definition from being published, warnings do not.</summary>
internal sealed record ValidationView(bool Valid, IEnumerable<Fault> Faults, IEnumerable<Fault> Warnings)
{
    public static ValidationView Of(CompiledDefinition compiled, bool isChinese) =>
        new(compiled.Faults.IsEmpty, compiled.Faults.Select(fault => One(fault, isChinese)), compiled.Warnings.Select(fault => One(fault, isChinese)));

    private static Fault One(DefinitionFault fault, bool isChinese) => new(fault.Path, FaultWords.In(isChinese, fault.Message));
}

/// <summary>A stored version and what the compiler says about it.</summary>
internal sealed record SavedView(DefinitionView Definition, ValidationView Validation)
{
    public static SavedView Of(DefinitionSaved saved, bool isChinese) => new(DefinitionView.Of(saved.Definition), ValidationView.Of(saved.Compiled, isChinese));
}

/// <summary>Something wrong with a definition.</summary>
/// <param name="Path">Where, as a path into the definition, or as a way through its states.</param>
/// <param name="Place">The same in words; Chinese or English by <c>Accept-Language</c>.</param>
/// <param name="Message">What is wrong, and what would work.</param>
internal sealed record FindingView(string Path, string Place, string Message)
{
    public static IEnumerable<FindingView> Of(AuthoredDefinition? definition, IEnumerable<DefinitionFault> faults, bool isChinese) =>
        faults.Select(fault => new FindingView(fault.Path, PathWords.Of(definition, fault.Path).In(isChinese), FaultWords.In(isChinese, fault.Message)));
}

/// <summary>What the compiler and the liveness lint say about a stored version. Faults keep it from being published.</summary>
internal sealed record LintView(string DefinitionId, int Version, DefinitionStatus Status, string ContentHash, bool Valid, IEnumerable<FindingView> Faults, IEnumerable<FindingView> Warnings)
{
    public static LintView Of(DefinitionSaved looked, bool isChinese) => new(
        looked.Definition.DefinitionId, looked.Definition.Version, looked.Definition.Status, looked.Definition.ContentHash, looked.Compiled.Faults.IsEmpty,
        FindingView.Of(looked.Compiled.Definition, looked.Compiled.Faults, isChinese), FindingView.Of(looked.Compiled.Definition, looked.Compiled.Warnings, isChinese));
}

/// <summary>Definitions: drafts, versions, publishing.</summary>
internal static class DefinitionEndpoints
{
    private const string Example =
        """
        {"definitionId":"parcel","name":"Parcel","root":{"id":"parcel","type":"Elsa.StateMachine","initialState":"Waiting",
         "states":[{"name":"Waiting"},{"name":"Delivered"}],
         "transitions":[{"name":"arrive","from":"Waiting","to":"Delivered","trigger":{"id":"arrived","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"ParcelArrived"}}}}]}}
        """;

    public static void MapDefinitions(this IEndpointRouteBuilder api)
    {
        var definitions = api.MapGroup("/definitions").WithTags("Definitions");
        definitions.MapGet("", async (string? definitionId, HttpContext context, ISender sender) =>
                (await sender.Send(new ListDefinitions(definitionId, context.Actor()))).Ok(rows => rows.Select(row => DefinitionView.Of(row))))
            .WithName("listDefinitions").Produces<IEnumerable<DefinitionView>>().WithSummary("Every version of every definition").Query("definitionId", "Only the versions of this one.");
        definitions.MapGet("/{id}", GetAsync).WithName("getDefinition").Produces<DefinitionView>().ProducesProblem(400).ProducesProblem(404)
            .WithSummary("One version with its content").Query("version", "A number from 1; without it the latest version, which may be a draft.");
        definitions.MapGet("/{id}/lint", LintAsync).WithName("lintDefinition").Produces<LintView>().ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Everything that is wrong with a stored version").Query("version", "A number from 1; without it the latest version, which may be a draft.")
            .Header("Accept-Language", "zh or en, for places and messages.");
        definitions.MapComparisons();
        definitions.MapSimulations();
        definitions.MapForesight();
        definitions.MapPost("", SaveAsync).WithName("saveDefinition").Produces<SavedView>().ProducesProblem(409).Takes(Example)
            .Header("If-Match", "The contentHash that was read, to notice somebody else's save in between.")
            .WithSummary("Save a draft").WithDescription("Elsa 3.8 workflow definition JSON. A draft may have faults; they are in the answer and keep it from being published.");
        definitions.MapPost("/{id}/publish", async (string id, HttpContext context, ISender sender) => await NothingAsync<PublishDefinition>(context)
                ?? (await (await sender.Send(new PublishDefinition(id, context.Actor()))).In(context.Request).InAsync(context.Request.IsChinese(), id, context.Actor(), sender)).Ok(saved => SavedView.Of(saved, context.Request.IsChinese())))
            .WithName("publishDefinition").Produces<SavedView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary("Let new cases start on the latest version")
            .WithDescription("Where the version changes a guard, a deadline, a way to a visit or a court, or what reaches people, the answer is 409 `needs-approval`, and a second designer is asked: see /api/v1/publications.");
        definitions.MapPost("/{id}/retire", async (string id, HttpContext context, ISender sender) => await NothingAsync<RetireDefinition>(context)
                ?? (await sender.Send(new RetireDefinition(id, context.Actor()))).Ok(row => DefinitionView.Of(row)))
            .WithName("retireDefinition").Produces<DefinitionView>().ProducesProblem(404).ProducesProblem(409).WithSummary("Let no new case start on it; running ones go on");
        definitions.MapPost("/validate", ValidateAsync).WithName("validateDefinition").Produces<ValidationView>().Takes(Example)
            .WithSummary("Say everything that is wrong with a definition, and store nothing");
    }

    /// <summary>Why a body is not taken where the address says everything; null: there is none, or an empty object.</summary>
    private static async Task<IResult?> NothingAsync<TCommand>(HttpContext context)
        where TCommand : IActed
    {
        var (body, problem) = await RequestBody.ReadOptionalAsync<TCommand>(context.Request);
        return problem ?? (RequestBody.Unknown(body).ToArray() is { Length: > 0 } faults ? Problems.Invalid("The address says everything; no body is read.", faults) : null);
    }

    private static async Task<IResult> GetAsync(string id, string? version, HttpContext context, ISender sender)
    {
        var faults = new List<Fault>();
        int? number = version is null ? null : CaseQueryEndpoints.Number(version, "version", 0, 1, int.MaxValue, faults);
        return faults.Count > 0
            ? Problems.Invalid("The version cannot be read like this.", faults)
            : (await sender.Send(new GetDefinition(id, number, context.Actor()))).Ok(row => DefinitionView.Of(row, withJson: true));
    }

    private static async Task<IResult> LintAsync(string id, string? version, HttpContext context, ISender sender)
    {
        var faults = new List<Fault>();
        int? number = version is null ? null : CaseQueryEndpoints.Number(version, "version", 0, 1, int.MaxValue, faults);
        return faults.Count > 0
            ? Problems.Invalid("The version cannot be read like this.", faults)
            : (await sender.Send(new LintDefinition(id, number, context.Actor()))).Ok(looked => LintView.Of(looked, context.Request.IsChinese()));
    }

    private static async Task<IResult> SaveAsync(HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<SaveDefinition>(context.Request);
        if (problem is not null) return problem;
        var expected = context.Request.Headers.IfMatch.ToString().Trim('"');
        return (await sender.Send(new SaveDefinition(body.GetRawText(), expected.Length == 0 ? null : expected, context.Actor()))).In(context.Request).Ok(saved => SavedView.Of(saved, context.Request.IsChinese()));
    }

    private static async Task<IResult> ValidateAsync(HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<ValidateDefinition>(context.Request);
        return problem ?? (await sender.Send(new ValidateDefinition(body.GetRawText(), context.Actor()))).Ok(compiled => ValidationView.Of(compiled, context.Request.IsChinese()));
    }
}
