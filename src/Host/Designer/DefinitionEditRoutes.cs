using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Host.Api;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Host.Designer;

/// <summary>Changing definitions the way Studio does.</summary>
internal static class DefinitionEditRoutes
{
    public static void MapDefinitionEdits(this IEndpointRouteBuilder elsa)
    {
        elsa.MapPost("/workflow-definitions", SaveAsync);
        elsa.MapPost("/workflow-definitions/import", ImportAsync);
        elsa.MapPut("/workflow-definitions/{definitionId}/import", ImportAsync);
        elsa.MapPost("/workflow-definitions/{definitionId}/publish", PublishAsync);
        elsa.MapPost("/workflow-definitions/{definitionId}/retract", RetractAsync);
        elsa.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}", RevertAsync);
        elsa.MapDelete("/workflow-definitions/{definitionId}", async (string definitionId, HttpContext context, ISender sender) => Deleted(await sender.Send(new DeleteDefinition(definitionId, null, context.Actor()))));
        elsa.MapDelete("/workflow-definition-versions/{id}", DeleteVersionAsync);
        elsa.MapPost("/workflow-definitions/{definitionId}/execute", () => ElsaAnswers.Refused(
            "A case is about a loan, and Studio has no form for one. Start it with POST /api/v1/cases on this definition; it is then in the list of cases."));
    }

    /// <summary>Saves; with <c>publish</c> only if the content could be published, so that a refusal leaves the draft as it was read.</summary>
    private static async Task<IResult> SaveAsync(HttpContext context, DefinitionEdits edits, DefinitionShelf shelf)
    {
        var (body, problem) = await RequestBody.ReadAsync<SaveDefinition>(context.Request);
        if (problem is not null) return problem;
        var (actor, asked) = (context.Actor(), JsonObject.Create(body)!);
        if (asked["model"] is not JsonObject model) return Problems.Invalid("There is no definition in it.", [new Fault("model", "must be a workflow definition.")]);
        if (Root(model, "model.root") is { } wrong) return wrong;
        if (RequestBody.Unknown(body, Members).Concat(Words(model, "model.")).Concat(Flag(asked, "publish")).ToArray() is { Length: > 0 } odd) return Problems.Invalid("This cannot be saved as it is.", odd);
        var publishes = asked["publish"]?.GetValueKind() == JsonValueKind.True;
        if (publishes && await edits.FaultsAsync(model, context.Request.IsChinese(), actor, context.RequestAborted) is { } faults) return Problems.From(faults);
        var saved = await edits.SaveAsync(model, context.Request.IsChinese(), actor, context.RequestAborted);
        if (publishes && saved is Reply<DefinitionSaved>.Done(var draft)) saved = await edits.PublishAsync(draft.Definition.DefinitionId, context.Request.IsChinese(), actor, context.RequestAborted);
        return await SavedAsync(saved, context, shelf);
    }

    /// <summary>A root that is no activity is a mistake; a new definition without any gets the template.</summary>
    private static IResult? Root(JsonObject model, string path) =>
        model["root"] is JsonObject || (model["root"] is null && string.IsNullOrEmpty(model["definitionId"]?.ToString())) ? null
            : Problems.Invalid("This is not a workflow definition.", [new Fault(path, $"must be an activity (an object), not {model["root"]?.ToJsonString() ?? "null"}.")]);

    /// <summary>Members that are texts: another kind of value would be lost in silence.</summary>
    private static IEnumerable<Fault> Words(JsonObject model, string path) =>
        from name in (string[])["name", "description", "definitionId"]
        where model[name] is { } said && said.GetValueKind() != JsonValueKind.String
        select new Fault($"{path}{name}", $"must be a text, not {model[name]!.ToJsonString()}.");

    /// <summary>A misspelt member would be left out in silence: <c>pubish</c> would save and not publish.</summary>
    private static readonly string[] Members = ["model", "publish"];

    private static IEnumerable<Fault> Flag(JsonObject asked, string name)
    {
        if (asked[name] is { } said && said.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)) yield return new Fault(name, $"must be true or false, not {said.ToJsonString()}.");
    }

    private static async Task<IResult> ImportAsync(HttpContext context, DefinitionEdits edits, DefinitionShelf shelf)
    {
        var (body, problem) = await RequestBody.ReadAsync<SaveDefinition>(context.Request);
        if (problem is not null) return problem;
        var model = JsonObject.Create(body)!;
        // What is brought in is a definition; the template is for what Studio makes new.
        if (model["root"] is null) return Problems.Invalid("This is not a workflow definition.", [new Fault("root", "must be an activity (an object), not null.")]);
        if (Root(model, "root") is { } wrong) return wrong;
        if (Words(model, "").ToArray() is { Length: > 0 } odd) return Problems.Invalid("This cannot be brought in as it is.", odd);
        if (context.GetRouteValue("definitionId") is string into)
        {
            if (model["definitionId"]?.ToString() is { Length: > 0 } named && named != into)
                return Problems.Invalid("This cannot be brought in as it is.", [new Fault("definitionId", $"'{named}' is another definition than '{into}', into which it is to be brought. Leave it out, or use POST /elsa/api/workflow-definitions/import.")]);
            model["definitionId"] = into;
        }

        return await edits.ImportAsync(model, context.Request.IsChinese(), context.Actor(), context.RequestAborted) switch
        {
            Reply<DefinitionSaved>.Done(var saved) => Results.Ok(DefinitionJson.View(await LatestAsync(saved, context, shelf), mayEdit: true)),
            var refused => refused.Ok(_ => _),
        };
    }

    private static async Task<IResult> PublishAsync(string definitionId, HttpContext context, DefinitionEdits edits, DefinitionShelf shelf)
    {
        Rights.Demand<PublishDefinition>(context.Actor());
        var before = await shelf.FindAsync(definitionId, "Latest", context.Actor(), context.RequestAborted);
        return await SavedAsync(await edits.PublishAsync(definitionId, context.Request.IsChinese(), context.Actor(), context.RequestAborted), context, shelf, before?.IsPublished == true);
    }

    private static async Task<IResult> RetractAsync(string definitionId, HttpContext context, ISender sender, DefinitionShelf shelf)
    {
        if (await sender.Send(new RetireDefinition(definitionId, context.Actor())) is Reply<DefinitionRecord>.Refused refused) return ElsaAnswers.Refused(refused.Reason);
        var latest = await shelf.FindAsync(definitionId, "Latest", context.Actor(), context.RequestAborted);
        return latest is null ? ElsaAnswers.NotFound($"There is no definition '{definitionId}'.") : Results.Ok(DefinitionJson.View(latest, mayEdit: true));
    }

    private static async Task<IResult> RevertAsync(string definitionId, int version, HttpContext context, DefinitionEdits edits, DefinitionShelf shelf)
    {
        Rights.Demand<SaveDefinition>(context.Actor());
        return await edits.RevertAsync(definitionId, version, context.Request.IsChinese(), context.Actor(), context.RequestAborted) switch
        {
            Reply<DefinitionSaved>.Done(var saved) => Results.Ok(DefinitionReadRoutes.Summary(await LatestAsync(saved, context, shelf), mayEdit: true)),
            var refused => refused.Ok(_ => _),
        };
    }

    private static async Task<IResult> DeleteVersionAsync(string id, HttpContext context, ISender sender)
    {
        Rights.Demand<DeleteDefinition>(context.Actor());
        return VersionId.Read(id) is var (definitionId, version) ? Deleted(await sender.Send(new DeleteDefinition(definitionId, version, context.Actor()))) : ElsaAnswers.NotFound($"There is no version '{id}' of a definition.");
    }

    private static async Task<IResult> SavedAsync(Reply<DefinitionSaved> reply, HttpContext context, DefinitionShelf shelf, bool wasPublished = false)
    {
        if (reply is not Reply<DefinitionSaved>.Done(var saved)) return reply.Ok(_ => _);
        var isChinese = context.Request.IsChinese();
        return Results.Ok(new
        {
            workflowDefinition = DefinitionJson.View(await LatestAsync(saved, context, shelf), mayEdit: true), alreadyPublished = wasPublished, consumingWorkflowCount = 0,
            validationErrors = FindingView.Of(saved.Compiled.Definition, saved.Compiled.Faults, isChinese).Select(finding => new { message = $"{finding.Place}: {finding.Message}" }),
        });
    }

    /// <summary>What was saved among its sisters, so that Studio hears whether it is the latest and published.</summary>
    private static async Task<Shelved> LatestAsync(DefinitionSaved saved, HttpContext context, DefinitionShelf shelf) =>
        await shelf.FindByIdAsync(saved.Definition.Id, context.Actor(), context.RequestAborted) ?? new Shelved(saved.Definition, IsLatest: true);

    private static IResult Deleted(Reply<int> reply) => reply.To(_ => Results.NoContent());
}
