namespace Doorstep.Workflows.Definitions;

/// <summary>Finds what somebody probably meant.</summary>
public static class Nearest
{
    /// <summary>Longer names are no slips of the pen, and comparing them would take long.</summary>
    private const int NameMax = 100;

    /// <summary>Fewer letters abbreviate nearly everything.</summary>
    private const int AbbreviationMin = 4;

    /// <summary><c>; did you mean 'X'?</c> for the candidate nearest to a name, or the list of candidates where none is near.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> candidates)
    {
        if ((To(name, candidates) ?? Spelled(name, candidates)) is { } near) return $"; did you mean '{near}'?";
        return candidates.Count is > 0 and <= 12 ? $". Known are: {string.Join(", ", candidates.Order(StringComparer.Ordinal))}." : ".";
    }

    /// <summary>The candidate within two slips of the pen or a third of the name, or null. Of several as near, the first by name.</summary>
    public static string? To(string name, IEnumerable<string> candidates) => name.Length > NameMax ? null : candidates
        .Select(candidate => (candidate, distance: Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(pair => pair.distance <= (name.Length < 3 ? 1 : Math.Max(2, name.Length / 3)))
        .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
        .Select(pair => pair.candidate)
        .FirstOrDefault();

    /// <summary>The candidate that a name abbreviates, such as displayName for dispName: it begins alike and has all of the name's letters in their order, at least half of its own; or ends with it, as hasIdCard with idCard. Of several, the shortest.</summary>
    private static string? Spelled(string name, IEnumerable<string> candidates) => name.Length is < AbbreviationMin or > NameMax ? null : candidates
        .Where(candidate => name.Length * 2 >= candidate.Length && (Abbreviates(name, candidate) || candidate.EndsWith(name, StringComparison.OrdinalIgnoreCase)))
        .OrderBy(candidate => candidate.Length).ThenBy(candidate => candidate, StringComparer.Ordinal)
        .FirstOrDefault();

    private static bool Abbreviates(string name, string candidate)
    {
        if (candidate.Length == 0 || char.ToUpperInvariant(name[0]) != char.ToUpperInvariant(candidate[0])) return false;
        var at = 0;
        foreach (var letter in candidate)
            if (at < name.Length && char.ToUpperInvariant(letter) == char.ToUpperInvariant(name[at])) at++;
        return at == name.Length;
    }

    /// <summary>Slips of the pen between two names: a letter left out, put in, mistaken, or swapped with its neighbour, each counts one.</summary>
    internal static int Distance(string left, string right)
    {
        var (before, last, row) = (new int[right.Length + 1], Enumerable.Range(0, right.Length + 1).ToArray(), new int[right.Length + 1]);
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                row[j] = Math.Min(last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1), Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[right.Length];
    }
}
