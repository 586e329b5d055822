using Doorstep.Workflows.Deadlines.Ledger;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>What happened to deadlines on some days (UTC), in counts that balance.</summary>
/// <param name="From">First day (UTC).</param>
/// <param name="To">Last day (UTC), included; at most 366 days in all. Days after today are left out.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record GetDeadlineLedger(DateOnly From, DateOnly To, Actor Actor) : IQuery<Reply<LedgerReport>>, IActed;

/// <summary>The life of every deadline that a case ever armed, in the order in which they were armed.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Service, Role.Supervisor, Role.Compliance)]
public sealed record GetCaseLedger(string CaseId, Actor Actor) : IQuery<Reply<IReadOnlyList<DeadlineLife>>>, IAboutCase;

/// <summary>Deadlines that did not fire in time, the latest first: those that wait still, and with days those that fired late on them.</summary>
/// <param name="From">First day (UTC), or null.</param>
/// <param name="To">Last day (UTC), included; at most 31 days in all.</param>
/// <param name="Limit">Deadlines of either kind.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record GetLateDeadlines(DateOnly? From, DateOnly? To, int Limit, Actor Actor) : IQuery<Reply<LateReport>>, IActed;

/// <summary>The answer to <see cref="GetLateDeadlines"/>.</summary>
/// <param name="Waiting">Those that wait still.</param>
/// <param name="Fired">Those that fired late on the days asked for.</param>
public sealed record LateReport(IReadOnlyList<LateDeadline> Waiting, IReadOnlyList<LateDeadline> Fired);

internal sealed class DeadlineLedgerHandler(LedgerBook book, LateDeadlines late, ICaseStore store) :
    IQueryHandler<GetDeadlineLedger, Reply<LedgerReport>>, IQueryHandler<GetCaseLedger, Reply<IReadOnlyList<DeadlineLife>>>, IQueryHandler<GetLateDeadlines, Reply<LateReport>>
{
    private const int DaysMax = 366;
    private const int LateDaysMax = 31;
    private const int PageRows = 500;

    public async ValueTask<Reply<LedgerReport>> Handle(GetDeadlineLedger query, CancellationToken cancellationToken)
    {
        if (Fault(query.From, query.To, DaysMax) is { } fault) return Refuse.Invalid<LedgerReport>("The ledger cannot be read like this.", [fault]);
        return await book.ReadAsync(query.From, query.To, cancellationToken) is { } report
            ? new Reply<LedgerReport>.Done(report)
            : new Reply<LedgerReport>.Refused(RefusalKind.Busy, $"More than {LedgerBook.CountedMax} days up to '{query.To:yyyy-MM-dd}' have still to be counted; one is closed every minute. Ask again later.");
    }

    public async ValueTask<Reply<IReadOnlyList<DeadlineLife>>> Handle(GetCaseLedger query, CancellationToken cancellationToken)
    {
        var (lives, after) = (new DeadlineLives(), 0L);
        while (await store.JournalAsync(query.CaseId, after, PageRows, cancellationToken) is { Count: > 0 } rows)
        {
            foreach (var row in rows) lives.Take(row.Sequence, row.At, row.EventType, JournalText.Read(row.Entries));
            after = rows[^1].Sequence;
        }

        return after == 0 ? Refuse.NoCase<IReadOnlyList<DeadlineLife>>(query.CaseId) : new Reply<IReadOnlyList<DeadlineLife>>.Done([.. lives.All]);
    }

    public async ValueTask<Reply<LateReport>> Handle(GetLateDeadlines query, CancellationToken cancellationToken)
    {
        var (from, to) = (query.From ?? query.To, query.To ?? query.From);
        if (from is { } first && to is { } last && Fault(first, last, LateDaysMax) is { } fault) return Refuse.Invalid<LateReport>("The list cannot be read like this.", [fault]);
        return new Reply<LateReport>.Done(new LateReport(
            await late.WaitingAsync(query.Limit, cancellationToken),
            from is null ? [] : await late.FiredAsync(Begin(from.Value), Begin(to!.Value.AddDays(1)), query.Limit, cancellationToken)));
    }

    private static Fault? Fault(DateOnly from, DateOnly to, int daysMax) =>
        to < from ? new Fault("to", $"'{to:yyyy-MM-dd}' is before from, '{from:yyyy-MM-dd}'.")
        : to.DayNumber - from.DayNumber >= daysMax ? new Fault("to", $"'{to:yyyy-MM-dd}' is more than {daysMax} days after from, '{from:yyyy-MM-dd}'. Ask for fewer days.")
        : null;

    private static DateTimeOffset Begin(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
