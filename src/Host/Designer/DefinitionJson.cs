using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Host.Designer;

/// <summary>Between a definition as it is stored and as Studio holds it. Studio gives back only the members that its model knows, and what is inside the root;
/// everything else is put back from the version it had opened, so that nothing is lost.</summary>
internal static class DefinitionJson
{
    /// <summary>Custom property that says which content a designer has read. Studio has no other place that comes back with every save.</summary>
    public const string Revision = "doorstepRevision";

    private static readonly string[] OfServer =
        ["id", "version", "createdAt", "isLatest", "isPublished", "isSystem", "links", "providerName", "materializerName", "materializerContext", "validationErrors"];

    /// <summary>Members that are lists.</summary>
    internal static readonly string[] Lists = ["variables", "inputs", "outputs", "outcomes"];

    /// <summary>Everything that Studio's model has; what is not among these it does not give back.</summary>
    private static readonly string[] OfModel =
        ["definitionId", "name", "description", "toolVersion", "customProperties", "isReadonly", "options", "root", .. Lists, .. OfServer];

    /// <summary>A version as Studio wants it: complete, without nulls where it would crash, every activity with <c>id</c>, <c>nodeId</c> and <c>version</c>.</summary>
    /// <param name="version">The version with its JSON.</param>
    /// <param name="mayEdit">Whether the asker edits; without the link <c>publish</c> Studio only shows.</param>
    /// <param name="versionId">The id to show it under; null: its own.</param>
    public static JsonObject View(Shelved version, bool mayEdit, string? versionId = null)
    {
        var (row, view) = (version.Row, Filled(JsonNode.Parse(version.Row.Json)!.AsObject()));
        view["id"] = versionId ?? row.Id;
        view["definitionId"] = row.DefinitionId;
        view["name"] = row.Name;
        view["version"] = row.Version;
        view["toolVersion"] = view["toolVersion"]?.GetValue<string>() is { } tool && Version.TryParse(tool, out _) ? tool : null;
        view["createdAt"] = Instants.Text(row.CreatedAt);
        view["isLatest"] = version.IsLatest;
        view["isPublished"] = version.IsPublished;
        view["isSystem"] = false;
        view["providerName"] = null;
        view["materializerName"] = "Json";
        foreach (var variable in view["variables"]!.AsArray().OfType<JsonObject>()) variable["storageDriverTypeName"] ??= null;
        view["links"] = Links.OfVersion(version, mayEdit);
        view["customProperties"]!.AsObject()[Revision] = row.ContentHash;
        return view;
    }

    /// <summary>What of a definition is its designers': to be stored, exported and compared.</summary>
    /// <param name="model">As Studio sends it, or as it is stored.</param>
    /// <param name="opened">The stored version that the designer had opened; what Studio does not give back is taken from it.</param>
    public static JsonObject Content(JsonObject model, JsonObject? opened = null)
    {
        var content = Filled(model);
        foreach (var member in OfServer) content.Remove(member);
        content["customProperties"]!.AsObject().Remove(Revision);
        (content["root"] as JsonObject)?.Remove("currentState");
        foreach (var (name, value) in opened ?? [])
            if (!OfModel.Contains(name, StringComparer.Ordinal)) content[name] = value?.DeepClone();
        foreach (var name in Lists) KeepMembers(content[name]!.AsArray(), opened?[name] as JsonArray);
        return content;
    }

    /// <summary>Whether two definitions are the same to their designers.</summary>
    public static bool AreSame(JsonObject one, JsonObject other) => Canonical(Content(one)).AsSpan().SequenceEqual(Canonical(Content(other)));

    private static byte[] Canonical(JsonObject content) => CanonicalJson.Write(JsonSerializer.SerializeToElement(content), "$schema", "toolVersion");

    private static JsonObject Filled(JsonObject model)
    {
        var filled = model.DeepClone().AsObject();
        foreach (var name in Lists) filled[name] = WithoutNulls(filled[name] as JsonArray);
        foreach (var name in (string[])["customProperties", "options"]) filled[name] = WithoutNulls(filled[name] as JsonObject ?? []);
        if (filled["description"] is null) filled.Remove("description");
        if (filled["toolVersion"] is null) filled.Remove("toolVersion");
        filled["isReadonly"] ??= false;
        if (filled["root"] is not JsonObject root) filled["root"] = root = [];
        if (root["type"]?.ToString() == DefinitionCompiler.RootType)
            foreach (var name in (string[])["states", "transitions"]) root[name] = root[name] as JsonArray is { } list ? list.DeepClone() : new JsonArray();
        ActivityIds.Assign(root);
        return filled;
    }

    private static JsonArray WithoutNulls(JsonArray? list) => [.. (list ?? []).Select(item => item is JsonObject one ? WithoutNulls(one) : item?.DeepClone())];

    private static JsonObject WithoutNulls(JsonObject one) => new(one.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    /// <summary>Members of variables and inputs that Studio does not know and leaves out; found again by id, else by name.</summary>
    private static void KeepMembers(JsonArray items, JsonArray? opened)
    {
        foreach (var item in items.OfType<JsonObject>())
        {
            var before = opened?.OfType<JsonObject>().FirstOrDefault(known => Identity(known) == Identity(item));
            foreach (var (name, value) in before ?? [])
                if (!item.ContainsKey(name) && value is not null) item[name] = value.DeepClone();
        }
    }

    private static string? Identity(JsonObject item) => (item["id"] ?? item["name"])?.ToString();

    /// <summary>The number of a version that Studio says it has opened.</summary>
    public static int? OpenedVersion(JsonObject model) =>
        model["version"] is JsonValue value && int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
