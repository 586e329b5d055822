using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Deadlines.Calendars;

/// <summary>What came of reading a calendar: the calendar, or everything that is wrong with it.</summary>
/// <param name="Calendar">The calendar; null where there are faults.</param>
/// <param name="Faults">Every fault at once.</param>
public sealed record ReadCalendar(BusinessCalendar? Calendar, ImmutableArray<DefinitionFault> Faults);

/// <summary>Reads a calendar of business days from JSON. Never throws for what somebody wrote.</summary>
public static class CalendarReader
{
    /// <summary>Half a day's work; clocks in business hours (T55: four) are over on the day or the next one.</summary>
    private static readonly TimeSpan OfficeMin = TimeSpan.FromHours(4);

    private const string Clock = "HH:mm";
    private static readonly string[] Known = ["id", "name", "weekend", "officeHours", "years"];
    private static readonly string[] Days = [.. Enum.GetNames<DayOfWeek>().Select(name => name.ToUpperInvariant())];

    /// <summary>The calendar, or every fault at once.</summary>
    public static ReadCalendar Read(string json)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            return new ReadCalendar(null, [new DefinitionFault("", $"This is not JSON: {exception.Message}")]);
        }

        if (root.ValueKind != JsonValueKind.Object) return new ReadCalendar(null, [new DefinitionFault("", $"A calendar is an object, not {Json.Kind(root)}.")]);
        var faults = new List<DefinitionFault>();
        var calendar = Read(root, faults);
        return faults.Count == 0 ? new ReadCalendar(calendar, []) : new ReadCalendar(null, [.. faults]);
    }

    private static BusinessCalendar Read(JsonElement root, List<DefinitionFault> faults)
    {
        Unknown(root, Known, "a calendar", "", faults);
        var (opens, closes) = Office(root, faults);
        var weekend = Weekend(root, faults);
        return new BusinessCalendar
        {
            Id = Needed(root, "id", "id", faults), Name = Needed(root, "name", "name", faults), Weekend = weekend, OfficeOpens = opens, OfficeCloses = closes,
            Years = CalendarYearReader.Read(root, weekend, faults),
        };
    }

    internal static string Needed(JsonElement json, string name, string path, List<DefinitionFault> faults)
    {
        var before = faults.Count;
        var text = Json.Text(json, name, path, faults);
        if (string.IsNullOrWhiteSpace(text) && faults.Count == before) faults.Add(new DefinitionFault(path, "is missing."));
        return text ?? "";
    }

    internal static void Unknown(JsonElement json, string[] known, string what, string path, List<DefinitionFault> faults)
    {
        if (json.ValueKind != JsonValueKind.Object) return;
        foreach (var member in json.EnumerateObject().Where(member => !known.Contains(member.Name, StringComparer.Ordinal)))
            faults.Add(new DefinitionFault($"{path}{member.Name}", $"'{member.Name}' is not a member of {what}{Nearest.Hint(member.Name, known)}"));
    }

    private static (TimeOnly Opens, TimeOnly Closes) Office(JsonElement root, List<DefinitionFault> faults)
    {
        var text = Needed(root, "officeHours", "officeHours", faults);
        var (opens, closes) = (default(TimeOnly), default(TimeOnly));
        var isRead = text.Split('-') is [var left, var right] && TryRead(left, out opens) && TryRead(right, out closes) && opens < closes;
        if (isRead && closes - opens < OfficeMin) faults.Add(new DefinitionFault("officeHours", $"'{text}' is less than {OfficeMin.TotalHours:0} hours a day. Clocks of business hours would run for weeks."));
        if (!isRead && text.Length > 0) faults.Add(new DefinitionFault("officeHours", $"'{text}' is not a window of hours such as '09:00-17:00' that ends later than it begins."));
        return (opens, closes);
    }

    private static ImmutableHashSet<DayOfWeek> Weekend(JsonElement root, List<DefinitionFault> faults)
    {
        var weekend = ImmutableHashSet.CreateBuilder<DayOfWeek>();
        foreach (var (item, index) in Json.Items(root, "weekend", "weekend", faults).Select((item, index) => (item, index)))
        {
            var position = item.ValueKind == JsonValueKind.String ? Array.IndexOf(Days, item.GetString()) : -1;
            if (position >= 0) weekend.Add((DayOfWeek)position);
            else faults.Add(new DefinitionFault($"weekend[{index}]", $"{Json.Kind(item)} is not a day of the week. Known are: {string.Join(", ", Days)}."));
        }

        if (weekend.Count == Days.Length) faults.Add(new DefinitionFault("weekend", "A week needs a day on which business is done."));
        return weekend.ToImmutable();
    }

    private static bool TryRead(string text, out TimeOnly time) => TimeOnly.TryParseExact(text, Clock, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
