using System.Globalization;
using System.Text;

namespace Doorstep.Workflows.Collections.People;

/// <summary>Who somebody is, as far as a rule that wants two persons is concerned.</summary>
public static class Person
{
    /// <summary>Letters in another case, letters of another script that look the same, blanks and signs that nobody sees make no other person.</summary>
    public static bool IsSame(string? left, string? right) => left is not null && right is not null && Key(left) == Key(right);

    /// <summary>The name without what makes no difference.</summary>
    public static string Key(string name) => string.Concat(name.Normalize(NormalizationForm.FormKC).EnumerateRunes().Where(IsSeen).Select(rune => LookAlikes.Of(Rune.ToLowerInvariant(rune))));

    private static bool IsSeen(Rune rune) => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark);
}
