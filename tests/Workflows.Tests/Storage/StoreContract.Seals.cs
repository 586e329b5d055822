using System.Collections.Immutable;
using System.Text;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.Overrides;
using Doorstep.Workflows.Storage.Seals;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    private const string Said = "Zhang San 138-0000-0000 张三";

    [Fact]
    public async Task What_people_said_and_who_they_are_is_sealed_in_every_column_and_read_as_it_was()
    {
        await using var stores = await SealingAsync();
        var step = Telling("c1");

        (await stores.Cases.CommitAsync(step)).ShouldBeOfType<CommitOutcome.Committed>();

        var dump = await DumpAsync();
        dump.ShouldContain("c1");
        dump.ShouldNotContain("Zhang");
        dump.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Said))[..20]);
        (await stores.Cases.FindCaseAsync("c1"))!.Snapshot.ShouldBe(step.Case.Snapshot);
        var row = (await stores.Cases.JournalAsync("c1", 0, 9)).Single();
        (row.EventData, row.Decision, row.Entries, row.Reason).ShouldBe((step.Journal.EventData, step.Journal.Decision, step.Journal.Entries, step.Journal.Reason));
        (await stores.Cases.FindOutboxAsync("c1/m"))!.Payload.ShouldBe(step.Outbox[0].Payload);
        (await stores.Acts.LastAsync("c1/1/0")).ShouldBe(step.Act);
        (await stores.Acts.FindDebtorAsync("bank", "cust_1")).ShouldBe(step.Debtors[0]);
    }

    [Fact]
    public async Task Why_somebody_overrides_and_what_came_of_it_is_sealed_for_one_case_and_for_many()
    {
        await using var stores = await SealingAsync();
        await stores.Cases.CommitAsync(Start("c1"));
        var (asked, bulk) = (Asked("o1", "c1") with { Json = $"\"{Said}\"" }, new BulkRecord("b1", 1, BulkStatus.Pending, "SUSPEND", "key:lin", Monday, $"\"{Said}\""));
        var done = new BulkItemRecord("b1", 1, "c1", 1, BulkItemStatus.Refused, Monday, Said);

        (await stores.Overrides.SaveAsync(asked)).ShouldBeTrue();
        (await stores.Bulk.AddAsync(bulk, [done with { Status = BulkItemStatus.Waiting, At = null, Result = null }])).ShouldBeTrue();
        (await stores.Bulk.SaveAsync(bulk with { Version = 2 })).ShouldBeTrue();
        (await stores.Bulk.SaveItemAsync(done, BulkItemStatus.Waiting)).ShouldBeTrue();

        (await ColumnAsync("SELECT json FROM overrides UNION ALL SELECT json FROM bulk_overrides UNION ALL SELECT result FROM bulk_override_items")).ShouldAllBe(text => text.StartsWith("~s1.", StringComparison.Ordinal));
        ((await stores.Overrides.FindAsync("o1"))!.Json, (await stores.Bulk.FindAsync("b1"))!.Json).ShouldBe((asked.Json, bulk.Json));
        (await stores.Bulk.ItemsAsync("b1", null, 0, 9)).ShouldBe([done]);
        var key = await stores.DataKeys.RotateAsync("ana");
        (await stores.Resealing.RunAsync(1000)).IsDone.ShouldBeTrue();
        (await ColumnAsync("SELECT result FROM bulk_override_items")).ShouldHaveSingleItem().ShouldStartWith($"~s1.{key.Number}.");
    }

    [Fact]
    public async Task The_same_value_is_sealed_differently_every_time()
    {
        await using var stores = await SealingAsync();
        await stores.Cases.CommitAsync(Start("c1"));
        await stores.Cases.CommitAsync(Start("c2"));

        (await ColumnAsync("SELECT event_data FROM journal")).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_sealed_chain_verifies_and_a_sealed_value_counts_in_no_other_place()
    {
        await using var stores = await SealingAsync();
        var step = Start("c1");
        await stores.Cases.CommitAsync(step);
        for (var count = 0; count < 3; count++) await stores.Cases.CommitAsync(step = step.Then());
        (await stores.Verifier.VerifyAsync("c1")).ShouldBeOfType<ChainVerdict.Intact>().Rows.ShouldBe(4);

        await Database.ExecuteAsync("UPDATE journal SET event_data = (SELECT event_data FROM journal WHERE sequence = 2) WHERE sequence = 3");

        (await stores.Verifier.VerifyAsync("c1")).ShouldBeOfType<ChainVerdict.Broken>().Sequence.ShouldBe(3, "the same text, but sealed for another row");
    }

    [Fact]
    public async Task A_sealed_value_that_was_changed_is_named_and_breaks_nothing_else()
    {
        await using var stores = await SealingAsync();
        var step = Start("c1");
        await stores.Cases.CommitAsync(step);
        await stores.Cases.CommitAsync(step.Then());

        await Database.ExecuteAsync("UPDATE journal SET entries = substr(entries, 1, 30) || CASE WHEN substr(entries, 31, 1) = 'A' THEN 'B' ELSE 'A' END || substr(entries, 32) WHERE sequence = 1");

        (await stores.Verifier.VerifyAsync("c1")).ShouldBeOfType<ChainVerdict.Broken>().Sequence.ShouldBe(1);
        (await stores.Cases.JournalAsync("c1", 1, 9)).Single().Entries.ShouldContain("付款");
    }

    [Fact]
    public async Task What_was_stored_before_there_were_keys_is_read_and_sealed_by_the_first_round()
    {
        (await Cases.CommitAsync(Telling("c1"))).ShouldBeOfType<CommitOutcome.Committed>();
        await using var stores = await SealingAsync();
        (await stores.Cases.JournalAsync("c1", 0, 9)).Single().EventData.ShouldContain(Said);

        var round = await stores.Resealing.RunAsync(1000);

        round.IsDone.ShouldBeTrue();
        (await DumpAsync()).ShouldNotContain("Zhang");
        (await stores.Verifier.VerifyAsync("c1")).ShouldBeOfType<ChainVerdict.Intact>();
    }

    [Fact]
    public async Task After_a_rotation_old_rows_are_read_new_ones_have_the_new_key_and_a_round_leaves_nothing_under_the_old_one()
    {
        await using var stores = await SealingAsync();
        var step = Telling("c1");
        await stores.Cases.CommitAsync(step);
        (await stores.Cases.CommitAsync(step.Then())).ShouldBeOfType<CommitOutcome.Committed>();

        var key = await stores.DataKeys.RotateAsync("ana");
        (await stores.Cases.JournalAsync("c1", 0, 9)).Count(row => row.EventData.StartsWith('{')).ShouldBe(2);
        await stores.Cases.CommitAsync(step.Then().Then());
        (await ColumnAsync("SELECT event_data FROM journal ORDER BY sequence")).Select(text => text[..6]).ShouldBe([$"~s1.{key.Number - 1}.", $"~s1.{key.Number - 1}.", $"~s1.{key.Number}."]);

        (await stores.Resealing.RunAsync(1)).ShouldBe(new ResealRound(2, 0, IsDone: false), "two rows of the journal are one page");
        (await stores.Resealing.RunAsync(1000)).IsDone.ShouldBeTrue();
        (await stores.Resealing.RunAsync(1000)).ShouldBe(new ResealRound(0, 0, IsDone: true));
        (await DumpAsync()).ShouldNotContain($"~s1.{key.Number - 1}.");
        await Database.ExecuteAsync($"DELETE FROM data_keys WHERE number < {key.Number}");

        await using var later = await SealingAsync();
        (await later.Verifier.VerifyAsync("c1")).ShouldBeOfType<ChainVerdict.Intact>().Rows.ShouldBe(3);
        (await later.Acts.LastAsync("c1/1/0")).ShouldBe(step.Act);
    }

    [Fact]
    public async Task Another_process_opens_what_was_sealed_with_a_key_that_it_does_not_know_yet()
    {
        await using var one = await SealingAsync();
        await using var other = await SealingAsync();
        await one.DataKeys.RotateAsync("ana");
        await one.Cases.CommitAsync(Telling("c1"));

        (await other.Cases.JournalAsync("c1", 0, 9)).Single().EventData.ShouldContain(Said);
    }

    [Fact]
    public async Task A_store_whose_ring_is_another_one_says_so_before_it_does_anything()
    {
        await using (await SealingAsync()) await Task.CompletedTask;

        (await Should.ThrowAsync<InvalidOperationException>(() => Stores.OpenAsync(Database.Options, PlainWrap.Of(9)))).Message.ShouldBe($"This key was closed by ring {(Wrap is null ? 1 : 7)}.");
    }

    private Task<Stores> SealingAsync() => Stores.OpenAsync(Database.Options, Wrap ?? PlainWrap.Of(1));

    private static StepRecord Telling(string id)
    {
        var step = Start(id).WithJournal(row => row with { EventData = $$"""{"displayName":"{{Said}}"}""", Decision = $"{Said} told.", Entries = $$"""[{"text":"{{Said}}"}]""", Reason = Said });
        return step with
        {
            Case = step.Case with { Snapshot = Encoding.UTF8.GetBytes($$"""{"customer":"{{Said}}"}""") },
            Outbox = [Message(id, "m") with { Payload = $$"""{"to":"{{Said}}"}""" }],
            Act = Decided(id, 1, isAllowed: true) with { Act = $$"""{"to":"{{Said}}"}""", Decision = $$"""{"text":"{{Said}}"}""" },
            Debtors = [new DebtorRecord("bank", "cust_1", 1, $$"""{"to":"{{Said}}"}""")],
        };
    }

    private async Task<IReadOnlyList<string>> ColumnAsync(string sql)
    {
        await using var connection = await Database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync()) found.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(column => rows[column] is byte[] bytes ? Encoding.Latin1.GetString(bytes) + Encoding.UTF8.GetString(bytes) : $"{rows[column]}")));
        return found;
    }

    /// <summary>Every row of every table, as somebody would read it who has the disk.</summary>
    private async Task<string> DumpAsync()
    {
        var text = new StringBuilder();
        foreach (var table in (ImmutableArray<string>)["cases", "journal", "deadlines", "outbox", "acts", "debtors", "registers", "people", "audit", "data_keys"])
            foreach (var row in await ColumnAsync($"SELECT * FROM {table}")) text.AppendLine(row);
        return text.ToString();
    }
}
