using System.Globalization;

namespace Doorstep.Workflows.Deadlines.Calendars;

/// <summary>Public holidays that the law of a place fixes by rules, so that no published arrangement can leave them out (G17): China's thirteen days (全国年节及纪念日放假办法, 2024 revision, from 2025), the federal
/// holidays of 5 U.S.C. 6103, and the days of England that no proclamation moves. What governments arrange around them stands in the calendar alone.</summary>
internal static class StatutoryDays
{
    private const int RevisedIn = 2025;
    private const int LastYear = 2099;

    private static readonly ChineseLunisolarCalendar Lunar = new();

    /// <summary>The days of a year with their names; none for a calendar or a year of which nothing is known.</summary>
    public static IEnumerable<(DateOnly Day, string Name)> Of(string calendar, int year) => year is < RevisedIn or > LastYear ? [] : calendar switch
    {
        "cn" => China(year), "us-federal" => UnitedStates(year), "england" => England(year), _ => [],
    };

    /// <summary>Days that a calendar should have and has not: the year, the day and its name.</summary>
    public static IEnumerable<(int Year, DateOnly Day, string Name)> Missing(BusinessCalendar calendar) =>
        from year in calendar.Years
        from fixedDay in Of(calendar.Id, year.Key)
        where !year.Value.Holidays.ContainsKey(fixedDay.Day)
        select (year.Key, fixedDay.Day, fixedDay.Name);

    private static IEnumerable<(DateOnly, string)> China(int year)
    {
        var spring = OfLunar(year, 1, 1);
        return
        [
            (new(year, 1, 1), "元旦"), .. Enumerable.Range(-1, 4).Select(offset => (spring.AddDays(offset), "春节")), (Qingming(year), "清明节"),
            (new(year, 5, 1), "劳动节"), (new(year, 5, 2), "劳动节"), (OfLunar(year, 5, 5), "端午节"), (OfLunar(year, 8, 15), "中秋节"),
            .. Enumerable.Range(1, 3).Select(day => (new DateOnly(year, 10, day), "国庆节")),
        ];
    }

    /// <summary>A leap month moves the months behind it on by one.</summary>
    private static DateOnly OfLunar(int year, int month, int day)
    {
        var leap = Lunar.GetLeapMonth(year);
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }

    /// <summary>When the sun stands at 15° of longitude, by the rule of thumb that holds in this century.</summary>
    private static DateOnly Qingming(int year) => new(year, 4, (int)(((year % 100) * 0.2422) + 4.81) - (year % 100 / 4));

    private static IEnumerable<(DateOnly, string)> UnitedStates(int year) =>
    [
        (new(year, 1, 1), "New Year's Day"), (Nth(year, 1, DayOfWeek.Monday, 3), "Birthday of Martin Luther King, Jr."), (Nth(year, 2, DayOfWeek.Monday, 3), "Washington's Birthday"),
        (Last(year, 5, DayOfWeek.Monday), "Memorial Day"), (new(year, 6, 19), "Juneteenth"), (new(year, 7, 4), "Independence Day"), (Nth(year, 9, DayOfWeek.Monday, 1), "Labor Day"),
        (Nth(year, 10, DayOfWeek.Monday, 2), "Columbus Day"), (new(year, 11, 11), "Veterans Day"), (Nth(year, 11, DayOfWeek.Thursday, 4), "Thanksgiving Day"), (new(year, 12, 25), "Christmas Day"),
    ];

    private static IEnumerable<(DateOnly, string)> England(int year)
    {
        var easter = Easter(year);
        return [(new(year, 1, 1), "New Year's Day"), (easter.AddDays(-2), "Good Friday"), (easter.AddDays(1), "Easter Monday"), (new(year, 12, 25), "Christmas Day"), (new(year, 12, 26), "Boxing Day")];
    }

    private static DateOnly Nth(int year, int month, DayOfWeek weekday, int number)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((((int)weekday - (int)first.DayOfWeek + 7) % 7) + (7 * (number - 1)));
    }

    private static DateOnly Last(int year, int month, DayOfWeek weekday)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(((int)last.DayOfWeek - (int)weekday + 7) % 7));
    }

    /// <summary>Easter Sunday of the Gregorian calendar: the Sunday after the paschal full moon.</summary>
    private static DateOnly Easter(int year)
    {
        var (golden, century) = (year % 19, year / 100);
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var toSunday = (32 + (2 * (century % 4)) + (2 * (year % 100 / 4)) - epact - (year % 100 % 4)) % 7;
        var after = epact + toSunday - (7 * ((golden + (11 * epact) + (22 * toSunday)) / 451)) + 114;
        return new DateOnly(year, after / 31, (after % 31) + 1);
    }
}
