using System.Globalization;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Kernel;

/// <summary>A span of time as people set it: calendar months and an exact rest. Never negative.</summary>
/// <param name="Months">Calendar months; added to a date, the day is kept or moved to the month's last.</param>
/// <param name="Rest">Days and smaller, as an exact span.</param>
public readonly partial record struct Duration(int Months, TimeSpan Rest)
{
    /// <summary>Months differ in length; comparing from a month of 31 days errs on the long side.</summary>
    private static readonly DateTimeOffset Reference = new(2000, 7, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How long it is, to compare it by.</summary>
    public TimeSpan Nominal => After(Reference) - Reference;

    /// <summary>The longer of two.</summary>
    public static Duration Longer(Duration one, Duration other) => one.Nominal >= other.Nominal ? one : other;

    /// <summary>The point in time this long after <paramref name="start"/>; the end of time if that is too far.</summary>
    public DateTimeOffset After(DateTimeOffset start)
    {
        try
        {
            return start.AddMonths(Months) + Rest;
        }
        catch (ArgumentOutOfRangeException)
        {
            return DateTimeOffset.MaxValue;
        }
    }

    /// <summary>Reads <c>P1Y2M3W4DT5H6M7S</c> (ISO 8601) or <c>d.hh:mm:ss</c> (as Elsa writes it).</summary>
    public static bool TryParse(string text, out Duration duration)
    {
        duration = default;
        // The exact format: a lenient reader takes '36:00:00' for thirty-six days.
        if (text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span))
        {
            duration = new Duration(0, span);
            return span >= TimeSpan.Zero;
        }

        var match = Iso8601().Match(text);
        if (!match.Success || text[^1] is 'P' or 'T') return false;
        try
        {
            var rest = TimeSpan.FromDays((7 * Whole(match, "w")) + Whole(match, "d"))
                + TimeSpan.FromHours(Whole(match, "h")) + TimeSpan.FromMinutes(Whole(match, "n"))
                + Seconds(match.Groups["s"]);
            duration = new Duration(checked((12 * Whole(match, "y")) + Whole(match, "m")), rest);
            return true;
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public override string ToString() =>
        Months == 0 ? System.Xml.XmlConvert.ToString(Rest) : $"P{Months}M{System.Xml.XmlConvert.ToString(Rest).AsSpan(1)}";

    // Not through a double, which loses a tick here and there.
    private static TimeSpan Seconds(Group group) =>
        TimeSpan.FromTicks(group.Success ? (long)(decimal.Parse(group.ValueSpan, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond) : 0);

    private static int Whole(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^P(?:(?<y>[0-9]{1,9})Y)?(?:(?<m>[0-9]{1,9})M)?(?:(?<w>[0-9]{1,7})W)?(?:(?<d>[0-9]{1,7})D)?(?:T(?:(?<h>[0-9]{1,9})H)?(?:(?<n>[0-9]{1,9})M)?(?:(?<s>[0-9]{1,9}(?:\.[0-9]{1,7})?)S)?)?\z")]
    private static partial Regex Iso8601();
}
