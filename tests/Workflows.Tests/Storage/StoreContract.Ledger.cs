using Doorstep.Workflows.Storage.Ledger;
using Doorstep.Workflows.Storage.Registers;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task The_ledger_reads_the_steps_of_a_span_and_counts_the_due_table_beside_them()
    {
        await CommitAsync(Start("c1").Arming(Due("c1", "1.0", 5)), Start("c2", at: Monday.AddHours(30)), Start("c3", at: Monday.AddHours(40)).Arming(Due("c3", "1.0", 5)));

        (await LedgerAsync(Monday, Monday.AddMinutes(1))).ShouldBe(("c1 1", 2));
        (await LedgerAsync(Monday.AddMilliseconds(1), Monday.AddHours(30))).ShouldBe(("", 2));
        (await LedgerAsync(Monday, Monday.AddHours(30).AddMilliseconds(1))).ShouldBe(("c1 1, c2 1", 2));
    }

    [Fact]
    public async Task The_first_day_of_the_ledger_is_the_day_of_the_first_case()
    {
        (await Stores.Ledger.FirstDayAsync()).ShouldBeNull();

        await CommitAsync(Start("c1"), Start("c2", at: Monday.AddDays(-3)));

        (await Stores.Ledger.FirstDayAsync()).ShouldBe(new DateOnly(2026, 10, 30));
    }

    [Fact]
    public async Task The_last_closed_day_is_found_by_its_date()
    {
        foreach (var day in (int[])[1, 3, 9]) (await Stores.Registers.SaveAsync(new RegisterRecord(LedgerStore.ClosedDays, LedgerStore.KeyOf(new DateOnly(2026, 11, day)), 1, $"{day}", Monday, "clock"))).ShouldBeTrue();

        (await Stores.Ledger.LastClosedAsync(new DateOnly(2026, 11, 8))).ShouldBe(new ClosedDay(new DateOnly(2026, 11, 3), "3"));
        (await Stores.Ledger.LastClosedAsync(new DateOnly(2026, 11, 9))).ShouldBe(new ClosedDay(new DateOnly(2026, 11, 9), "9"));
        (await Stores.Ledger.LastClosedAsync(new DateOnly(2026, 10, 31))).ShouldBeNull();
    }

    [Fact]
    public async Task Overdue_deadlines_come_the_oldest_first_parked_ones_and_put_off_ones_too()
    {
        var start = Start("c1").Arming(Due("c1", "1.0", 3), Due("c1", "1.1", 1), Due("c1", "1.2", 2), Due("c1", "1.3", 60));
        await CommitAsync(start, start.Then() with { Parked = "1.2" });
        await Cases.PutOffAsync(Due("c1", "1.0", 3), Monday.AddHours(5));

        (await OverdueAsync(10)).ShouldBe(["1.1", "1.2", "1.0"]);
        (await OverdueAsync(10, limit: 1)).ShouldBe(["1.1"]);
        (await OverdueAsync(1)).ShouldBeEmpty();
    }

    private async Task<IEnumerable<string>> OverdueAsync(int minutes, int limit = 10) => (await Stores.Ledger.OverdueAsync(Monday.AddMinutes(minutes), limit)).Select(row => row.Id);

    private async Task<(string Steps, long InDueTable)> LedgerAsync(DateTimeOffset from, DateTimeOffset until)
    {
        var (rows, waiting) = await Stores.Ledger.ReadAsync(from, until, () => new List<string>(), (list, row) => list.Add($"{row.CaseId} {row.Sequence}"));
        return (string.Join(", ", rows.Order()), waiting);
    }
}
