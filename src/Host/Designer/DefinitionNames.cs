using System.Text;

namespace Doorstep.Host.Designer;

/// <summary>Ids for definitions that Studio makes: Studio leaves them to the server.</summary>
internal static class DefinitionNames
{
    private const int LengthMax = 60;

    /// <summary>An id that a person recognises, from the name, and that nobody has: <c>early-arrears</c>, then <c>early-arrears-2</c>.</summary>
    public static string NewId(string? name, IReadOnlyCollection<string> taken)
    {
        var wanted = new StringBuilder();
        foreach (var letter in name ?? "")
            if (char.IsLetterOrDigit(letter)) wanted.Append(char.ToLowerInvariant(letter));
            else if (wanted.Length > 0 && wanted[^1] != '-') wanted.Append('-');
        var stem = wanted.ToString(0, Math.Min(wanted.Length, LengthMax)).TrimEnd('-');
        if (stem.Length == 0 || !char.IsLetterOrDigit(stem[0])) stem = "definition";
        var free = stem;
        for (var number = 2; taken.Contains(free); number++) free = $"{stem}-{number}";
        return free;
    }
}
