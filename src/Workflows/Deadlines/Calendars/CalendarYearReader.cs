using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Deadlines.Calendars;

/// <summary>Reads the years of a calendar.</summary>
internal static class CalendarYearReader
{
    private const string Day = "yyyy-MM-dd";
    private const int YearMin = 2000;
    private const int YearMax = 2199;
    private static readonly string[] Known = ["year", "projected", "source", "note", "holidays", "workingDays"];
    private static readonly string[] KnownOfDay = ["day", "name"];

    public static ImmutableSortedDictionary<int, CalendarYear> Read(JsonElement root, ImmutableHashSet<DayOfWeek> weekend, List<DefinitionFault> faults)
    {
        var years = ImmutableSortedDictionary.CreateBuilder<int, CalendarYear>();
        foreach (var (item, index) in Json.Items(root, "years", "years", faults).Select((item, index) => (item, index)))
        {
            var read = Year(item, $"years[{index}]", weekend, faults);
            if (years.ContainsKey(read.Year)) faults.Add(new DefinitionFault($"years[{index}].year", $"{read.Year} is in the calendar twice."));
            years[read.Year] = read;
        }

        if (years.Count == 0) faults.Add(new DefinitionFault("years", "A calendar knows one year at least."));
        return years.ToImmutable();
    }

    private static CalendarYear Year(JsonElement item, string path, ImmutableHashSet<DayOfWeek> weekend, List<DefinitionFault> faults)
    {
        CalendarReader.Unknown(item, Known, "a year", $"{path}.", faults);
        var member = Json.Member(item, "year");
        var year = 0;
        if (member.ValueKind != JsonValueKind.Number || !member.TryGetInt32(out year) || year is < YearMin or > YearMax)
            faults.Add(new DefinitionFault($"{path}.year", $"A year is a whole number from {YearMin} to {YearMax}."));
        var projected = Json.Member(item, "projected");
        if (projected.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) faults.Add(new DefinitionFault($"{path}.projected", "must say true (worked out) or false (published)."));
        var isProjected = projected.ValueKind == JsonValueKind.True;
        var note = Json.Text(item, "note", $"{path}.note", faults);
        if (isProjected && string.IsNullOrWhiteSpace(note)) faults.Add(new DefinitionFault($"{path}.note", "is missing: what of a projected year is certain, and what is not."));
        var holidays = Listed(item, "holidays", path, year, faults);
        var working = Listed(item, "workingDays", path, year, faults);
        foreach (var day in working.Keys.Where(day => !weekend.Contains(day.DayOfWeek)))
            faults.Add(new DefinitionFault($"{path}.workingDays", $"{Text(day)} is a {day.DayOfWeek}, which is worked anyhow."));
        foreach (var day in working.Keys.Where(holidays.ContainsKey))
            faults.Add(new DefinitionFault($"{path}.workingDays", $"{Text(day)} is a holiday and a working day at once."));
        return new CalendarYear { Year = year, IsProjected = isProjected, Source = CalendarReader.Needed(item, "source", $"{path}.source", faults), Note = note, Holidays = holidays, WorkingDays = working };
    }

    private static ImmutableSortedDictionary<DateOnly, string> Listed(JsonElement year, string list, string path, int number, List<DefinitionFault> faults)
    {
        var days = ImmutableSortedDictionary.CreateBuilder<DateOnly, string>();
        foreach (var (item, index) in Json.Items(year, list, $"{path}.{list}", faults).Select((item, index) => (item, index)))
        {
            var at = $"{path}.{list}[{index}]";
            CalendarReader.Unknown(item, KnownOfDay, "a day", $"{at}.", faults);
            var name = CalendarReader.Needed(item, "name", $"{at}.name", faults);
            var text = CalendarReader.Needed(item, "day", $"{at}.day", faults);
            if (text.Length == 0) continue;
            if (!DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) faults.Add(new DefinitionFault($"{at}.day", $"'{text}' is not a day such as '2026-10-01'."));
            else if (day.Year != number) faults.Add(new DefinitionFault($"{at}.day", $"{text} is not in {number}."));
            else if (!days.TryAdd(day, name)) faults.Add(new DefinitionFault($"{at}.day", $"{text} stands in the list twice."));
        }

        return days.ToImmutable();
    }

    private static string Text(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);
}
