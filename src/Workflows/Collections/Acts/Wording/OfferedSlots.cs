using System.Collections.Immutable;
using System.Globalization;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Deadlines.Calendars;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>A day and the hours on it that an invitation offers.</summary>
/// <param name="Day">The customer's day.</param>
/// <param name="Hours">By the clock at the customer's place.</param>
internal sealed record OfferedSlot(DateOnly Day, LocalWindow Hours)
{
    /// <summary>As the letter says it, in the language of its other dates.</summary>
    public string In(bool isEnglish) => isEnglish
        ? string.Create(CultureInfo.InvariantCulture, $"{Day:d MMMM yyyy}, between {Hours.From:HH\\:mm} and {Hours.To:HH\\:mm}")
        : string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy'年'M'月'd'日'}，{Hours.From:HH\\:mm}至{Hours.To:HH\\:mm}");
}

/// <summary>Times that an invitation offers: the first days on which a visit would be lawful, after the customer has had time to answer and the notice is over (b.2 APPOINTMENT_PENDING).</summary>
internal static class OfferedSlots
{
    private const int Days = 3;
    private const int DaysAhead = 30;

    /// <summary>The times, after the day until which the customer may answer; none where hours, notice or days are not known.</summary>
    /// <param name="pack">The rules in force.</param>
    /// <param name="calendar">Its calendar.</param>
    /// <param name="today">The customer's day.</param>
    /// <param name="replyBy">Until when the customer may answer.</param>
    /// <param name="off">A day that was agreed and moved (T22): one of both cannot then, so it is not offered again.</param>
    public static ImmutableArray<OfferedSlot> Of(PackInForce pack, BusinessCalendar? calendar, DateOnly today, DateOnly replyBy, DateOnly? off)
    {
        if (calendar is null || pack.Window("visit.window") is not Reading<LocalWindow>.Given(var window) || pack.Number("visit.noticeDays") is not Reading<long>.Given(var notice)) return [];
        var noticed = today.AddDays((int)notice);
        var first = (noticed > replyBy ? noticed : replyBy).AddDays(1);
        return [.. Enumerable.Range(0, DaysAhead).Select(first.AddDays).Where(day => day != off && calendar.On(day) is DayReading.Working).Take(Days).Select(day => new OfferedSlot(day, window))];
    }
}
