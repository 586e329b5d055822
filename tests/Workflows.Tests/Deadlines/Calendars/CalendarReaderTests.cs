using System.Text.Json.Nodes;
using Doorstep.Workflows.Deadlines.Calendars;
using static Doorstep.Workflows.Tests.Deadlines.Calendars.Shipped;

namespace Doorstep.Workflows.Tests.Deadlines.Calendars;

public sealed class CalendarReaderTests
{
    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var calendar = JsonNode.Parse(Text("cn"))!.AsObject();
        calendar["officeHours"] = "17:00-09:00";
        calendar["weekend"]!.AsArray().Add("SOMEDAY");
        calendar["week-end"] = 1;
        var year = calendar["years"]![0]!;
        year["holidays"]!.AsArray().Add(Day("2026-02-30", "Nothing"));
        year["holidays"]!.AsArray().Add(Day("2027-01-01", "Too late"));
        year["holidays"]!.AsArray().Add(Day("2026-10-01", "Twice"));
        year["holidays"]!.AsArray().Add(Day("2026-10-10", "Both"));
        year["workingDays"]!.AsArray().Add(Day("2026-11-09", "A Monday"));
        year["workingDays"]!.AsArray().Add(new JsonObject { ["day"] = "2026-11-14", ["nam"] = "x" });
        calendar["years"]![1]!.AsObject().Remove("note");
        calendar["years"]![1]!["projected"] = true;
        calendar["years"]!.AsArray().Add(new JsonObject { ["year"] = 2027, ["projected"] = "no", ["source"] = "" });

        CalendarReader.Read(calendar.ToJsonString()).Faults.Select(fault => fault.ToString()).ShouldBe(
        [
            "week-end: 'week-end' is not a member of a calendar; did you mean 'weekend'?",
            "officeHours: '17:00-09:00' is not a window of hours such as '09:00-17:00' that ends later than it begins.",
            "weekend[2]: the string 'SOMEDAY' is not a day of the week. Known are: SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY.",
            "years[0].holidays[33].day: '2026-02-30' is not a day such as '2026-10-01'.",
            "years[0].holidays[34].day: 2027-01-01 is not in 2026.",
            "years[0].holidays[35].day: 2026-10-01 stands in the list twice.",
            "years[0].workingDays[7].nam: 'nam' is not a member of a day; did you mean 'name'?",
            "years[0].workingDays[7].name: is missing.",
            "years[0].workingDays: 2026-11-09 is a Monday, which is worked anyhow.",
            "years[0].workingDays: 2026-10-10 is a holiday and a working day at once.",
            "years[1].note: is missing: what of a projected year is certain, and what is not.",
            "years[2].projected: must say true (worked out) or false (published).",
            "years[2].source: is missing.",
            "years[2].year: 2027 is in the calendar twice.",
        ], ignoreOrder: true);
    }

    [Theory]
    [InlineData("00:00-00:01", true)]
    [InlineData("09:00-12:59", true)]
    [InlineData("09:00-13:00", false)]
    public void T55_office_hours_in_which_clocks_of_business_hours_would_run_for_weeks_are_refused(string hours, bool isRefused)
    {
        var calendar = JsonNode.Parse(Text("cn"))!.AsObject();
        calendar["officeHours"] = hours;

        CalendarReader.Read(calendar.ToJsonString()).Faults.Any(fault => fault.Path == "officeHours").ShouldBe(isRefused);
    }

    [Fact]
    public void A_week_without_a_working_day_is_refused()
    {
        var calendar = JsonNode.Parse(Text("england"))!.AsObject();
        calendar["weekend"] = new JsonArray([.. Enum.GetNames<DayOfWeek>().Select(name => JsonValue.Create(name.ToUpperInvariant()))]);

        CalendarReader.Read(calendar.ToJsonString()).Faults.ShouldHaveSingleItem().Message.ShouldBe("A week needs a day on which business is done.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"a\",\"id\":\"b\"}")]
    [InlineData("{}")]
    [InlineData("{\"id\":1,\"name\":2,\"weekend\":3,\"officeHours\":4,\"years\":[5,null,{\"year\":\"x\",\"holidays\":[6,{\"day\":7}]}]}")]
    public void Whatever_stands_in_it_a_calendar_is_refused_and_never_throws(string text) => CalendarReader.Read(text).Faults.ShouldNotBeEmpty();

    private static JsonObject Day(string day, string name) => new() { ["day"] = day, ["name"] = name };
}
