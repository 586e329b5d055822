using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Deadlines.Calendars;
using Doorstep.Workflows.Kernel;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Posts the next version of a jurisdiction's calendar. Nothing is counted by it before somebody else approves it.</summary>
/// <param name="Calendar">The calendar, whole.</param>
/// <param name="Reason">Why: what was published, and where; 1 to 500 characters.</param>
/// <param name="Actor">Who posts it.</param>
[Allow(Role.Compliance)]
public sealed record PostCalendar(JsonElement Calendar, string? Reason, Actor Actor) : ICommand<Reply<CalendarVersion>>, IActed;

/// <summary>Approves a posted version. Armed deadlines that it moves are moved by their cases, each in a step of its own.</summary>
/// <param name="Id">The calendar, <c>cn</c>.</param>
/// <param name="Version">The version.</param>
/// <param name="Actor">Who approves it; not who posted it.</param>
[Allow(Role.Compliance)]
public sealed record ApproveCalendar(string Id, int Version, Actor Actor) : ICommand<Reply<CalendarVersion>>, IActed;

/// <summary>Every version of every calendar, by id and version.</summary>
[Allow(Role.Compliance, Role.Supervisor, Role.Designer, Role.Service), ForScoped]
public sealed record ListCalendars(Actor Actor) : IQuery<Reply<IReadOnlyList<CalendarVersion>>>, IActed;

internal sealed class CalendarHandler(CalendarBook book, SecondPerson second, TimeProvider clock) :
    ICommandHandler<PostCalendar, Reply<CalendarVersion>>, ICommandHandler<ApproveCalendar, Reply<CalendarVersion>>, IQueryHandler<ListCalendars, Reply<IReadOnlyList<CalendarVersion>>>
{
    private const int ReasonMax = 500;

    public async ValueTask<Reply<CalendarVersion>> Handle(PostCalendar command, CancellationToken cancellationToken)
    {
        var versions = await book.ListAsync(cancellationToken);
        var (calendar, faults) = CalendarContent.Read(command.Calendar, versions);
        if (string.IsNullOrWhiteSpace(command.Reason) || command.Reason.Length > ReasonMax)
            faults.Add(new Fault("reason", $"has {command.Reason?.Trim().Length ?? 0} characters; 1 to {ReasonMax} are allowed: say what was published, and where."));
        if (calendar is null || faults.Count > 0) return Refuse.Invalid<CalendarVersion>("The calendar cannot be taken as it is.", faults);

        var (hash, last) = (CalendarBook.Hash(command.Calendar.GetRawText()), versions.LastOrDefault(version => version.Id == calendar.Id));
        if (last?.ContentHash == hash) return new Reply<CalendarVersion>.Done(last);
        var posted = new CalendarVersion(calendar.Id, (last?.Version ?? 0) + 1, command.Calendar, hash, command.Reason!, clock.GetUtcNow(), command.Actor.Name);
        return await book.AddAsync(posted, cancellationToken)
            ? new Reply<CalendarVersion>.Done(posted)
            : Refuse.Conflict<CalendarVersion>($"Somebody posted version {posted.Version} of calendar '{posted.Id}' at the same moment. Look at it and post again.");
    }

    public async ValueTask<Reply<CalendarVersion>> Handle(ApproveCalendar command, CancellationToken cancellationToken)
    {
        var versions = (await book.ListAsync(cancellationToken)).Where(version => version.Id == command.Id).ToArray();
        if (versions.FirstOrDefault(version => version.Version == command.Version) is not { } posted) return Refuse.NotFound<CalendarVersion>($"There is no version {command.Version} of calendar '{command.Id}'.");
        if (posted.ApprovedAt is { } at) return Refuse.Conflict<CalendarVersion>($"'{posted.ApprovedBy}' approved {posted} at {Instants.Text(at)}.");
        if (versions.LastOrDefault(version => version.ApprovedAt is not null && version.Version > posted.Version) is { } later)
            return Refuse.Conflict<CalendarVersion>($"Version {later.Version} of calendar '{posted.Id}' is in force, and a later one replaces an earlier one. Post what you want as a version of its own.");
        if (CalendarContent.Left(posted.Calendar).ToArray() is { Length: > 0 } left) return Refuse.Impossible<CalendarVersion>($"{posted} cannot come into force as it is.", left);
        if (!await second.IsAsync(command.Actor, posted.PostedBy, cancellationToken)) return Refuse.Impossible<CalendarVersion>($"'{posted.PostedBy}' has posted {posted}; {SecondPerson.Wanted}");
        return await book.ApproveAsync(posted, command.Actor.Name, clock.GetUtcNow(), cancellationToken)
            ? new Reply<CalendarVersion>.Done((await book.FindAsync(posted.Id, posted.Version, cancellationToken))!)
            : Refuse.Conflict<CalendarVersion>($"Somebody approved {posted} at the same moment.");
    }

    public async ValueTask<Reply<IReadOnlyList<CalendarVersion>>> Handle(ListCalendars query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<CalendarVersion>>.Done(await book.ListAsync(cancellationToken));
}

/// <summary>What of a calendar is checked before it is taken.</summary>
internal static class CalendarContent
{
    /// <summary>The calendar, or every fault at once. A version must know every year that the one in force knows: deadlines were counted by it.</summary>
    public static (BusinessCalendar? Calendar, List<Fault> Faults) Read(JsonElement json, IReadOnlyList<CalendarVersion> versions)
    {
        if (json.ValueKind == JsonValueKind.Undefined) return (null, [new Fault("calendar", "is missing: the calendar, whole.")]);
        var read = CalendarReader.Read(json.GetRawText());
        var faults = read.Faults.Select(fault => new Fault(fault.Path.Length == 0 ? "calendar" : $"calendar.{fault.Path}", fault.Message)).ToList();
        if (read.Calendar is { } calendar && versions.LastOrDefault(version => version.Id == calendar.Id && version.ApprovedAt is not null) is { } inForce)
            faults.AddRange(inForce.Calendar.Years.Keys.Except(calendar.Years.Keys).Select(year => new Fault("calendar.years", $"{year} is missing, which version {inForce.Version} knows. Deadlines were counted by it.")));
        if (read.Calendar is { } whole) faults.AddRange(Left(whole));
        return (read.Calendar, faults);
    }

    /// <summary>Holidays that the law of the place fixes and the calendar leaves out.</summary>
    public static IEnumerable<Fault> Left(BusinessCalendar calendar) =>
        StatutoryDays.Missing(calendar).Select(missing => new Fault("calendar.years", $"{missing.Year} leaves out {missing.Day:yyyy-MM-dd}, {missing.Name}: the law makes it a public holiday (G17), and no calendar takes it away."));
}
