using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Deadlines.Outages;
using Doorstep.Workflows.Deadlines.Restores;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Dispatches;
using Doorstep.Workflows.Storage.Model;
using Doorstep.Workflows.Tests.Engine;
using Doorstep.Workflows.Tests.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Deadlines.Restores;

/// <summary>R20: a house that wakes up on an older database than it has sent from notices it, tells what was sent, and sends nothing again by itself.</summary>
public abstract class RestoreContract : IAsyncLifetime
{
    private static readonly Actor Officer = new("user:wu", [Role.Compliance]);

    private readonly Receiver _receiver = new();
    private readonly string _ledger = Directory.CreateTempSubdirectory("doorstep-ledger-").FullName;
    private EngineHouse _house = null!;

    private protected abstract StoreKind Store { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RestoreWatch Watch => _house.Services.GetRequiredService<RestoreWatch>();

    public async ValueTask InitializeAsync() => _house = await EngineHouse.OpenAsync(new EnginePlan
    {
        Store = Store, Definitions = [Speaker()],
        Outbox = new OutboxOptions { Ledger = new DispatchOptions { Folder = _ledger }, Webhooks = [new WebhookOptions { Name = "crm", Url = _receiver.Url, Secret = "a-secret-of-16-or-more" }] },
    });

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        await _receiver.DisposeAsync();
        if (Directory.Exists(_ledger)) Directory.Delete(_ledger, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task R20_After_a_restore_the_report_names_what_was_sent_and_nothing_of_it_is_sent_again_by_itself()
    {
        var (waiting, behind) = await RestoredAsync();

        (await _house.Relay.RunAsync(Cancellation)).ShouldBe(0);
        var report = await ReportAsync();
        report.Open.ShouldNotBeNull().Why.ShouldContain("older than what was sent");
        (report.Sent, report.Undecided, report.Waiting, report.Behind).ShouldBe((2, 2, 1, 1));
        report.Messages.Select(line => (line.CaseId, line.Message.Key, line.Message.Type, line.Message.IsCertain, line.Stands)).ShouldBe(
            [(waiting, $"{waiting}/2/0", "Said", true, OutboxStatus.Pending), (behind, $"{behind}/2/0", "Said", true, null)], ignoreOrder: true);
        report.Cases.ShouldHaveSingleItem().ShouldBe(new BehindCase(behind, 1, 2));
        (await ReleaseAsync()).Refusal().Reason.ShouldContain("2 messages wait for a decision");
        (await ResolveAsync(SentAs.Sent, " ")).Refusal().Faults.ShouldHaveSingleItem().Path.ShouldBe("reason");
        (await ResolveAsync(SentAs.Sent, "They have it.", "nothing")).Refusal().Faults.ShouldHaveSingleItem().Path.ShouldBe("keys");

        (await ResolveAsync(SentAs.Sent, "They have it.")).Value().Undecided.ShouldBe(0);
        (await ReleaseAsync()).Value().ShouldSatisfyAllConditions(after => after.Open.ShouldBeNull(), after => after.Past.ShouldHaveSingleItem().By.ShouldBe("user:wu"));
        await _house.RaiseAsync(behind, "e-1", "Say", new { text = "two" });
        await _house.Relay.RunAsync(Cancellation);

        _receiver.Arrived.Count.ShouldBe(2, "what its sender repeated is the same message");
        (await _house.Store.FindOutboxAsync($"{waiting}/2/0", Cancellation))!.Status.ShouldBe(OutboxStatus.Delivered);
        (await _house.JournalAsync(waiting))[^1].Decision.ShouldBe($"Message '{waiting}/2/0' was sent before the database was restored: They have it.");
        (await _house.Store.FindOutboxAsync($"{behind}/2/0", Cancellation))!.ShouldSatisfyAllConditions(row => row.Status.ShouldBe(OutboxStatus.Delivered), row => row.LastError!.ShouldContain("before the restore"));
        await _house.RaiseAsync(behind, "e-2", "Say", new { text = "new" });
        await _house.Relay.RunAsync(Cancellation);
        _receiver.Arrived.Last().Key.ShouldBe($"{behind}/3/0");
    }

    [Fact]
    public async Task R20_What_is_to_go_again_goes_under_its_key_and_another_message_does_not_take_the_key_of_one_that_was_sent()
    {
        var (waiting, behind) = await RestoredAsync();
        (await ResolveAsync(SentAs.Again, "They have lost it.")).Value();
        (await ReleaseAsync()).Value();

        await _house.RaiseAsync(behind, "e-9", "Say", new { text = "other" });
        await _house.Relay.RunAsync(Cancellation);

        _receiver.Arrived.Skip(2).Select(heard => heard.Key).ShouldBe([$"{waiting}/2/0", $"{behind}/2/0~{await GenerationAsync()}"], ignoreOrder: true);
        (await _house.Store.FindOutboxAsync($"{behind}/2/0", Cancellation))!.Status.ShouldBe(OutboxStatus.Delivered);
    }

    [Fact]
    public async Task R20_A_message_like_one_that_was_sent_waits_for_a_person_who_sends_it_or_not()
    {
        var (_, behind) = await RestoredAsync();
        (await ResolveAsync(SentAs.Sent, "They have it.")).Value();
        (await ReleaseAsync()).Value();
        await _house.RaiseAsync(behind, "e-9", "Say", new { text = "other" });

        await _house.Relay.RunAsync(Cancellation);
        var held = (await _house.Store.FindOutboxAsync($"{behind}/2/0", Cancellation))!;
        (held.Status, _receiver.Arrived.Count).ShouldBe((OutboxStatus.Parked, 2));
        held.LastError!.ShouldContain("with other words");

        (await _house.Sender.Send(new RetryOutbox(held.Key, "It says something new.", EngineHouse.Supervisor))).Value();
        await _house.Relay.RunAsync(Cancellation);
        _receiver.Arrived.Last().Key.ShouldBe($"{behind}/2/0~{await GenerationAsync()}");
    }

    [Fact]
    public async Task R20_A_crash_is_no_restore_and_what_was_written_down_and_did_not_leave_goes_under_its_key()
    {
        var id = await _house.StartAsync("m", "loan-1");
        await _house.RaiseAsync(id, "e-1", "Say");
        await _house.Relay.RunAsync(Cancellation);
        await _house.RaiseAsync(id, "e-2", "Say");
        _house.Services.GetRequiredService<DispatchLedger>().Leave(await _house.Store.OutboxDueAsync(_house.Clock.GetUtcNow(), 10, null, Cancellation), (await Watch.GenerationAsync(Cancellation))!);

        await _house.CrashAsync();
        (await Watch.IsHeldAsync(Cancellation)).ShouldBeFalse();
        await _house.Relay.RunAsync(Cancellation);
        await _house.CrashAsync();

        (await Watch.IsHeldAsync(Cancellation)).ShouldBeFalse();
        _receiver.Arrived.Select(heard => heard.Key).ShouldBe([$"{id}/2/0", $"{id}/3/0"]);
        (await _house.Sender.Send(new ReleaseReconcile("Nothing to do.", Officer))).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Fact]
    public async Task R20_Where_nothing_was_sent_the_mark_tells_and_what_fell_due_is_made_up_for_as_after_an_outage()
    {
        var id = await _house.StartAsync("m", "loan-1");
        await _house.Services.GetRequiredService<OutageLog>().BeatAsync(Cancellation);
        await ServeAsync();
        var copy = await DatabaseCopy.TakeAsync(_house);
        await ServeAsync();
        await copy.RestoreAsync();
        _house.Clock.Advance(TimeSpan.FromDays(2));

        (await _house.Sweep.RunAsync(Cancellation)).ShouldBe(0);
        (await _house.Sweep.RunFreshAsync(Cancellation)).ShouldBe(0);
        (await _house.StateAsync(id)).ShouldBe("Quiet");
        (await ReportAsync()).ShouldSatisfyAllConditions(report => report.Sent.ShouldBe(0), report => (report.Open!.ServedUntil > report.Open.DatabaseAsOf).ShouldBeTrue());

        (await ReleaseAsync()).Value();
        (await _house.Sweep.RunFreshAsync(Cancellation)).ShouldBe(0, "what fell due in an outage is left to the beat");
        (await _house.Sender.Send(new GetCatchUp(10, EngineHouse.Supervisor))).Value().Outages.ShouldHaveSingleItem().Overdue.ShouldBe(1);
        (await _house.Sweep.RunAsync(Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task R20_A_database_that_is_exchanged_under_a_running_house_is_noticed_before_the_next_message_leaves()
    {
        var id = await _house.StartAsync("m", "loan-1");
        await ServeAsync();
        await using (var db = await _house.Services.GetRequiredService<IDbContextFactory<DoorstepDb>>().CreateDbContextAsync(Cancellation))
            await db.Database.ExecuteSqlRawAsync("UPDATE registers SET version = 1 WHERE kind = 'STANDING'", Cancellation);
        await _house.RaiseAsync(id, "e-1", "Say");

        await _house.Relay.RunAsync(Cancellation);

        _receiver.Arrived.ShouldBeEmpty();
        (await ReportAsync()).Open.ShouldNotBeNull();
    }

    [Fact]
    public async Task R20_A_machine_that_comes_back_later_tells_what_it_alone_has_sent()
    {
        var folder = Path.Combine(_ledger, "other");
        var id = await _house.StartAsync("m", "loan-1");
        using (var other = OtherMachine(folder)) await other.Watch.MarkAsync(Cancellation);
        var copy = await DatabaseCopy.TakeAsync(_house);
        await ServeAsync();
        await _house.RaiseAsync(id, "e-1", "Say");
        using (var other = OtherMachine(folder))
        {
            var message = (await _house.Store.FindOutboxAsync($"{id}/2/0", Cancellation))!;
            other.Ledger.Leave([message], (await other.Watch.GenerationAsync(Cancellation))!);
            other.Ledger.Settle(message, DispatchOutcome.Delivered);
        }

        await copy.RestoreAsync();
        (await ReportAsync()).ShouldSatisfyAllConditions(report => report.Open.ShouldNotBeNull(), report => report.Sent.ShouldBe(0));
        (await ReleaseAsync()).Value();
        using (var other = OtherMachine(folder)) (await other.Watch.IsHeldAsync(Cancellation)).ShouldBeTrue();

        _house.Clock.Advance(TimeSpan.FromSeconds(5));
        (await ReportAsync()).ShouldSatisfyAllConditions(report => report.Open!.Why.ShouldContain("what others did not know of"), report => report.Messages.ShouldHaveSingleItem().Message.Key.ShouldBe($"{id}/2/0"));
    }

    [Fact]
    public async Task R20_Where_the_ledger_was_lost_an_operator_asks_for_it_and_everything_that_waits_is_put_before_a_person_once()
    {
        var id = await _house.StartAsync("m", "loan-1");
        await _house.RaiseAsync(id, "e-1", "Say");
        Directory.Delete(_ledger, recursive: true);
        await _house.CrashAsync(plan => plan with { Outbox = plan.Outbox with { Ledger = plan.Outbox.Ledger with { Asked = "restored on Monday" } } });

        (await _house.Relay.RunAsync(Cancellation)).ShouldBe(0);
        (await ReportAsync()).Messages.ShouldHaveSingleItem().ShouldSatisfyAllConditions(line => line.Message.IsCertain.ShouldBeFalse(), line => line.Stands.ShouldBe(OutboxStatus.Pending));
        (await ResolveAsync(SentAs.Again, "They do not have it.", $"{id}/2/0")).Value();
        (await ReleaseAsync()).Value();
        await _house.CrashAsync();
        await _house.Relay.RunAsync(Cancellation);

        _receiver.Arrived.ShouldHaveSingleItem().Key.ShouldBe($"{id}/2/0");
    }

    [Fact]
    public async Task What_cannot_be_written_down_does_not_leave()
    {
        var id = await _house.StartAsync("m", "loan-1");
        await _house.RaiseAsync(id, "e-1", "Say");
        (await Watch.IsHeldAsync(Cancellation)).ShouldBeFalse();
        Directory.Delete(_ledger, recursive: true);
        await File.WriteAllTextAsync(_ledger, "in the way", Cancellation);

        (await _house.Relay.RunAsync(Cancellation)).ShouldBe(0);
        _receiver.Arrived.ShouldBeEmpty();
        File.Delete(_ledger);
        await _house.Relay.RunAsync(Cancellation);

        _receiver.Arrived.ShouldHaveSingleItem();
    }

    /// <summary>One message waited when the copy was made and left then, another was asked for and left; and the house is on the copy again.</summary>
    private async Task<(string Waiting, string Behind)> RestoredAsync()
    {
        var (waiting, behind) = (await _house.StartAsync("m", "loan-1"), await _house.StartAsync("m", "loan-2"));
        await _house.RaiseAsync(waiting, "e-1", "Say", new { text = "one" });
        var copy = await DatabaseCopy.TakeAsync(_house);
        await _house.RaiseAsync(behind, "e-1", "Say", new { text = "two" });
        await _house.Relay.RunAsync(Cancellation);
        _receiver.Arrived.Count.ShouldBe(2);
        await copy.RestoreAsync();
        return (waiting, behind);
    }

    /// <summary>Some time passes in which the house serves.</summary>
    private async Task ServeAsync()
    {
        for (var beat = 0; beat < 3; beat++)
        {
            _house.Clock.Advance(TimeSpan.FromSeconds(10));
            await Watch.MarkAsync(Cancellation);
        }
    }

    private async Task<string> GenerationAsync() => (await Watch.GenerationAsync(Cancellation))![..8];

    private async Task<ReconcileReport> ReportAsync() => (await _house.Sender.Send(new GetReconcile(100, Officer))).Value();

    private ValueTask<Reply<ReconcileReport>> ResolveAsync(SentAs counts, string reason, params ImmutableArray<string> keys) => _house.Sender.Send(new ResolveReconcile(keys, keys.IsEmpty, counts, reason, Officer));

    private ValueTask<Reply<ReconcileReport>> ReleaseAsync() => _house.Sender.Send(new ReleaseReconcile("Compared with the receiver.", Officer));

    private Machine OtherMachine(string folder)
    {
        var (services, options) = (_house.Services, new DispatchOptions { Folder = folder });
        var ledger = new DispatchLedger(options, _house.Clock);
        var sent = ActivatorUtilities.CreateInstance<SentBook>(services);
        return new Machine(ledger, ActivatorUtilities.CreateInstance<RestoreWatch>(services, ledger, ActivatorUtilities.CreateInstance<RestoreCheck>(services, ledger, sent), sent, options, NullLogger<RestoreWatch>.Instance));
    }

    private static JsonObject Speaker() => Of("Quiet", [State("Quiet"), State("Late")],
        [Way("Quiet", "Quiet", OnEvent("Say"), action: Machines.Publish("Said", payload: "event.data")), Way("Quiet", "Late", Machines.Deadline("P1D"))]).Named("m");

    private sealed record Machine(DispatchLedger Ledger, RestoreWatch Watch) : IDisposable
    {
        public void Dispose()
        {
            Watch.Dispose();
            Ledger.Dispose();
        }
    }
}

/// <summary>On SQLite.</summary>
public sealed class SqliteRestoreTests : RestoreContract
{
    private protected override StoreKind Store => StoreKind.Sqlite;
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresRestoreTests : RestoreContract
{
    private protected override StoreKind Store => StoreKind.Postgres;
}
