using System.Collections.Immutable;

namespace Doorstep.Workflows.Definitions;

/// <summary>The keys that transitions go by in a machine and in the journals of its cases.</summary>
public static class TransitionKeys
{
    /// <summary>A key for each transition, in declaration order: its name, or <c>from→to</c> where it has none, with a number where that is not enough.</summary>
    public static ImmutableArray<string> Of(AuthoredDefinition definition)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        return [.. definition.Transitions.Select(way => Key(way, keys))];
    }

    private static string Key(AuthoredTransition way, HashSet<string> keys)
    {
        var wanted = string.IsNullOrWhiteSpace(way.Name) ? $"{way.From}→{way.To}" : way.Name;
        var key = wanted;
        for (var number = 2; !keys.Add(key); number++) key = $"{wanted}#{number}";
        return key;
    }
}
