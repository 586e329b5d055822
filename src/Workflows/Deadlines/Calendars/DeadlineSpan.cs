using System.Globalization;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Deadlines.Calendars;

/// <summary>What a deadline is counted in.</summary>
public enum SpanUnit
{
    /// <summary>Days on which business is done, <c>P10B</c>.</summary>
    BusinessDays,

    /// <summary>Days of the calendar at the place of the case, <c>P5D</c>.</summary>
    Days,

    /// <summary>Months of the calendar, <c>P6M</c>; the day is kept or moved to the month's last.</summary>
    Months,

    /// <summary>Hours during which offices are open, <c>PT4BH</c>.</summary>
    BusinessHours,

    /// <summary>Hours that pass, <c>PT24H</c>.</summary>
    Hours,

    /// <summary>Minutes that pass, <c>PT20M</c>.</summary>
    Minutes,
}

/// <summary>How long a deadline is.</summary>
/// <param name="Count">How many, from 1 to <see cref="CountMax"/>.</param>
/// <param name="Unit">Of what.</param>
public readonly partial record struct DeadlineSpan(int Count, SpanUnit Unit)
{
    /// <summary>The longest span, in any unit.</summary>
    public const int CountMax = 9_999;

    /// <summary>Whether the span ends on another day by counting days, not hours.</summary>
    public bool CountsDays => Unit is SpanUnit.BusinessDays or SpanUnit.Days or SpanUnit.Months;

    /// <summary>Reads <c>P10B</c>, <c>P5D</c>, <c>P6M</c>, <c>PT4BH</c>, <c>PT24H</c> or <c>PT20M</c>.</summary>
    public static bool TryParse(string text, out DeadlineSpan span)
    {
        span = default;
        var match = Written().Match(text);
        if (!match.Success || match.Length != text.Length) return false;
        span = new DeadlineSpan(int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture), (match.Groups["time"].Success, match.Groups["unit"].Value) switch
        {
            (false, "B") => SpanUnit.BusinessDays,
            (false, "D") => SpanUnit.Days,
            (false, _) => SpanUnit.Months,
            (true, "BH") => SpanUnit.BusinessHours,
            (true, "H") => SpanUnit.Hours,
            _ => SpanUnit.Minutes,
        });
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"P{(CountsDays ? "" : "T")}{Count}{Letters}");

    private string Letters => Unit switch
    {
        SpanUnit.BusinessDays => "B",
        SpanUnit.Days => "D",
        SpanUnit.BusinessHours => "BH",
        SpanUnit.Hours => "H",
        _ => "M",
    };

    [GeneratedRegex("^P(?:(?<count>[1-9][0-9]{0,3})(?<unit>[BDM])|(?<time>T)(?<count>[1-9][0-9]{0,3})(?<unit>BH|H|M))$")]
    private static partial Regex Written();
}
