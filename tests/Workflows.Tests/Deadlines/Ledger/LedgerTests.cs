using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Deadlines.Ledger;
using Doorstep.Workflows.Deadlines.Outages;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Ledger;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Definitions.Definition;
using static Doorstep.Workflows.Tests.Engine.Machines;

namespace Doorstep.Workflows.Tests.Deadlines.Ledger;

/// <summary>Every deadline's life, by case and by day.</summary>
public sealed class LedgerTests
{
    /// <summary>Asks once a day whether it may go on, and stays due where it may not.</summary>
    private static JsonObject Asking() => Of("Waiting", [State("Waiting"), State("Called"), State("Left"), State("Closed")],
    [
        Way("Waiting", "Called", Deadline("P2D"), Script("case.Ready !== undefined"), name: "call"),
        Way("Waiting", "Left", Delay("P1D"), Script("false"), name: "again"),
        Way("Waiting", "Closed", OnEvent("Paid"), name: "paid"),
        Way("Called", "Closed", OnEvent("Ready"), name: "ready"),
    ]).Named("asking");

    public static TheoryData<StoreKind> Stores => [StoreKind.Sqlite, StoreKind.Postgres];

    [Fact]
    public async Task A_life_goes_from_armed_to_applied_with_its_lateness_and_what_ended_it()
    {
        await using var house = await EngineHouse.OpenAsync(Reminder());
        var (late, paid) = (await house.StartAsync("reminder", "LN-1"), await house.StartAsync("reminder", "LN-2"));
        await house.RaiseAsync(paid, "e-1", "Paid");
        await house.PassAsync(TimeSpan.FromDays(5) + TimeSpan.FromMinutes(3));

        var life = (await LivesAsync(house, late)).ShouldHaveSingleItem();
        var due = new EnginePlan().Now.AddDays(5);
        life.ShouldBe(new DeadlineLife("1.0", "call", new EnginePlan().Now, 1, due, DeadlineStand.Applied)
        {
            FiredAt = due.AddMinutes(3), Lateness = TimeSpan.FromMinutes(3), EndedAt = due.AddMinutes(3), EndedBy = 2, Cause = "deadline",
        });
        var other = (await LivesAsync(house, paid)).ShouldHaveSingleItem();
        (other.Stand, other.FiredAt, other.Cause, other.EndedBy).ShouldBe((DeadlineStand.Cancelled, null, "Paid", 2L));
    }

