using System.Globalization;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>A version of a pack: the year and a number within it, <c>2026.1</c>. Later versions are greater: 2026.9 stands before 2026.10.</summary>
/// <param name="Year">The year.</param>
/// <param name="Number">The number within the year, from 1.</param>
public readonly record struct PackVersion(int Year, int Number) : IComparable<PackVersion>
{
    /// <summary>Reads <c>2026.1</c>; without leading zeros, so that one version has one name.</summary>
    public static bool TryParse(string text, out PackVersion version)
    {
        version = default;
        if (text.Split('.') is not [{ Length: 4 } year, { Length: > 0 and < 5 } number] || number[0] == '0') return false;
        if (!int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var first) || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var second)) return false;
        version = new PackVersion(first, second);
        return first >= 2000;
    }

    /// <summary>Whether a text is how the version is written.</summary>
    public bool IsWritten(ReadOnlySpan<char> text)
    {
        Span<char> written = stackalloc char[24];
        return written.TryWrite(CultureInfo.InvariantCulture, $"{Year}.{Number}", out var length) && text.SequenceEqual(written[..length]);
    }

    /// <inheritdoc />
    public int CompareTo(PackVersion other) => (Year, Number).CompareTo((other.Year, other.Number));

    /// <summary>Earlier.</summary>
    public static bool operator <(PackVersion left, PackVersion right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(PackVersion left, PackVersion right) => left.CompareTo(right) > 0;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(PackVersion left, PackVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(PackVersion left, PackVersion right) => left.CompareTo(right) >= 0;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}.{Number}");
}
