using System.IO.Compression;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Doorstep.Host.Api;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Host.Designer;

/// <summary>The same to many definitions. What cannot be done to one of them is said, after it was done to the others.</summary>
internal static class BulkRoutes
{
    /// <summary>Definitions at once.</summary>
    private const int Max = 200;

    public static void MapBulkActions(this IEndpointRouteBuilder elsa)
    {
        var bulk = elsa.MapGroup("/bulk-actions");
        bulk.MapPost("/publish/workflow-definitions/by-definition-ids", PublishAsync);
        bulk.MapPost("/retract/workflow-definitions/by-definition-ids", RetractAsync);
        bulk.MapPost("/delete/workflow-definitions/by-definition-id", async (HttpContext context, ISender sender) => await DeleteAsync("definitionIds", id => (id, null), context, sender));
        bulk.MapPost("/delete/workflow-definitions/by-id", async (HttpContext context, ISender sender) =>
            await DeleteAsync("ids", id => VersionId.Read(id) is var (definitionId, version) ? (definitionId, version) : (id, 0), context, sender));
        bulk.MapPost("/export/workflow-definitions", ExportAsync);
    }

    private static async Task<IResult> PublishAsync(HttpContext context, DefinitionEdits edits, DefinitionShelf shelf)
    {
        var (ids, problem) = await IdsAsync<PublishDefinition>(context, "definitionIds");
        if (problem is not null) return problem;
        var (published, already, notFound, faults) = (new List<string>(), new List<string>(), new List<string>(), new List<Fault>());
        foreach (var id in ids)
        {
            if (await shelf.FindAsync(id, "Latest", context.Actor(), context.RequestAborted) is not { } latest) notFound.Add(id);
            else if (latest.IsPublished) already.Add(id);
            else if (await edits.PublishAsync(id, context.Request.IsChinese(), context.Actor(), context.RequestAborted) is Reply<DefinitionSaved>.Refused refused) faults.AddRange(Of(id, refused));
            else published.Add(id);
        }

        return faults.Count > 0 ? Partly("published", published, ids.Count, notFound, faults) : Results.Ok(new { published, alreadyPublished = already, notFound, updatedConsumers = Array.Empty<string>() });
    }

    private static async Task<IResult> RetractAsync(HttpContext context, ISender sender, DefinitionShelf shelf)
    {
        var (ids, problem) = await IdsAsync<RetireDefinition>(context, "definitionIds");
        if (problem is not null) return problem;
        var (retracted, already, notFound, faults) = (new List<string>(), new List<string>(), new List<string>(), new List<Fault>());
        foreach (var id in ids)
        {
            if (await shelf.FindAsync(id, "Latest", context.Actor(), context.RequestAborted) is null) notFound.Add(id);
            else if (await shelf.FindAsync(id, "Published", context.Actor(), context.RequestAborted) is null) already.Add(id);
            else if (await sender.Send(new RetireDefinition(id, context.Actor())) is Reply<DefinitionRecord>.Refused refused) faults.AddRange(Of(id, refused));
            else retracted.Add(id);
        }

        return faults.Count > 0 ? Partly("retracted", retracted, ids.Count, notFound, faults) : Results.Ok(new { retracted, alreadyRetracted = already, notFound });
    }

    private static async Task<IResult> DeleteAsync(string member, Func<string, (string DefinitionId, int? Version)> read, HttpContext context, ISender sender)
    {
        var (ids, problem) = await IdsAsync<DeleteDefinition>(context, member);
        if (problem is not null) return problem;
        var (deleted, notFound, faults) = (new List<string>(), new List<string>(), new List<Fault>());
        foreach (var id in ids)
        {
            var (definitionId, version) = read(id);
            if (await sender.Send(new DeleteDefinition(definitionId, version, context.Actor())) is not Reply<int>.Refused refused) deleted.Add(id);
            // What is not there needs no deleting; it is named, for it may have been misspelt.
            else if (refused.Kind == RefusalKind.NotFound) notFound.Add(id);
            else faults.AddRange(Of(id, refused));
        }

        return faults.Count > 0 ? Partly("deleted", deleted, ids.Count, notFound, faults) : Results.Ok(new { deleted = deleted.Count, notFound });
    }

    private static async Task<IResult> ExportAsync(HttpContext context, DefinitionShelf shelf)
    {
        var (ids, problem) = await IdsAsync<FindCases>(context, "ids");
        if (problem is not null) return problem;
        var versions = new List<Shelved>();
        foreach (var id in ids)
            if (await shelf.FindByIdAsync(id, context.Actor(), context.RequestAborted) is { } version) versions.Add(version);
        if (versions.Count == 0) return ElsaAnswers.NotFound($"There is no version of a definition among: {string.Join(", ", ids)}.");
        using var zip = new MemoryStream();
        await using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var version in versions)
            {
                await using var entry = await archive.CreateEntry(DefinitionReadRoutes.FileName(version)).OpenAsync(context.RequestAborted);
                await entry.WriteAsync(Encoding.UTF8.GetBytes(DefinitionReadRoutes.ExportText(version)), context.RequestAborted);
            }

        return Results.File(zip.ToArray(), MediaTypeNames.Application.Zip, "workflow-definitions.zip");
    }

    private static async Task<(IReadOnlyList<string> Ids, IResult? Problem)> IdsAsync<TCommand>(HttpContext context, string member)
        where TCommand : IActed
    {
        var (body, problem) = await RequestBody.ReadAsync<TCommand>(context.Request);
        if (problem is not null) return ([], problem);
        var ids = body.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).Distinct(StringComparer.Ordinal).ToArray() : null;
        return ids is null ? ([], Problems.Invalid("Nothing is chosen.", [new Fault(member, "must be a list of ids.")]))
            : ids.Length > Max ? ([], Problems.Invalid("Too much is chosen.", [new Fault(member, $"has {ids.Length} ids; at most {Max} are done at once.")])) : (ids, null);
    }

    /// <summary>What waits for a second designer says so in one sentence; what changed is on the page of changes.</summary>
    private static IEnumerable<Fault> Of<T>(string id, Reply<T>.Refused refused) =>
        refused.Faults.IsDefaultOrEmpty || refused.Kind == RefusalKind.NeedsApproval ? [new Fault(id, refused.Reason)] : refused.Faults.Select(fault => new Fault($"{id}, {fault.Path}", fault.Message));

    /// <summary>What was done stays done and is named, and so is what is not there: it may have been misspelt.</summary>
    private static IResult Partly(string what, List<string> done, int asked, List<string> notFound, List<Fault> faults) => Problems.Invalid(
        $"{done.Count} of {asked} were {what}{(done.Count == 0 ? "" : $": {string.Join(", ", done)}")}.", faults.Concat(notFound.Select(id => new Fault(id, "is not there."))));
}
