using System.Text.Json;
using Doorstep.Host.Security;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Commands;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>A version of a calendar. Without an approval nothing is counted by it.</summary>
internal sealed record CalendarView(
    string Id, int Version, string Name, IEnumerable<int> Years, string ContentHash, string Reason, DateTimeOffset PostedAt, string PostedBy, DateTimeOffset? ApprovedAt, string? ApprovedBy)
{
    public static CalendarView Of(CalendarVersion row) =>
        new(row.Id, row.Version, row.Calendar.Name, row.Calendar.Years.Keys, row.ContentHash, row.Reason, row.PostedAt, row.PostedBy, row.ApprovedAt, row.ApprovedBy);
}

/// <summary>Calendars of business days: shown what they would move, posted by one person, approved by another.</summary>
internal static class CalendarEndpoints
{
    private const string Example =
        """{"calendar":{"id":"xx","name":"An example","weekend":["SATURDAY","SUNDAY"],"officeHours":"09:00-17:00","years":[{"year":2027,"projected":false,"source":"Gazette 2026/31","holidays":[{"day":"2027-01-01","name":"New Year"}],"workingDays":[]}]},"reason":"The gazette of 2026-11-02 published the holidays of 2027."}""";

    private static readonly string[] Posted = ["calendar", "reason"];

    public static void MapCalendars(this IEndpointRouteBuilder api)
    {
        var calendars = api.MapGroup("/calendars").WithTags("Calendars");
        calendars.MapGet("", async (HttpContext context, ISender sender) => (await sender.Send(new ListCalendars(context.Actor()))).Ok(rows => rows.Select(CalendarView.Of)))
            .WithName("listCalendars").Produces<IEnumerable<CalendarView>>().WithSummary("Every version of every calendar");
        calendars.MapPost("", PostAsync).WithName("postCalendar").Produces<CalendarView>().ProducesProblem(400).ProducesProblem(409).Takes(Example, BodySchemas.Calendar)
            .WithSummary("Post the next version of a calendar").WithDescription("Nothing is counted by it before somebody else approves it. Look at the preview first.");
        calendars.MapPost("/preview", PreviewAsync).WithName("previewCalendar").Produces<CalendarPreview>().ProducesProblem(400).Takes(Example, BodySchemas.Calendar)
            .WithSummary("Which armed deadlines a calendar would move, from when to when").WithDescription("Nothing changes. A page looks at so many running cases; the next one begins at next.")
            .Query("after", "next of the page before.").Query("limit", "Cases.", 1, 1000, 200);
        calendars.MapPost("/{id}/{version}/approve", ApproveAsync)
            .WithName("approveCalendar").Produces<CalendarView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422)
            .WithSummary("Approve a version that somebody else posted").WithDescription("Deadlines are counted by it from now on. Armed ones that it moves are moved by their cases, each in a step of its own.");
    }

    private static async Task<IResult> PostAsync(HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<PostCalendar>(context.Request);
        if (problem is not null) return problem;
        var faults = RequestBody.Unknown(body, Posted).ToList();
        var reason = RequestBody.Text(body, "reason", faults);
        return faults.Count > 0 ? Problems.Invalid("The calendar cannot be taken as it is.", faults) : (await sender.Send(new PostCalendar(Calendar(body), reason, context.Actor()))).Ok(CalendarView.Of);
    }

    private static async Task<IResult> PreviewAsync(string? after, string? limit, HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<PreviewCalendar>(context.Request);
        if (problem is not null) return problem;
        var faults = RequestBody.Unknown(body, Posted).ToList();
        var rows = CaseQueryEndpoints.Number(limit, "limit", 200, 1, 1000, faults);
        return faults.Count > 0 ? Problems.Invalid("The preview cannot be made like this.", faults) : (await sender.Send(new PreviewCalendar(Calendar(body), after, rows, context.Actor()))).Ok(preview => preview);
    }

    private static async Task<IResult> ApproveAsync(string id, string version, HttpContext context, ISender sender)
    {
        Rights.Demand<ApproveCalendar>(context.Actor());
        var faults = new List<Fault>();
        var number = CaseQueryEndpoints.Number(version, "version", 0, 1, CalendarBook.VersionsMax, faults);
        return faults.Count > 0 ? Problems.Invalid("There is no such version.", faults) : (await sender.Send(new ApproveCalendar(id, number, context.Actor()))).Ok(CalendarView.Of);
    }

    private static JsonElement Calendar(JsonElement body) => body.TryGetProperty("calendar", out var calendar) ? calendar : default;
}
