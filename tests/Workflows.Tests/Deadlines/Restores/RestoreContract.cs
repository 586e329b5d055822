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
    private protected static readonly Actor Officer = new("user:wu", [Role.Compliance]);


    private protected abstract StoreKind Store { get; }

    private protected Receiver Crm { get; } = new();

    private protected string LedgerFolder { get; } = Directory.CreateTempSubdirectory("doorstep-ledger-").FullName;

    private protected EngineHouse House { get; private set; } = null!;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected RestoreWatch Watch => House.Services.GetRequiredService<RestoreWatch>();

    public async ValueTask InitializeAsync() => House = await EngineHouse.OpenAsync(new EnginePlan
    {
        Store = Store, Definitions = [Speaker()],
        Outbox = new OutboxOptions { Ledger = new DispatchOptions { Folder = LedgerFolder }, Webhooks = [new WebhookOptions { Name = "crm", Url = Crm.Url, Secret = "a-secret-of-16-or-more" }] },
    });

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        await Crm.DisposeAsync();
        if (Directory.Exists(LedgerFolder)) Directory.Delete(LedgerFolder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task R20_After_a_restore_the_report_names_what_was_sent_and_nothing_of_it_is_sent_again_by_itself()
    {
        var (waiting, behind) = await RestoredAsync();

        (await House.Relay.RunAsync(Cancellation)).ShouldBe(0);
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
        await House.RaiseAsync(behind, "e-1", "Say", new { text = "two" });
        await House.Relay.RunAsync(Cancellation);

        Crm.Arrived.Count.ShouldBe(2, "what its sender repeated is the same message");
        (await House.Store.FindOutboxAsync($"{waiting}/2/0", Cancellation))!.Status.ShouldBe(OutboxStatus.Delivered);
        (await House.JournalAsync(waiting))[^1].Decision.ShouldBe($"Message '{waiting}/2/0' was sent before the database was restored: They have it.");
        (await House.Store.FindOutboxAsync($"{behind}/2/0", Cancellation))!.ShouldSatisfyAllConditions(row => row.Status.ShouldBe(OutboxStatus.Delivered), row => row.LastError!.ShouldContain("before the restore"));
        await House.RaiseAsync(behind, "e-2", "Say", new { text = "new" });
        await House.Relay.RunAsync(Cancellation);
        Crm.Arrived.Last().Key.ShouldBe($"{behind}/3/0");
    }

    [Fact]
    public async Task R20_What_is_to_go_again_goes_under_its_key_and_another_message_does_not_take_the_key_of_one_that_was_sent()
    {
        var (waiting, behind) = await RestoredAsync();
        (await ResolveAsync(SentAs.Again, "They have lost it.")).Value();
        (await ReleaseAsync()).Value();

        await House.RaiseAsync(behind, "e-9", "Say", new { text = "other" });
        await House.Relay.RunAsync(Cancellation);

        Crm.Arrived.Skip(2).Select(heard => heard.Key).ShouldBe([$"{waiting}/2/0", $"{behind}/2/0~{await GenerationAsync()}"], ignoreOrder: true);
        (await House.Store.FindOutboxAsync($"{behind}/2/0", Cancellation))!.Status.ShouldBe(OutboxStatus.Delivered);
    }

    [Fact]
    public async Task R20_A_message_like_one_that_was_sent_waits_for_a_person_who_sends_it_or_not()
    {
        var (_, behind) = await RestoredAsync();
        (await ResolveAsync(SentAs.Sent, "They have it.")).Value();
        (await ReleaseAsync()).Value();
        await House.RaiseAsync(behind, "e-9", "Say", new { text = "other" });

        await House.Relay.RunAsync(Cancellation);
        var held = (await House.Store.FindOutboxAsync($"{behind}/2/0", Cancellation))!;
        (held.Status, Crm.Arrived.Count).ShouldBe((OutboxStatus.Parked, 2));
        held.LastError!.ShouldContain("with other words");

        (await House.Sender.Send(new RetryOutbox(held.Key, "It says something new.", EngineHouse.Supervisor))).Value();
        await House.Relay.RunAsync(Cancellation);
        Crm.Arrived.Last().Key.ShouldBe($"{behind}/2/0~{await GenerationAsync()}");
    }

    [Fact]
    public async Task R20_Where_nothing_was_sent_the_mark_tells_and_what_fell_due_is_made_up_for_as_after_an_outage()
    {
        var id = await House.StartAsync("m", "loan-1");
        await House.Services.GetRequiredService<OutageLog>().BeatAsync(Cancellation);
        await ServeAsync();
        var copy = await DatabaseCopy.TakeAsync(House);
        await ServeAsync();
        await copy.RestoreAsync();
        House.Clock.Advance(TimeSpan.FromDays(2));

        (await House.Sweep.RunAsync(Cancellation)).ShouldBe(0);
        (await House.Sweep.RunFreshAsync(Cancellation)).ShouldBe(0);
        (await House.StateAsync(id)).ShouldBe("Quiet");
        (await ReportAsync()).ShouldSatisfyAllConditions(report => report.Sent.ShouldBe(0), report => (report.Open!.ServedUntil > report.Open.DatabaseAsOf).ShouldBeTrue());

        (await ReleaseAsync()).Value();
        (await House.Sweep.RunFreshAsync(Cancellation)).ShouldBe(0, "what fell due in an outage is left to the beat");
        (await House.Sender.Send(new GetCatchUp(10, EngineHouse.Supervisor))).Value().Outages.ShouldHaveSingleItem().Overdue.ShouldBe(1);
        (await House.Sweep.RunAsync(Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task R20_A_machine_that_comes_back_later_tells_what_it_alone_has_sent()
    {
        var folder = Path.Combine(LedgerFolder, "other");
        var id = await House.StartAsync("m", "loan-1");
        using (var other = OtherMachine(folder)) await other.Watch.MarkAsync(Cancellation);
        var copy = await DatabaseCopy.TakeAsync(House);
        await ServeAsync();
        await House.RaiseAsync(id, "e-1", "Say");
        using (var other = OtherMachine(folder))
        {
            var message = (await House.Store.FindOutboxAsync($"{id}/2/0", Cancellation))!;
            other.Ledger.Leave([message], (await other.Watch.GenerationAsync(Cancellation))!);
            other.Ledger.Settle(message, DispatchOutcome.Delivered);
        }

        await copy.RestoreAsync();
        (await ReportAsync()).ShouldSatisfyAllConditions(report => report.Open.ShouldNotBeNull(), report => report.Sent.ShouldBe(0));
        (await ReleaseAsync()).Value();
        using (var other = OtherMachine(folder)) (await other.Watch.IsHeldAsync(Cancellation)).ShouldBeTrue();

        House.Clock.Advance(TimeSpan.FromSeconds(5));
        (await ReportAsync()).ShouldSatisfyAllConditions(report => report.Open!.Why.ShouldContain("what others did not know of"), report => report.Messages.ShouldHaveSingleItem().Message.Key.ShouldBe($"{id}/2/0"));
    }

    /// <summary>One message waited when the copy was made and left then, another was asked for and left; and the house is on the copy again.</summary>
    private async Task<(string Waiting, string Behind)> RestoredAsync()
    {
        var (waiting, behind) = (await House.StartAsync("m", "loan-1"), await House.StartAsync("m", "loan-2"));
        await House.RaiseAsync(waiting, "e-1", "Say", new { text = "one" });
        var copy = await DatabaseCopy.TakeAsync(House);
        await House.RaiseAsync(behind, "e-1", "Say", new { text = "two" });
        await House.Relay.RunAsync(Cancellation);
        Crm.Arrived.Count.ShouldBe(2);
        await copy.RestoreAsync();
        return (waiting, behind);
    }

    /// <summary>Some time passes in which the house serves.</summary>
    private protected async Task ServeAsync()
    {
        for (var beat = 0; beat < 3; beat++)
        {
            House.Clock.Advance(TimeSpan.FromSeconds(10));
            await Watch.MarkAsync(Cancellation);
        }
    }

    private async Task<string> GenerationAsync() => (await Watch.GenerationAsync(Cancellation))![..8];

    private protected async Task<ReconcileReport> ReportAsync() => (await House.Sender.Send(new GetReconcile(100, Officer))).Value();

    private protected ValueTask<Reply<ReconcileReport>> ResolveAsync(SentAs counts, string reason, params ImmutableArray<string> keys) => House.Sender.Send(new ResolveReconcile(keys, keys.IsEmpty, counts, reason, Officer));

    private protected ValueTask<Reply<ReconcileReport>> ReleaseAsync() => House.Sender.Send(new ReleaseReconcile("Compared with the receiver.", Officer));

    private Machine OtherMachine(string folder)
    {
        var (services, options) = (House.Services, new DispatchOptions { Folder = folder });
        var ledger = new DispatchLedger(options, House.Clock);
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

/// <summary>On SQLite, with what is of the ledger rather than of the database.</summary>
public sealed class SqliteRestoreTests : RestoreContract
{
    private protected override StoreKind Store => StoreKind.Sqlite;

    [Fact]
    public async Task R20_A_crash_is_no_restore_and_what_was_written_down_and_did_not_leave_goes_under_its_key()
    {
        var id = await House.StartAsync("m", "loan-1");
        await House.RaiseAsync(id, "e-1", "Say");
        await House.Relay.RunAsync(Cancellation);
        await House.RaiseAsync(id, "e-2", "Say");
        House.Services.GetRequiredService<DispatchLedger>().Leave(await House.Store.OutboxDueAsync(House.Clock.GetUtcNow(), 10, null, Cancellation), (await Watch.GenerationAsync(Cancellation))!);

        await House.CrashAsync();
        (await Watch.IsHeldAsync(Cancellation)).ShouldBeFalse();
        await House.Relay.RunAsync(Cancellation);
        await House.CrashAsync();

        (await Watch.IsHeldAsync(Cancellation)).ShouldBeFalse();
        Crm.Arrived.Select(heard => heard.Key).ShouldBe([$"{id}/2/0", $"{id}/3/0"]);
        (await House.Sender.Send(new ReleaseReconcile("Nothing to do.", Officer))).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Fact]
    public async Task R20_A_database_that_is_exchanged_under_a_running_house_is_noticed_before_the_next_message_leaves()
    {
        var id = await House.StartAsync("m", "loan-1");
        await ServeAsync();
        await using (var db = await House.Services.GetRequiredService<IDbContextFactory<DoorstepDb>>().CreateDbContextAsync(Cancellation))
            await db.Database.ExecuteSqlRawAsync("UPDATE registers SET version = 1 WHERE kind = 'STANDING'", Cancellation);
        await House.RaiseAsync(id, "e-1", "Say");

        await House.Relay.RunAsync(Cancellation);

        Crm.Arrived.ShouldBeEmpty();
        (await ReportAsync()).Open.ShouldNotBeNull();
    }

    [Fact]
    public async Task R20_Where_the_ledger_was_lost_an_operator_asks_for_it_and_everything_that_waits_is_put_before_a_person_once()
    {
        var id = await House.StartAsync("m", "loan-1");
        await House.RaiseAsync(id, "e-1", "Say");
        Directory.Delete(LedgerFolder, recursive: true);
        await House.CrashAsync(plan => plan with { Outbox = plan.Outbox with { Ledger = plan.Outbox.Ledger with { Asked = "restored on Monday" } } });

        (await House.Relay.RunAsync(Cancellation)).ShouldBe(0);
        (await ReportAsync()).Messages.ShouldHaveSingleItem().ShouldSatisfyAllConditions(line => line.Message.IsCertain.ShouldBeFalse(), line => line.Stands.ShouldBe(OutboxStatus.Pending));
        (await ResolveAsync(SentAs.Again, "They do not have it.", $"{id}/2/0")).Value();
        (await ReleaseAsync()).Value();
        await House.CrashAsync();
        await House.Relay.RunAsync(Cancellation);

        Crm.Arrived.ShouldHaveSingleItem().Key.ShouldBe($"{id}/2/0");
    }

    [Fact]
    public async Task What_cannot_be_written_down_does_not_leave()
    {
        var id = await House.StartAsync("m", "loan-1");
        await House.RaiseAsync(id, "e-1", "Say");
        (await Watch.IsHeldAsync(Cancellation)).ShouldBeFalse();
        Directory.Delete(LedgerFolder, recursive: true);
        await File.WriteAllTextAsync(LedgerFolder, "in the way", Cancellation);

        (await House.Relay.RunAsync(Cancellation)).ShouldBe(0);
        Crm.Arrived.ShouldBeEmpty();
        File.Delete(LedgerFolder);
        await House.Relay.RunAsync(Cancellation);

        Crm.Arrived.ShouldHaveSingleItem();
    }
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresRestoreTests : RestoreContract
{
    private protected override StoreKind Store => StoreKind.Postgres;
}
