using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Data.Sqlite;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Grains;

/// <summary>What somebody changed behind the house's back is found, and what can be healed is healed.</summary>
public sealed class SelfCheckTests
{
    /// <summary>On SQLite whatever the run is told: the file is changed here, in ways that PostgreSQL's columns do not take.</summary>
    private static readonly EnginePlan InFile = new() { Store = StoreKind.Sqlite, Definitions = [Machines.Reminder()] };

    [Theory]
    [InlineData("UPDATE cases SET state = 'Paid'", ChainBreak.Case)]
    [InlineData("UPDATE cases SET name = 'Another'", ChainBreak.Case)]
    [InlineData("UPDATE cases SET status = 'Completed'", ChainBreak.Case)]
    [InlineData("UPDATE cases SET is_faulted = 1", ChainBreak.Case)]
    [InlineData("UPDATE cases SET snapshot = CAST(replace(CAST(snapshot AS TEXT), '\"amount\":5', '\"amount\":9') AS BLOB)", ChainBreak.Case)]
    [InlineData("UPDATE journal SET sequence = 2.5 WHERE sequence = 2", ChainBreak.Content)]
    [InlineData("UPDATE journal SET at = 100000000000000000 WHERE sequence = 2", ChainBreak.Content)]
    [InlineData("UPDATE journal SET entries = '{broken' WHERE sequence = 2", ChainBreak.Content)]
    [InlineData("UPDATE journal SET event_data = '' WHERE sequence = 2", ChainBreak.Content)]
    public async Task What_was_changed_in_the_database_is_named_and_the_journal_can_be_read(string change, ChainBreak expected)
    {
        await using var house = await EngineHouse.OpenAsync(InFile);
        var id = await house.StartAsync("reminder", "loan-1");
        await house.RaiseAsync(id, "e-1", "PaymentReceived", new { amount = 5 });
        (await house.Sender.Send(new VerifyJournal(id, EngineHouse.Service))).Value().ShouldBeOfType<ChainVerdict.Intact>();

        await SqlAsync(house, change);

        var broken = (await house.Sender.Send(new VerifyJournal(id, EngineHouse.Service))).Value().ShouldBeOfType<ChainVerdict.Broken>();
        (broken.Sequence, broken.Break).ShouldBe((2, expected));
        foreach (var row in (await house.Sender.Send(new GetJournal(id, 0, 10, EngineHouse.Service))).Value())
            Should.NotThrow(() => (System.Text.Json.JsonDocument.Parse(row.Entries), System.Text.Json.JsonDocument.Parse(row.EventData)));
    }

    [Fact]
    public async Task A_deadline_whose_row_was_deleted_is_put_back_when_the_case_is_loaded_and_fires()
    {
        await using var house = await EngineHouse.OpenAsync(InFile);
        var id = await house.StartAsync("reminder", "loan-1");
        var armed = (await house.Store.DeadlinesAsync(id)).ShouldHaveSingleItem();
        await SqlAsync(house, "DELETE FROM deadlines");

        await house.CrashAsync();
        await house.RaiseAsync(id, "e-1", "PaymentReceived", new { amount = 5 });

        (await house.Store.DeadlinesAsync(id)).ShouldHaveSingleItem().ShouldBe(armed);
        (await house.PassAsync(TimeSpan.FromDays(5))).ShouldBe(1);
        (await house.StateAsync(id)).ShouldBe("Called");
    }

    [Fact]
    public async Task A_message_that_was_given_up_is_an_incident_of_its_case_until_it_is_sent_again_and_stops_nothing()
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Of("A", [State("A", Machines.Publish("Paid", to: "'nobody'")), State("B"), State("C")], [Way("A", "B", OnEvent("Go")), Way("B", "C", OnEvent("End"))]).Named("m")], Outbox = new OutboxOptions { AttemptsMax = 1 },
        });
        var id = await house.StartAsync("m", "loan-1");

        await house.Relay.RunAsync();

        var (record, snapshot) = await house.CaseAsync(id);
        record.IsFaulted.ShouldBeTrue();
        snapshot.Incident.ShouldBeNull("no step broke");
        snapshot.Broken.ShouldNotBeNull().Message.ShouldBe(
            $"Message '{id}/1/0' to 'key:default/nobody' was given up: No running case of 'default' has the business key 'nobody'. It can be sent again under /outbox/retry.");
        (await house.Sender.Send(new RetryCase(id, "Why not.", EngineHouse.Supervisor))).Refusal().Reason.ShouldContain("POST /outbox/retry");

        // Whatever the case does meanwhile, and also once it is closed: the message waits for a person (desk: UNDELIVERED).
        (await house.RaiseAsync(id, "e-1", "Go")).State.ShouldBe("B");
        (await house.CaseAsync(id)).Record.IsFaulted.ShouldBeTrue();
        (await house.RaiseAsync(id, "e-2", "End")).State.ShouldBe("C");
        (await house.CaseAsync(id)).Snapshot.Status.ShouldBe(CaseStatus.Completed);
        (await house.Sender.Send(new ListConcerns([], 0, 10, EngineHouse.Supervisor))).Value().ShouldHaveSingleItem().Concern.Kind.ShouldBe(Concern.Undelivered);

        (await house.Sender.Send(new RetryOutbox($"{id}/1/0", "The case is whole again.", EngineHouse.Supervisor))).Value();
        (await house.CaseAsync(id)).Record.IsFaulted.ShouldBeFalse();
        (await house.Sender.Send(new ListConcerns([], 0, 10, EngineHouse.Supervisor))).Value().ShouldBeEmpty();
        (await house.Sender.Send(new VerifyJournal(id, EngineHouse.Service))).Value().ShouldBeOfType<ChainVerdict.Intact>();
    }

    private static async Task SqlAsync(EngineHouse house, string statement)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(house.Folder, "doorstep.db")}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this test's own.
        command.CommandText = statement;
#pragma warning restore CA2100
        (await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
    }
}
