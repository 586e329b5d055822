using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Host.Api;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;

namespace Doorstep.Host.Designer;

/// <summary>Reading definitions the way Studio does.</summary>
internal static class DefinitionReadRoutes
{
    public const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    internal static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapDefinitionReads(this IEndpointRouteBuilder elsa)
    {
        elsa.MapGet("/workflow-definitions", ListAsync);
        elsa.MapGet("/workflow-definitions/by-definition-id/{definitionId}", async (string definitionId, HttpContext context, DefinitionShelf shelf) =>
            Shown(await shelf.FindAsync(definitionId, context.Request.Text("versionOptions") ?? "Latest", context.Actor(), context.RequestAborted), context, $"There is no definition '{definitionId}' in that version."));
        elsa.MapGet("/workflow-definitions/by-id/{id}", ByIdAsync);
        elsa.MapGet("/workflow-definitions/validation/is-name-unique", IsNameUniqueAsync);
        elsa.MapGet("/workflow-definitions/{definitionId}/export", ExportAsync);
        elsa.MapGet("/workflow-definitions/subgraph/segments/{id}", SegmentsAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, DefinitionShelf shelf)
    {
        var (request, actor) = (context.Request, context.Actor());
        if (Faults(request).ToArray() is { Length: > 0 } faults) return Problems.Invalid("This cannot be looked for.", faults);
        var (ids, definitionIds, search) = (request.Texts("ids"), request.Texts("definitionIds"), request.Text("searchTerm"));
        var found = DefinitionShelf.Select(await shelf.AllAsync(null, actor, context.RequestAborted), request.Text("versionOptions"))
            .Where(version => ids.Count == 0 || ids.Contains(version.Row.Id)).Where(version => definitionIds.Count == 0 || definitionIds.Contains(version.Row.DefinitionId))
            .Where(version => search is null || version.Row.Name.Contains(search, StringComparison.OrdinalIgnoreCase) || version.Row.DefinitionId.Contains(search, StringComparison.OrdinalIgnoreCase));
        var sorted = Sorted(found, request).ToArray();
        var page = request.Page() is var (skip, take) ? sorted.Skip(skip).Take(take) : sorted;
        var mayEdit = actor.IsAny(Role.Designer);
        var items = new List<JsonObject>();
        foreach (var version in page) items.Add(Summary(await shelf.WithJsonAsync(version, actor, context.RequestAborted) ?? version, mayEdit));
        return Results.Ok(new { items, totalCount = sorted.Length, links = Links.OfList(mayEdit) });
    }

    private static readonly string[] Parameters = ["versionOptions", "page", "pageSize", "ids", "definitionIds", "searchTerm", "orderBy", "orderDirection", "isSystem"];

    private static IEnumerable<Fault> Faults(HttpRequest request) =>
    [
        .. request.Unknown(Parameters), .. request.Counts("page", "pageSize"), .. request.Words("orderBy", "Name", "Version", "Created"), .. request.Words("orderDirection", "Ascending", "Descending"), .. request.Words("isSystem", "True", "False"),
    ];

    public static JsonObject Summary(Shelved version, bool mayEdit) => new()
    {
        ["id"] = version.Row.Id, ["definitionId"] = version.Row.DefinitionId, ["name"] = version.Row.Name, ["description"] = Description(version.Row.Json), ["version"] = version.Row.Version,
        ["isLatest"] = version.IsLatest, ["isPublished"] = version.IsPublished, ["isReadonly"] = false, ["createdAt"] = Workflows.Kernel.Instants.Text(version.Row.CreatedAt),
        ["providerName"] = null, ["materializerName"] = "Json", ["isMaterializerAvailable"] = true, ["links"] = Links.OfVersion(version, mayEdit),
    };

    private static string? Description(string json) => json.Length > 0 && JsonNode.Parse(json)?["description"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static IEnumerable<Shelved> Sorted(IEnumerable<Shelved> versions, HttpRequest request)
    {
        var isDescending = string.Equals(request.Text("orderDirection"), "Descending", StringComparison.OrdinalIgnoreCase);
        IOrderedEnumerable<Shelved> By<TKey>(Func<Shelved, TKey> key, IComparer<TKey>? comparer = null) => isDescending ? versions.OrderByDescending(key, comparer) : versions.OrderBy(key, comparer);
        var sorted = request.Text("orderBy") switch
        {
            "Version" => By(version => version.Row.Version),
            "Created" => By(version => version.Row.CreatedAt),
            _ => By(version => version.Row.Name, StringComparer.OrdinalIgnoreCase),
        };
        return sorted.ThenBy(version => version.Row.Id, StringComparer.Ordinal);
    }

    private static async Task<IResult> ByIdAsync(string id, HttpContext context, InstanceReads instances)
    {
        var found = await instances.DefinitionAsync(id, context.Actor(), context.RequestAborted);
        return found is null ? ElsaAnswers.NotFound($"There is no version '{id}' of a definition.") : Results.Ok(found);
    }

    private static async Task<IResult> IsNameUniqueAsync(HttpContext context, DefinitionShelf shelf)
    {
        var (name, definitionId) = (context.Request.Text("name"), context.Request.Text("definitionId"));
        var others = DefinitionShelf.Select(await shelf.AllAsync(null, context.Actor(), context.RequestAborted), "Latest").Where(version => version.Row.DefinitionId != definitionId);
        return Results.Ok(new { isUnique = !others.Any(version => string.Equals(version.Row.Name, name, StringComparison.OrdinalIgnoreCase)) });
    }

    private static async Task<IResult> ExportAsync(string definitionId, HttpContext context, DefinitionShelf shelf)
    {
        var found = await shelf.FindAsync(definitionId, context.Request.Text("versionOptions") ?? "Latest", context.Actor(), context.RequestAborted);
        return found is null
            ? ElsaAnswers.NotFound($"There is no definition '{definitionId}' in that version.")
            : Results.File(Encoding.UTF8.GetBytes(ExportText(found)), MediaTypeNames.Application.Json, FileName(found));
    }

    /// <summary>A version as a file: its content, under the schema and the members by which Studio recognises one.</summary>
    public static string ExportText(Shelved version)
    {
        var content = DefinitionJson.Content(JsonNode.Parse(version.Row.Json)!.AsObject());
        var file = new JsonObject
        {
            ["$schema"] = Schema, ["id"] = version.Row.Id, ["version"] = version.Row.Version, ["createdAt"] = Workflows.Kernel.Instants.Text(version.Row.CreatedAt),
            ["isLatest"] = version.IsLatest, ["isPublished"] = version.IsPublished,
        };
        foreach (var (name, value) in content) file[name] = value?.DeepClone();
        return file.ToJsonString(Pretty) + "\n";
    }

    public static string FileName(Shelved version) => string.Create(CultureInfo.InvariantCulture, $"{version.Row.DefinitionId}-v{version.Row.Version}.json");

    /// <summary>Where an activity stands. What is inside a sequence is shown in the slot that the sequence fills.</summary>
    private static async Task<IResult> SegmentsAsync(string id, HttpContext context, InstanceReads instances)
    {
        if (await instances.DefinitionAsync(id, context.Actor(), context.RequestAborted) is not { } definition) return ElsaAnswers.NotFound($"There is no version '{id}' of a definition.");
        var root = definition["root"]!.AsObject();
        var wanted = context.Request.Text("childNodeId");
        if (ActivityPaths.Find(root, wanted) is not { } path) return ElsaAnswers.NotFound($"There is no activity '{wanted}' in version '{id}'.");
        var container = path.Count > 1 ? path[^2] : root;
        return Results.Ok(new { childNode = Node(path[^1]), container = Node(container), pathSegments = path.Skip(1).SkipLast(1).Select(Segment) });
    }

    private static object Segment(JsonObject activity) => new { activityNodeId = activity["nodeId"]?.ToString(), activityId = activity["id"]?.ToString(), activityType = activity["type"]?.ToString(), portName = "__self" };

    private static object Node(JsonObject activity) => new { activity, port = "", nodeId = activity["nodeId"]?.ToString(), parents = Array.Empty<object>(), children = Array.Empty<object>() };

    private static IResult Shown(Shelved? found, HttpContext context, string otherwise) =>
        found is null ? ElsaAnswers.NotFound(otherwise) : Results.Ok(DefinitionJson.View(found, context.Actor().IsAny(Role.Designer)));
}