    [Fact]
    public async Task One_that_fires_in_vain_starts_again_and_one_that_stays_due_is_applied_by_a_later_fact()
    {
        await using var house = await EngineHouse.OpenAsync(Asking());
        var id = await house.StartAsync("asking", "LN-1");
        for (var day = 0; day < 3; day++) await house.PassAsync(TimeSpan.FromDays(1));

        (await LivesAsync(house, id)).Select(life => $"{life.Transition} {life.Stand}").ShouldBe(["call Due", "again Restarted", "again Restarted", "again Restarted", "again Waiting"]);
        var today = (await LedgerAsync(house, 0, 3)).Days[^1];
        (today.Open, today.Due, today.Waiting).ShouldBe((2, 1, 1));

        await house.RaiseAsync(id, "e-1", "Ready");
        (await LivesAsync(house, id))[0].ShouldSatisfyAllConditions(life => life.Stand.ShouldBe(DeadlineStand.Applied), life => life.Cause.ShouldBe("Ready"), life => life.Lateness.ShouldBe(TimeSpan.Zero));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_days_of_the_ledger_balance_and_agree_with_the_due_table(StoreKind store)
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Reminder(), Asking()], Store = store });
        for (var day = 0; day < 8; day++)
        {
            var id = await house.StartAsync("reminder", $"LN-{day}");
            await house.StartAsync("asking", $"LA-{day}");
            if (day % 3 == 0) await house.RaiseAsync(id, "e-1", "Paid");
            await house.PassAsync(TimeSpan.FromHours(23));
        }

        var report = await LedgerAsync(house, -1, 30);

        report.Balances.ShouldBeTrue();
        report.Days.Count.ShouldBe(10, "days after today are left out");
        report.InDueTable.ShouldBe(report.Days[^1].Waiting);
        foreach (var (before, day) in report.Days.Zip(report.Days.Skip(1)))
        {
            day.CarriedOver.ShouldBe(before.Open);
            (day.CarriedOver + day.Tally.Armed).ShouldBe(day.Tally.Applied + day.Tally.Cancelled + day.Tally.Restarted + day.Open);
        }

        report.Days.Sum(day => day.Tally.Cancelled).ShouldBe(3);
        report.Days.Sum(day => day.Tally.KeptDue).ShouldBe(report.Days[^1].Due);
    }

    [Fact]
    public async Task A_row_that_somebody_takes_from_the_due_table_breaks_the_balance()
    {
        await using var house = await EngineHouse.OpenAsync(Reminder());
        var id = await house.StartAsync("reminder", "LN-1");
        (await LedgerAsync(house, 0, 0)).Balances.ShouldBeTrue();

        await house.Store.RemoveDeadlineAsync(id, "1.0", TestContext.Current.CancellationToken);

        (await LedgerAsync(house, 0, 0)).ShouldSatisfyAllConditions(report => report.Balances.ShouldBeFalse(), report => report.InDueTable.ShouldBe(0), report => report.Days[0].Waiting.ShouldBe(1));
    }

    [Fact]
    public async Task A_day_that_is_over_is_closed_an_hour_later_and_never_counted_again()
    {
        await using var house = await EngineHouse.OpenAsync(Reminder());
        await house.StartAsync("reminder", "LN-1");
        var book = house.Services.GetRequiredService<LedgerBook>();
        house.Clock.Advance(TimeSpan.FromHours(15) + TimeSpan.FromMinutes(59));
        (await book.CloseAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        (await book.CloseAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        (await book.CloseAsync(TestContext.Current.CancellationToken)).ShouldBe(0);

        (await house.Services.GetRequiredService<LedgerStore>().LastClosedAsync(DayOf(house, 0), TestContext.Current.CancellationToken)).ShouldNotBeNull().Json.ShouldContain("\"Armed\":1");
        await house.PassAsync(TimeSpan.FromDays(5));
        var report = await LedgerAsync(house, 0, 6);
        report.Balances.ShouldBeTrue();
        report.Days.Select(day => day.Open).ShouldBe([1, 1, 1, 1, 1, 1, 0]);
    }

    [Fact]
    public async Task A_long_history_that_nobody_has_closed_is_closed_first_a_day_at_a_time()
    {
        await using var house = await EngineHouse.OpenAsync(Reminder());
        await house.StartAsync("reminder", "LN-1");
        house.Clock.Advance(TimeSpan.FromDays(40));
        (await house.Sender.Send(new GetDeadlineLedger(DayOf(house, 40), DayOf(house, 40), EngineHouse.Supervisor), TestContext.Current.CancellationToken)).Refusal().Kind.ShouldBe(RefusalKind.Busy);

        var book = house.Services.GetRequiredService<LedgerBook>();
        while (await book.CloseAsync(TestContext.Current.CancellationToken) > 0) continue;

        (await LedgerAsync(house, 0, 40)).ShouldSatisfyAllConditions(report => report.Days.Count.ShouldBe(41), report => report.Days[^1].Open.ShouldBe(1), report => report.Balances.ShouldBeTrue());
    }

    [Fact]
    public async Task What_is_late_says_why()
    {
        InterposedStore store = null!;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Reminder()], Wrap = inner => store = new InterposedStore(inner) });
        var outages = house.Services.GetRequiredService<OutageLog>();
        await outages.BeatAsync(TestContext.Current.CancellationToken);
        var id = await house.StartAsync("reminder", "LN-1");
        house.Clock.Advance(TimeSpan.FromDays(6));

        (await LateAsync(house)).Waiting.ShouldHaveSingleItem().ShouldBe(new LateDeadline(id, "1.0", "call", new EnginePlan().Now.AddDays(5), null, TimeSpan.FromDays(1), LateCause.Backlog));
        (await outages.BeatAsync(TestContext.Current.CancellationToken)).ShouldBe(new Outage(new EnginePlan().Now, house.Clock.GetUtcNow()));
        (await LateAsync(house)).Waiting.ShouldHaveSingleItem().Cause.ShouldBe(LateCause.Outage);
        await house.Sweep.RunAsync(TestContext.Current.CancellationToken);

        var late = await LateAsync(house, 6);
        late.Waiting.ShouldBeEmpty();
        late.Fired.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Cause.ShouldBe(LateCause.Outage), one => one.Lateness.ShouldBe(TimeSpan.FromDays(1)), one => one.FiredAt.ShouldBe(house.Clock.GetUtcNow()));
        (await LateAsync(house, 5)).Fired.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_short_gap_between_beats_is_no_outage_and_a_beat_is_written_down_only_now_and_then()
    {
        await using var house = await EngineHouse.OpenAsync(Reminder());
        var outages = house.Services.GetRequiredService<OutageLog>();
        foreach (var seconds in (int[])[0, 1, 58, 9])
        {
            house.Clock.Advance(TimeSpan.FromSeconds(seconds));
            (await outages.BeatAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
        }

        house.Clock.Advance(OutageLog.OutageMin);
        (await outages.BeatAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull();
        (await outages.ListAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
    }

    private static DateOnly DayOf(EngineHouse house, int day) => DateOnly.FromDateTime(new EnginePlan().Now.UtcDateTime).AddDays(day);

    private static async Task<LedgerReport> LedgerAsync(EngineHouse house, int from, int to) =>
        (await house.Sender.Send(new GetDeadlineLedger(DayOf(house, from), DayOf(house, to), EngineHouse.Supervisor), TestContext.Current.CancellationToken)).Value();

    private static async Task<IReadOnlyList<DeadlineLife>> LivesAsync(EngineHouse house, string caseId) =>
        (await house.Sender.Send(new GetCaseLedger(caseId, EngineHouse.Supervisor), TestContext.Current.CancellationToken)).Value();

    private static async Task<LateReport> LateAsync(EngineHouse house, int? day = null) =>
        (await house.Sender.Send(new GetLateDeadlines(day is { } on ? DayOf(house, on) : null, null, 10, EngineHouse.Supervisor), TestContext.Current.CancellationToken)).Value();
}
