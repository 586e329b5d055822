using System.Data.Common;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>What holds of PostgreSQL alone: its settings, its locks, its failures and its query plans.</summary>
public sealed class PostgresTests : IAsyncLifetime
{
    private readonly PostgresTestDatabase _database = new();
    private Stores _stores = null!;

    public async ValueTask InitializeAsync() => _stores = await Stores.OpenAsync(_database.Options);

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("fsync", "on")]
    [InlineData("synchronous_commit", "on")]
    [InlineData("jit", "off")]
    public async Task The_connection_that_writes_is_set_so_that_a_commit_is_on_disk(string setting, string expected)
    {
        string? actual = null;
        await _stores.Queue.WriteAsync(new PendingWrite(0, async commands =>
        {
            await using var ask = commands.Connection.CreateCommand();
            (ask.Transaction, ask.CommandText) = (commands.Transaction, $"SHOW {setting}");
            actual = (string?)await ask.ExecuteScalarAsync();
            return WriteResult.Written;
        }), default);

        actual.ShouldBe(expected);
    }

    [Fact]
    public async Task The_migrations_make_what_the_model_says()
    {
        await using var db = _stores.Context();

        db.Database.HasPendingModelChanges().ShouldBeFalse();
        (await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Processes_that_start_together_on_a_server_without_the_database_make_it_once_and_migrate_in_turn()
    {
        var options = _database.Options with { Connection = PostgresTestServer.Server.Connection("not_there_yet"), BusyTimeout = TimeSpan.FromMinutes(2) };

        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            await using var stores = await Stores.OpenAsync(options);
            (await stores.Cases.ListCasesAsync(new CaseQuery())).ShouldBeEmpty();
        }));
    }

    [Fact]
    public async Task Whoever_finds_another_process_migrating_is_told_after_a_while()
    {
        await using var turn = await Turn.TakeAsync((NpgsqlConnection)await ClosedAsync(), Turn.Migration, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<TimeoutException>(() => _stores.Startup.MigrateAsync(TestContext.Current.CancellationToken))).Message.ShouldContain(_database.Name);
    }

    [Fact]
    public async Task Steps_of_many_cases_are_a_few_statements_and_every_kind_of_row_goes_with_them()
    {
        var ids = Enumerable.Range(0, 100).Select(number => $"c{number}").ToArray();
        StepRecord Begun(string id) => Start(id).Arming(Due(id, "1.0", 5), Due(id, "1.1", 9)).Sending(Message(id, "1/0")) with { Debtors = [new DebtorRecord("bank", id, 1, "{}")] };
        StepRecord Next(string id) => Begun(id).Then().Arming(Due(id, "2.0", 7)).Sending(Message(id, "2/0")) with
        {
            Cancelled = ["1.0"], Parked = "1.1", WakesActs = true, Tallies = [new Tally("PAID", 5, "CNY"), new Tally("CALLS")], Debtors = [new DebtorRecord("bank", id, 2, "{}")],
            Act = new ActRecord { ActId = $"{id}/a", Try = 1, CaseId = id, Sequence = 2, Tenant = "bank", At = Monday, Kind = "CALL", Allowed = true, Actor = "guards", Act = "{}", Decision = "{}" },
        };
        await CommitTogetherAsync(ids.Select(Begun));
        var before = _stores.Queue.Statements;

        await CommitTogetherAsync(ids.Select(Next));

        // Nine kinds of rows and what they do to each other; the first step may have gone by itself.
        (_stores.Queue.Statements - before).ShouldBeLessThanOrEqualTo(2 * 10);
        _stores.Queue.Together.ShouldBe(_stores.Queue.Commits);
        (await _database.CountAsync("journal WHERE sequence = 2")).ShouldBe(100);
        (await _database.CountAsync("deadlines WHERE id = '2.0' OR (id = '1.1' AND is_parked)")).ShouldBe(200);
        (await _database.CountAsync("deadlines WHERE id = '1.0'")).ShouldBe(0);
        (await _database.CountAsync("outbox")).ShouldBe(200);
        (await _database.CountAsync("acts")).ShouldBe(100);
        (await _database.CountAsync("debtors WHERE version = 2")).ShouldBe(100);
        (await _database.CountAsync("registers WHERE version = 100 AND (json = '500' OR (key LIKE '%CALLS%' AND json = '0'))")).ShouldBe(2);
        (await _stores.Cases.FindCaseAsync("c7")).ShouldBeEquivalentTo(Next("c7").Case);
        (await _stores.Verifier.VerifyAsync("c7", TestContext.Current.CancellationToken)).ShouldBeOfType<ChainVerdict.Intact>();
    }

    [Fact]
    public async Task A_node_that_was_frozen_cannot_write_over_what_another_node_has_committed_meanwhile()
    {
        var ids = Enumerable.Range(0, 20).Select(number => $"c{number}").ToArray();
        await CommitTogetherAsync(ids.Select(id => Start(id)));
        var frozen = ids.Select(id => Start(id).Then("late", row => row with { State = "Frozen" }).Arming(Due(id, "2.9", 1)).Sending(Message(id, "2/9"))).ToArray();
        await using (var other = await Stores.OpenAsync(_database.Options))
            foreach (var id in ids[..15]) (await other.Cases.CommitAsync(Start(id).Then("first", row => row with { State = "Truth" }))).ShouldBeOfType<CommitOutcome.Committed>();

        var outcomes = await Task.WhenAll(frozen.Select(step => _stores.Cases.CommitAsync(step)));

        outcomes[..15].ShouldAllBe(outcome => outcome is CommitOutcome.Conflict);
        outcomes[15..].ShouldAllBe(outcome => outcome is CommitOutcome.Committed);
        (await _database.CountAsync("cases WHERE state = 'Truth'")).ShouldBe(15);
        (await _database.CountAsync("deadlines")).ShouldBe(5);
        (await _database.CountAsync("outbox")).ShouldBe(5);
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
    public async Task A_connection_that_the_server_ends_fails_its_callers_clearly_and_the_next_write_opens_another()
    {
        await _stores.Cases.CommitAsync(Start("c1"));
        await EndConnectionsAsync();

        (await _stores.Cases.CommitAsync(Start("c2"))).ShouldBeOfType<CommitOutcome.Unavailable>();
        (await _stores.Cases.CommitAsync(Start("c2"))).ShouldBeOfType<CommitOutcome.Committed>();
    }

    [Fact]
    public async Task A_database_that_is_read_only_is_unavailable_and_the_house_is_unhealthy_until_a_write_goes_through()
    {
        var health = new StorageHealth(_stores.Database, _stores.Queue);
        await _stores.Cases.CommitAsync(Start("c1"));
        await ReadOnlyAsync("on");
        try
        {
            (await _stores.Cases.CommitAsync(Start("c2"))).ShouldBeOfType<CommitOutcome.Unavailable>().Reason.ShouldContain("read-only");
            await Should.ThrowAsync<PostgresException>(() => health.CheckAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            await ReadOnlyAsync("off");
        }

        await health.CheckAsync(TestContext.Current.CancellationToken);
        (await _stores.Cases.CommitAsync(Start("c2"))).ShouldBeOfType<CommitOutcome.Committed>();
    }

    [Theory]
    [InlineData("53100", false, true)] // disk full
    [InlineData("57P01", false, true)] // shut down
    [InlineData("40P01", false, true)] // deadlock: everybody may try again
    [InlineData("23503", true, false)]
    [InlineData("22021", true, false)]
    public void A_failure_is_of_the_statement_or_of_the_database(string state, bool ofTheStatement, bool unavailable)
    {
        var failure = new PostgresException("", "ERROR", "ERROR", state);

        _stores.Database.IsOfTheStatement(failure).ShouldBe(ofTheStatement);
        _stores.Database.IsUnavailable(failure).ShouldBe(unavailable);
    }

    [Theory]
    [InlineData(null, "Connection is empty")]
    [InlineData("secret", "Connection cannot be read")]
    [InlineData("Host=db;Password=secret", "Connection names no Database")]
    [InlineData("Database=doorstep;Password=secret", "Connection names no Host")]
    public void A_connection_string_that_leads_nowhere_is_refused_and_not_quoted(string? connection, string said)
    {
        var refused = Should.Throw<ArgumentException>(() => Stores.Over(new StorageOptions { Store = StoreKind.Postgres, Connection = connection })).Message;

        refused.ShouldContain(said);
        refused.ShouldContain("Host=db;Database=doorstep");
        refused.ShouldNotContain("secret");
    }

    private async Task CommitTogetherAsync(IEnumerable<StepRecord> steps) =>
        (await Task.WhenAll(steps.Select(step => _stores.Cases.CommitAsync(step)))).ShouldAllBe(outcome => outcome is CommitOutcome.Committed);

    private async Task<DbConnection> ClosedAsync()
    {
        var connection = await _database.OpenAsync();
        await connection.CloseAsync();
        return connection;
    }

    private Task<int> EndConnectionsAsync() => _database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

    private async Task ReadOnlyAsync(string value)
    {
        await _database.ExecuteAsync($"ALTER DATABASE {_database.Name} SET default_transaction_read_only = {value}");
        await EndConnectionsAsync();
        // Whoever finds its connection ended is told so; what counts here comes after.
        await _stores.Cases.CommitAsync(Start("c1"));
    }
}
