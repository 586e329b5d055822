using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Difference;

namespace Doorstep.Host.Designer;

/// <summary>Where two contents of a definition differ, in a sentence: enough to know whom to talk to about what.</summary>
internal static class DefinitionDifference
{
    private const int NamedMax = 8;

    public static string Say(JsonObject mine, JsonObject theirs)
    {
        string[] places = [.. ActivityCatalogue.Diff.Between(Read(mine), Read(theirs)).Changes.Select(Place).Distinct(StringComparer.Ordinal)];
        return places.Length == 0 ? "It differs from yours in its settings." : $"It differs from yours in {string.Join(", ", places.Take(NamedMax))}{(places.Length > NamedMax ? $" and {places.Length - NamedMax} more" : "")}.";
    }

    private static string Place(DefinitionChange change) =>
        change.Transition is { } transition ? $"transition '{transition}'"
        : change.State is { } state ? $"state '{state}'"
        : change.Subject == ChangeSubject.Variable ? $"variable '{change.Name}'" : "its name or description";

    private static AuthoredDefinition Read(JsonObject definition) => DefinitionReader.Read(JsonSerializer.SerializeToElement(definition), new List<DefinitionFault>());
}
