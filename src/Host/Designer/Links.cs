using System.Text.Json.Nodes;

namespace Doorstep.Host.Designer;

/// <summary>What Studio reads rights from: only the <c>rel</c>, never the address.</summary>
internal static class Links
{
    private static readonly (string Rel, string Path, string Method)[] OfItem =
    [
        ("publish", "/publish", "POST"), ("retract", "/retract", "POST"), ("delete", "", "DELETE"), ("import", "/import", "PUT"),
    ];

    private static readonly (string Rel, string Path, string Method)[] OfTheList =
    [
        ("create", "/workflow-definitions", "POST"), ("import", "/workflow-definitions/import", "POST"),
        ("bulk-publish", "/bulk-actions/publish/workflow-definitions/by-definition-ids", "POST"), ("bulk-retract", "/bulk-actions/retract/workflow-definitions/by-definition-ids", "POST"),
        ("bulk-delete-by-definition-id", "/bulk-actions/delete/workflow-definitions/by-definition-id", "POST"), ("bulk-delete-by-id", "/bulk-actions/delete/workflow-definitions/by-id", "POST"),
    ];

    public static JsonArray OfVersion(Shelved version, bool mayEdit)
    {
        var self = $"/workflow-definitions/{version.Row.DefinitionId}";
        return [Link("self", self, "GET"), .. mayEdit ? OfItem.Select(link => Link(link.Rel, self + link.Path, link.Method)) : []];
    }

    public static JsonArray OfList(bool mayEdit) => [Link("self", "/workflow-definitions", "GET"), .. mayEdit ? OfTheList.Select(link => Link(link.Rel, link.Path, link.Method)) : []];

    private static JsonObject Link(string rel, string href, string method) => new JsonObject { ["href"] = href, ["rel"] = rel, ["method"] = method };
}
