using System.Globalization;
using Doorstep.Workflows.Deadlines.Calendars;

namespace Doorstep.Workflows.Tests.Deadlines.Calendars;

/// <summary>The shipped calendars, and what tests say of days and times.</summary>
internal static class Shipped
{
    public const string Folder = "workflow-definitions/calendars";

    public static readonly string[] Ids = ["cn", "england", "us-federal"];

    public static BusinessCalendar China { get; } = Calendar("cn");

    public static BusinessCalendar England { get; } = Calendar("england");

    public static BusinessCalendar UnitedStates { get; } = Calendar("us-federal");

    public static string Text(string id) => File.ReadAllText(Path.Combine(Folder, $"{id}.json"));

    public static BusinessCalendar Calendar(string id) => CalendarReader.Read(Text(id)).Calendar ?? throw new InvalidOperationException($"Calendar '{id}' has faults.");

    public static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public static DeadlineSpec Spec(string text) => DeadlineSpec.Read(text).Spec ?? throw new ArgumentException(text);

    public static DueMoment Due(this BusinessCalendar calendar, string zone, string spec, string start) => new DeadlineClock(calendar, Zone(zone)).Due(Spec(spec), At(start));

    public static DateTimeOffset Moment(this DueMoment due) => due.ShouldBeOfType<DueMoment.Known>().At;
}
