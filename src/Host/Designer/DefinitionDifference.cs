using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Host.Api;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Difference;

namespace Doorstep.Host.Designer;

/// <summary>Where two contents of a definition differ, in a sentence: enough to know whom to talk to about what.</summary>
internal static class DefinitionDifference
{
    private const int NamedMax = 8;

    public static string Say(JsonObject mine, JsonObject theirs, bool isChinese)
    {
        string[] places = [.. ActivityCatalogue.Diff.Between(Read(mine), Read(theirs)).Changes.Select(change => Place(change).In(isChinese)).Distinct(StringComparer.Ordinal)];
        if (isChinese) return places.Length == 0 ? "与您的版本仅设置不同。" : $"与您的版本不同之处：{string.Join("、", places.Take(NamedMax))}{(places.Length > NamedMax ? $"等 {places.Length} 处" : "")}。";
        return places.Length == 0 ? "It differs from yours in its settings." : $"It differs from yours in {string.Join(", ", places.Take(NamedMax))}{(places.Length > NamedMax ? $" and {places.Length - NamedMax} more" : "")}.";
    }

    private static Words Place(DefinitionChange change) =>
        change.Transition is { } transition ? new($"transition '{transition}'", $"流转“{transition}”")
        : change.State is { } state ? new($"state '{state}'", $"状态“{state}”")
        : change.Subject == ChangeSubject.Variable ? new($"variable '{change.Name}'", $"变量“{change.Name}”") : new("its name or description", "名称或说明");

    private static AuthoredDefinition Read(JsonObject definition) => DefinitionReader.Read(JsonSerializer.SerializeToElement(definition), new List<DefinitionFault>());
}
