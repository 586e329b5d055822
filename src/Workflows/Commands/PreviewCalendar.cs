using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Deadlines.Calendars;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Shows which armed deadlines of running cases a calendar would move, before it is posted or approved. Nothing changes.</summary>
/// <param name="Calendar">The calendar, whole.</param>
/// <param name="After">Look at cases after this id; null: from the first.</param>
/// <param name="Limit">Look at so many cases, 1 to 1000.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Compliance, Role.Supervisor)]
public sealed record PreviewCalendar(JsonElement Calendar, string? After, int Limit, Actor Actor) : IQuery<Reply<CalendarPreview>>, IActed;

/// <summary>What a calendar would move in a page of running cases.</summary>
/// <param name="Id">The calendar.</param>
/// <param name="Version">The version that it would become.</param>
/// <param name="Moves">The deadlines that would move, by case.</param>
/// <param name="Examined">Cases that were looked at.</param>
/// <param name="Unreadable">Cases among them whose snapshot is broken, so that nobody can say; <c>journal/verify</c> says more.</param>
/// <param name="Next">Where the next page begins; null: that was all.</param>
public sealed record CalendarPreview(string Id, int Version, ImmutableArray<CalendarMove> Moves, int Examined, ImmutableArray<string> Unreadable, string? Next);

/// <summary>A deadline that a calendar would move.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="BusinessKey">Its business key.</param>
/// <param name="Transition">The transition that the deadline triggers.</param>
/// <param name="From">When it is due now (UTC); for one that stands still, when it was before it was stopped.</param>
/// <param name="To">When it would be due (UTC); null for one that stands still.</param>
/// <param name="Left">What one that stands still would have left; null for one that runs.</param>
/// <param name="CountedBy">By what it would be counted.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record CalendarMove(string CaseId, string BusinessKey, string Transition, DateTimeOffset From, DateTimeOffset? To, TimeSpan? Left, string CountedBy, string Sentence);

internal sealed class PreviewCalendarHandler(CalendarBook book, RuleShelf shelf, ICaseStore store, FactFolder folder, TimeProvider clock) : IQueryHandler<PreviewCalendar, Reply<CalendarPreview>>
{
    public async ValueTask<Reply<CalendarPreview>> Handle(PreviewCalendar query, CancellationToken cancellationToken)
    {
        var versions = await book.ListAsync(cancellationToken);
        var (calendar, faults) = CalendarContent.Read(query.Calendar, versions);
        if (calendar is null || faults.Count > 0) return Refuse.Invalid<CalendarPreview>("The calendar cannot be taken as it is.", faults);

        var now = clock.GetUtcNow();
        var next = (versions.LastOrDefault(version => version.Id == calendar.Id)?.Version ?? 0) + 1;
        var proposed = new CalendarVersion(calendar.Id, next, query.Calendar, "", "", now, query.Actor.Name, now, query.Actor.Name);
        var rules = (await shelf.ReadAsync(isFresh: true, cancellationToken)).With(proposed);
        var page = await store.RunningAsync(query.After ?? "", query.Limit, cancellationToken);
        var cases = page.Select(row => (Row: row, Snapshot: SnapshotCodec.TryRead(row.Snapshot, folder))).ToArray();
        return new Reply<CalendarPreview>.Done(new CalendarPreview(
            calendar.Id, next, [.. cases.SelectMany(one => Moves(one.Row, one.Snapshot, rules, now))], page.Count,
            [.. cases.Where(one => one.Snapshot is null).Select(one => one.Row.Id)], page.Count < query.Limit ? null : page[^1].Id));
    }

    private static IEnumerable<CalendarMove> Moves(CaseRecord row, Snapshot? snapshot, ClockRules rules, DateTimeOffset now)
    {
        if (snapshot?.Facts is not CaseFile file) return [];
        var counted = snapshot with { Facts = file.WithClocks(CaseClockDesk.Of(file, rules, now)) };
        return Recounting.Of(counted).Select(moved => new CalendarMove(
            row.Id, row.BusinessKey, moved.Before.Transition, moved.Before.DueAt, moved.After.Left is null ? moved.After.DueAt : null, moved.After.Left,
            moved.After.By!.By, CalendarShift.Sentence(row.Id, moved, file.Zone)));
    }
}
