using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.People;

/// <summary>Numbers and addresses that are somebody else's by now, by their tokens, and since when (G3). What was found out later stands.</summary>
internal static class Strange
{
    /// <summary>With more; the same object where that is nothing new.</summary>
    public static ImmutableSortedDictionary<string, DateTimeOffset>? With(ImmutableSortedDictionary<string, DateTimeOffset>? known, IEnumerable<string> lost, DateTimeOffset at) =>
        lost.Where(token => !(known?.GetValueOrDefault(token) >= at)).ToArray() is { Length: > 0 } more
            ? (known ?? ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal)).SetItems(more.Select(token => KeyValuePair.Create(token, at))) : known;

    /// <summary>Those that were there and are no more.</summary>
    public static IEnumerable<string> Back(ImmutableSortedDictionary<string, DateTimeOffset>? before, ImmutableSortedDictionary<string, DateTimeOffset>? after) => (before?.Keys ?? []).Where(token => after?.ContainsKey(token) != true);

    /// <summary>Without those that are the person's again since an instant; the same object where there is none of them.</summary>
    public static ImmutableSortedDictionary<string, DateTimeOffset>? Without(ImmutableSortedDictionary<string, DateTimeOffset>? known, IEnumerable<string> found, DateTimeOffset at) =>
        known is null ? null : found.Where(token => known.TryGetValue(token, out var lost) && lost < at).ToArray() is { Length: > 0 } back ? known.RemoveRange(back) : known;
}
