using System.Collections.Immutable;
using System.Globalization;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Deadlines.Calendars;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;

namespace Doorstep.Workflows.Commands;

/// <summary>The rules without and with a version of a pack, and the moment at which they are compared.</summary>
/// <param name="Without">What is in force.</param>
/// <param name="With">The same with the version, as if it were approved.</param>
/// <param name="At">From when on the version would hold (UTC).</param>
internal sealed record PackMoment(ClockRules Without, ClockRules With, DateTimeOffset At);

/// <summary>What a version of a policy pack would change in one case: counted twice, without it and with it.</summary>
internal sealed class PackForesight(CaseActDesk desk, ActStore acts, ICaseStore store)
{
    /// <summary>Acts of a case that wait at once, looked at.</summary>
    private const int ActsMax = 200;

    /// <summary>Deadlines and holds whose end would be another.</summary>
    public static IEnumerable<PackMove> Moves(CaseRecord row, Snapshot snapshot, PackMoment moment)
    {
        var file = (CaseFile)snapshot.Facts;
        var (without, with) = (Counted(snapshot, file, moment.Without, moment.At), Counted(snapshot, file, moment.With, moment.At));
        var before = Recounting.Of(without).ToDictionary(moved => moved.Before.Id, moved => moved.After, StringComparer.Ordinal);
        foreach (var moved in Recounting.Of(with))
        {
            var known = before.GetValueOrDefault(moved.Before.Id, moved.Before);
            if ((known.DueAt, known.Left) == (moved.After.DueAt, moved.After.Left)) continue;
            var (transition, after) = (moved.Before.Transition, moved.After);
            yield return new PackMove(
                row.Id, row.BusinessKey, "DEADLINE", transition, known.DueAt, after.Left is null ? after.DueAt : null, after.Left, after.By!.By, CalendarShift.Sentence(row.Id, new MovedDeadline(known, after), file.Zone));
        }

        foreach (var move in Holds(row, without, with)) yield return move;
    }

    /// <summary>Acts that wait and that would be decided on otherwise, each at the moment when it comes up next.</summary>
    public async Task<ImmutableArray<PackActChange>> ActsAsync(CaseRecord row, Snapshot snapshot, PackMoment moment, CancellationToken cancellation)
    {
        var file = (CaseFile)snapshot.Facts;
        var waiting = (await store.OutboxAsync(OutboxStatus.Pending, row.Id, ActsMax, cancellation)).Where(message => message.Destination.StartsWith(ActChannel.Scheme, StringComparison.Ordinal)).ToArray();
        if (waiting.Length == 0) return [];
        var budget = desk.PersonOf(file) is { } person ? (await acts.FindDebtorAsync(row.Tenant, person, cancellation))?.Budget : null;
        var changes = ImmutableArray.CreateBuilder<PackActChange>();
        foreach (var message in waiting)
        {
            var (id, at) = (message.Destination[ActChannel.Scheme.Length..], message.NextTryAt > moment.At ? message.NextTryAt : moment.At);
            var planned = Values.Parse(message.Payload);
            var line = desk.LineOf(file, planned) is { } number ? (await acts.FindDebtorAsync(row.Tenant, number, cancellation))?.Budget : null;
            var question = new ActQuestion(row.Id, id, id, planned, message.CreatedAt, snapshot, budget, at) { Line = line };
            var (without, with) = (await desk.ForeseeAsync(question, moment.Without), await desk.ForeseeAsync(question, moment.With));
            if (Said(without, file.Zone) is var one && Said(with, file.Zone) is var other && one == other) continue;
            var kind = PlannedActReader.Read(question.Act) is { } act ? FactJson.Word(act.Kind) : "ACT";
            changes.Add(new PackActChange(row.Id, row.BusinessKey, id, kind, at, one, other, $"Case '{row.Id}': {kind} '{id}', which comes up at {Shown(at, file.Zone)}, {other} instead of this: it {one}."));
        }

        return changes.ToImmutable();
    }

    private static Snapshot Counted(Snapshot snapshot, CaseFile file, ClockRules rules, DateTimeOffset at) => snapshot with { Facts = file.WithClocks(CaseClockDesk.Of(file, rules, at)) };

    private static IEnumerable<PackMove> Holds(CaseRecord row, Snapshot without, Snapshot with)
    {
        var file = (CaseFile)without.Facts;
        var (before, after) = (file.Hold.Recounted(without.Facts.Clocks!).Open, file.Hold.Recounted(with.Facts.Clocks!).Open);
        foreach (var (first, second) in before.Zip(after))
        {
            if (first.Until is not { } from || second is not { Until: { } to, Length: { } length } || from == to) continue;
            var name = FactJson.Word(first.Hold);
            yield return new PackMove(
                row.Id, row.BusinessKey, "HOLD", name, from, to, null, length.Parameter, $"Case '{row.Id}': hold {name} ends at {Shown(to, file.Zone)} instead of {Shown(from, file.Zone)} ({length.Parameter}).");
        }
    }

    private static string Said(ActDecision decision, TimeZoneInfo zone) => decision switch
    {
        { Allowed: true } => "may go out",
        { NextTryAt: { } at } => $"waits until {Shown(at, zone)}: {decision.Reason}",
        _ => $"is dropped: {decision.Reason}",
    };

    private static string Shown(DateTimeOffset at, TimeZoneInfo zone) => LocalClock.Local(at, zone).ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
