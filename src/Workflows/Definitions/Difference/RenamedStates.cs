using System.Collections.Immutable;

namespace Doorstep.Workflows.Definitions.Difference;

/// <summary>Finds states that only have another name: the transitions that lead in and out are the same by name, and there is at least one.</summary>
internal static class RenamedStates
{
    public static ImmutableSortedDictionary<string, string> Between(AuthoredDefinition before, AuthoredDefinition after)
    {
        var renamed = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var (old, now) = (Names(before), Names(after));
        foreach (var gone in old.Except(now, StringComparer.Ordinal))
        {
            var ends = Ends(before, gone);
            var same = now.Except(old, StringComparer.Ordinal).Where(name => ends.Length > 0 && ends.SequenceEqual(Ends(after, name), StringComparer.Ordinal)).ToArray();
            if (same.Length == 1 && !renamed.Values.Contains(same[0], StringComparer.Ordinal)) renamed[gone] = same[0];
        }

        return renamed.ToImmutable();
    }

    private static string[] Names(AuthoredDefinition definition) => [.. definition.States.Select(state => state.Name).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];

    private static string[] Ends(AuthoredDefinition definition, string state) =>
    [
        .. definition.Transitions.Where(way => !string.IsNullOrWhiteSpace(way.Name)).SelectMany(way => (string?[])[way.From == state ? $"from {way.Name}" : null, way.To == state ? $"to {way.Name}" : null])
            .OfType<string>().Order(StringComparer.Ordinal),
    ];
}
