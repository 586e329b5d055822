using System.Data.Common;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Seals;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>What holds of SQLite alone: its settings, its file, its locks and its query plans.</summary>
public sealed class SqliteTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase _database = new();
    private readonly QueryWatch _watch;
    private Stores _stores = null!;

    /// <summary>The watch comes first: EF remembers for a second that nobody listens.</summary>
    public SqliteTests() => _watch = new QueryWatch(_database.File);

    public async ValueTask InitializeAsync() => _stores = await Stores.OpenAsync(_database.Options);

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        await _stores.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("busy_timeout", "1000")]
    public async Task The_connection_that_writes_is_set_so_that_a_commit_is_on_disk(string pragma, string expected)
    {
        string? actual = null;
        await _stores.Queue.WriteAsync(new PendingWrite(0, async commands =>
        {
            await using var command = commands.Connection.CreateCommand();
            command.Transaction = commands.Transaction;
            command.CommandText = $"PRAGMA {pragma}";
            await using var rows = await command.ExecuteReaderAsync();
            await rows.ReadAsync();
            actual = rows.GetString(0);
            return WriteResult.Written;
        }), default);

        actual.ShouldBe(expected);
    }

    [Fact]
    public async Task Readers_do_not_wait_for_the_writer()
    {
        await _stores.Cases.CommitAsync(Start("c1"));
        var reading = new TaskCompletionSource();
        var writing = _stores.Queue.WriteAsync(new PendingWrite(0, async commands =>
        {
            await commands.ExecuteAsync("UPDATE cases SET state = @state", "Changed");
            await reading.Task;
            return WriteResult.Written;
        }), default);

        (await _stores.Cases.FindCaseAsync("c1"))!.State.ShouldBe("New");
        reading.SetResult();
        await writing;
        (await _stores.Cases.FindCaseAsync("c1"))!.State.ShouldBe("Changed");
    }

    [Fact]
    public async Task Migrating_twice_changes_nothing()
    {
        await _stores.Cases.CommitAsync(Start("c1"));
        await _stores.Startup.MigrateAsync();
        await using var next = await Stores.OpenAsync(_database.Options);

        (await next.Cases.FindCaseAsync("c1")).ShouldNotBeNull();
        await using var db = next.Context();
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_migrations_make_what_the_model_says()
    {
        await using var db = _stores.Context();

        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_finds_another_process_migrating_is_told_after_a_while()
    {
        await using var held = new FileStream($"{_database.File}.lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        (await Should.ThrowAsync<TimeoutException>(() => _stores.Startup.MigrateAsync())).Message.ShouldContain("doorstep.db.lock");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_as_such()
    {
        await using var broken = new SqliteTestDatabase();
        await File.WriteAllTextAsync(broken.File, "This is a letter, not a database. It is long enough to be taken for a header of one hundred bytes, nearly.");

        (await Should.ThrowAsync<DbException>(() => Stores.OpenAsync(broken.Options))).Message.ShouldContain("not a database");
    }

    [Fact]
    public async Task A_database_that_somebody_locks_fails_everybody_who_waits_after_one_timeout_and_goes_on_afterwards()
    {
        var database = new BreakableDatabase(_stores.Database);
        await using var queue = new CommitQueue(_database.Options, database);
        await _stores.Cases.CommitAsync(Start("c0"));
        await using (var other = await _database.OpenAsync())
        {
            await using var locked = await other.BeginTransactionAsync();
            var writes = Enumerable.Range(1, 20).Select(number => queue.WriteAsync(StepWriter.Pending(Start($"c{number}")), default)).ToArray();

            foreach (var write in writes) (await Should.ThrowAsync<DbException>(write)).Message.ShouldContain("database is locked");

            // The first may have waited alone; the others waited together, not each for itself.
            database.Opened.ShouldBeLessThanOrEqualTo(2);
        }

        (await queue.WriteAsync(StepWriter.Pending(Start("c1")), default)).ShouldBeTrue();
        (await _database.CountAsync("cases")).ShouldBe(2);
    }

    [Fact]
    public async Task A_database_that_is_read_only_fails_its_callers_clearly_and_goes_on_when_it_is_not()
    {
        var database = new BreakableDatabase(_stores.Database) { Instead = OpenReadOnlyAsync };
        await using var queue = new CommitQueue(_database.Options, database);

        (await Should.ThrowAsync<DbException>(() => queue.WriteAsync(StepWriter.Pending(Start("c1")), default))).Message.ShouldContain("readonly");
        (await Should.ThrowAsync<DbException>(() => queue.WriteAsync(StepWriter.Pending(Start("c2")), default))).Message.ShouldContain("readonly");
        database.Instead = null;

        (await queue.WriteAsync(StepWriter.Pending(Start("c1")), default)).ShouldBeTrue();
        (await _stores.Cases.FindCaseAsync("c1")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_step_that_a_full_disk_does_not_take_is_unavailable_and_the_house_is_unhealthy_until_a_write_goes_through()
    {
        var database = new BreakableDatabase(_stores.Database) { Instead = OpenFullAsync };
        await using var queue = new CommitQueue(_database.Options, database);
        var health = new StorageHealth(database, queue);
        await health.CheckAsync(TestContext.Current.CancellationToken);
        var cases = new Workflows.Storage.Cases.CaseStore(null!, queue, database, new DataSeal(null));

        var big = Start("c1");
        (await cases.CommitAsync(big with { Case = big.Case with { Snapshot = new byte[100_000] } }, default)).ShouldBeOfType<CommitOutcome.Unavailable>().Reason.ShouldContain("full");
        database.Instead = () => throw new IOException("The disk is away.");
        await Should.ThrowAsync<IOException>(() => health.CheckAsync(TestContext.Current.CancellationToken));

        database.Instead = null;
        await health.CheckAsync(TestContext.Current.CancellationToken);
        queue.LastFailure.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    public async Task What_is_written_to_a_file_that_was_removed_is_not_acknowledged_and_no_other_file_is_made(string part)
    {
        (await _stores.Cases.CommitAsync(Start("c1"))).ShouldBeOfType<CommitOutcome.Committed>();
        File.Delete(_database.File + part);

        (await _stores.Cases.CommitAsync(Start("c2"))).ShouldBeOfType<CommitOutcome.Unavailable>().Reason.ShouldContain("removed or replaced");

        if (part.Length > 0) return;
        (await _stores.Cases.CommitAsync(Start("c3"))).ShouldBeOfType<CommitOutcome.Unavailable>();
        File.Exists(_database.File).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_written_to_a_file_that_was_replaced_is_not_acknowledged_and_the_next_write_goes_to_the_file_that_is_there()
    {
        await _stores.Cases.CommitAsync(Start("c1"));
        await using (var copy = await _database.OpenAsync())
        {
            await using var vacuum = copy.CreateCommand();
            vacuum.CommandText = $"VACUUM INTO '{_database.File}.copy'";
            await vacuum.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        foreach (var part in new[] { "", "-wal", "-shm" }) File.Delete(_database.File + part);
        File.Move($"{_database.File}.copy", _database.File);

        (await _stores.Cases.CommitAsync(Start("c2"))).ShouldBeOfType<CommitOutcome.Unavailable>();
        (await _stores.Cases.CommitAsync(Start("c3"))).ShouldBeOfType<CommitOutcome.Committed>();
        (await _stores.Cases.FindCaseAsync("c2")).ShouldBeNull();
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_tried_again_by_the_next_batch()
    {
        var database = new BreakableDatabase(_stores.Database) { Instead = () => throw new IOException("The disk is away.") };
        await using var queue = new CommitQueue(_database.Options, database);

        (await Should.ThrowAsync<IOException>(() => queue.WriteAsync(StepWriter.Pending(Start("c1")), default))).Message.ShouldBe("The disk is away.");
        database.Instead = null;
        (await queue.WriteAsync(StepWriter.Pending(Start("c1")), default)).ShouldBeTrue();
        (await queue.WriteAsync(StepWriter.Pending(Start("c2")), default)).ShouldBeTrue();

        database.Opened.ShouldBe(2);
    }

    [Fact]
    public async Task A_connection_that_dies_in_a_transaction_is_replaced()
    {
        var database = new BreakableDatabase(_stores.Database);
        await using var queue = new CommitQueue(_database.Options, database);
        await Should.ThrowAsync<InvalidOperationException>(() => queue.WriteAsync(new PendingWrite(0, async commands =>
        {
            await commands.Connection.CloseAsync();
            return await StepWriter.Pending(Start("c1")).WriteAsync(commands);
        }), default));

        (await queue.WriteAsync(StepWriter.Pending(Start("c2")), default)).ShouldBeTrue();

        database.Opened.ShouldBe(2);
        (await _stores.Cases.FindCaseAsync("c1")).ShouldBeNull();
    }

    [Fact]
    public async Task The_sweep_and_the_lists_read_by_index()
    {
        var before = _watch.Queries.Count;
        await _stores.Cases.DueAsync(Monday, 10);
        await _stores.Cases.NextDueAsync();
        await _stores.Cases.OutboxDueAsync(Monday, 10);
        await _stores.Cases.ListCasesAsync(new CaseQuery { After = (Monday, "c1") });
        await _stores.Cases.ListCasesAsync(new CaseQuery { Status = "faulted" });

        var plans = new List<string>();
        foreach (var sql in _watch.Queries.Skip(before)) plans.Add(await PlanAsync(sql));

        // The sweep and the next due time look once into the index for each risk.
        var risks = Enum.GetValues<DeadlineRisk>().Length;
        plans.Take(risks).ShouldAllBe(plan => plan.Contains("ix_deadlines_due (is_parked=? AND risk=? AND next_try_at>? AND next_try_at<?)", StringComparison.Ordinal));
        plans.Skip(risks).Take(risks).ShouldAllBe(plan => plan.Contains("ix_deadlines_due (is_parked=? AND risk=?)", StringComparison.Ordinal) && !plan.Contains("TEMP B-TREE", StringComparison.Ordinal));
        var lists = plans.Skip(2 * risks).ToArray();
        lists[0].ShouldContain("ix_outbox_due (status=? AND next_try_at<?)");
        lists[1].ShouldContain("ix_cases_created (created_at<?)");
        lists[1].ShouldNotContain("TEMP B-TREE");
        lists[2].ShouldContain("ix_cases_faulted (is_faulted=?)");
        lists[2].ShouldNotContain("TEMP B-TREE");
    }

    [Fact]
    public async Task Whatever_cases_are_looked_for_by_lies_in_an_index_in_the_order_of_the_list()
    {
        (await _stores.Cases.CommitAsync(Start("c1"))).ShouldBeOfType<CommitOutcome.Committed>();
        var before = _watch.Queries.Count;
        await _stores.Cases.ListCasesAsync(new CaseQuery { Key = "LN-", After = (Monday, "c1"), AfterKey = "LN-c1" });
        await _stores.Cases.ListCasesAsync(new CaseQuery { Person = "cust_1", After = (Monday, "c1") });
        await _stores.Cases.ListCasesAsync(new CaseQuery { Hold = "DEATH", Team = "U-1", State = "New", StartedUntil = Monday, After = (Monday, "c1") });
        var byState = _watch.Queries.Count;
        await _stores.Cases.ListCasesAsync(new CaseQuery { State = "New", Status = "running", After = (Monday.AddHours(1), "c1") });

        var plans = new List<string>();
        foreach (var sql in _watch.Queries.Skip(before)) plans.Add(await PlanAsync(sql));
        plans.ShouldAllBe(plan => !plan.Contains("SCAN c", StringComparison.Ordinal) && !plan.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal), string.Join("\n---\n", plans));
        plans[0].ShouldContain("ux_case_marks (kind=? AND value>? AND value<?)");
        plans[1].ShouldContain("ux_case_marks (kind=? AND value=? AND created_at<?)");
        plans[2].ShouldContain("ux_case_marks (kind=? AND value=? AND created_at<?)");
        plans[1].ShouldNotContain("EXISTS");
        plans[2].ShouldContain("ux_case_marks (kind=? AND value=? AND created_at=? AND case_id=?)");
        plans.Skip(byState - before).ShouldContain(plan => plan.Contains("ix_cases_state (status=? AND state=? AND created_at<?)", StringComparison.Ordinal));
    }

    private async Task<DbConnection> OpenFullAsync()
    {
        var connection = await _stores.Database.OpenWriterAsync(CancellationToken.None);
        await using var full = connection.CreateCommand();
        full.CommandText = "PRAGMA max_page_count = 1";
        await full.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task<DbConnection> OpenReadOnlyAsync()
    {
        var connection = new SqliteConnection($"Data Source={_database.File};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    private async Task<string> PlanAsync(string sql)
    {
        await using var connection = await _database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        await using var rows = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await rows.ReadAsync()) plan.Add(rows.GetString(3));
        return string.Join('\n', plan);
    }
}
