using System.Globalization;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>Hours of a day on a clock at the customer's place, <c>08:00-22:00</c>. Whether its edges belong to it is the guard's business.</summary>
/// <param name="From">When it opens.</param>
/// <param name="To">When it closes; later than it opens, on the same day.</param>
public readonly record struct LocalWindow(TimeOnly From, TimeOnly To)
{
    private const string Clock = "HH:mm";

    /// <summary>Reads <c>08:00-22:00</c>, and nothing else.</summary>
    public static bool TryParse(string text, out LocalWindow window)
    {
        window = default;
        if (text.Split('-') is not [var left, var right]) return false;
        if (!TryRead(left, out var from) || !TryRead(right, out var to)) return false;
        window = new LocalWindow(from, to);
        return from < to;
    }

    /// <summary>The hours that both windows have, or null where they have none.</summary>
    public LocalWindow? Common(LocalWindow other)
    {
        var common = new LocalWindow(From > other.From ? From : other.From, To < other.To ? To : other.To);
        return common.From < common.To ? common : null;
    }

    /// <summary>Whether every hour of the other window is in this one.</summary>
    public bool Covers(LocalWindow other) => From <= other.From && other.To <= To;

    /// <inheritdoc />
    public override string ToString() => $"{From.ToString(Clock, CultureInfo.InvariantCulture)}-{To.ToString(Clock, CultureInfo.InvariantCulture)}";

    private static bool TryRead(string text, out TimeOnly time) => TimeOnly.TryParseExact(text, Clock, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
