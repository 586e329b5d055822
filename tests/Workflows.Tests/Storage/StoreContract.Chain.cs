using System.Security.Cryptography;
using System.Text;
using Doorstep.Workflows.Storage;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(500)]
    public async Task A_chain_that_nobody_touched_is_intact_whatever_the_page(int pageRows)
    {
        await ReopenAsync(options => options with { VerifyPageRows = pageRows });
        var last = await CommitChainAsync(5);

        var intact = (await Stores.Verifier.VerifyAsync("c1")).ShouldBeOfType<ChainVerdict.Intact>();

        intact.Rows.ShouldBe(5);
        intact.Head.Sequence.ShouldBe(5);
        intact.HeadHash.ShouldBe(Convert.ToHexStringLower(last.Case.HeadHash));
    }

    [Theory]
    [InlineData("at = at + 1")]
    [InlineData("event_id = 'other'")]
    [InlineData("event_id = NULL")]
    [InlineData("event_type = 'Refund'")]
    [InlineData("occurred_at = occurred_at - 86400000")]
    [InlineData("""event_data = '{"amount":"1.00"}'""")]
    [InlineData("actor = 'nobody'")]
    [InlineData("reason = NULL")]
    [InlineData("reason = ''")]
    [InlineData("outcome = 'recorded'")]
    [InlineData("decision = 'Nothing happened.'")]
    [InlineData("state = 'Closed'")]
    [InlineData("entries = '[]'")]
    [InlineData("previous_hash = hash")]
    [InlineData("hash = previous_hash")]
    [InlineData("event_type = actor, actor = event_type")]
    public async Task A_row_that_was_changed_is_named(string change)
    {
        await CommitChainAsync(5);

        (await Database.ExecuteAsync($"UPDATE journal SET {change} WHERE sequence = 3")).ShouldBe(1);

        await ShouldBreakAsync(3, ChainBreak.Content);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_row_that_was_taken_out_is_named_even_the_first_and_the_last(long sequence)
    {
        await ReopenAsync(options => options with { VerifyPageRows = 2 });
        await CommitChainAsync(5);

        await Database.ExecuteAsync($"DELETE FROM journal WHERE sequence = {sequence}");

        await ShouldBreakAsync(sequence, ChainBreak.Gap);
    }

    [Fact]
    public async Task A_journal_that_was_taken_out_whole_is_missing_from_its_first_row()
    {
        await CommitChainAsync(3);

        await Database.ExecuteAsync("DELETE FROM journal");

        await ShouldBreakAsync(1, ChainBreak.Gap);
    }

    [Fact]
    public async Task A_row_that_was_moved_to_another_case_is_missing_here()
    {
        await CommitChainAsync(3);
        await CommitAsync(Start("c2"));

        await Database.ExecuteAsync("UPDATE journal SET case_id = 'c2' WHERE case_id = 'c1' AND sequence = 2");

        await ShouldBreakAsync(2, ChainBreak.Gap);
        await ShouldBreakAsync(2, ChainBreak.Head, "c2");
    }

    [Fact]
    public async Task Two_rows_that_changed_places_are_named_by_the_first_of_them()
    {
        await CommitChainAsync(5);

        await Database.ExecuteAsync("UPDATE journal SET sequence = 99 WHERE sequence = 2");
        await Database.ExecuteAsync("UPDATE journal SET sequence = 2 WHERE sequence = 4");
        await Database.ExecuteAsync("UPDATE journal SET sequence = 4 WHERE sequence = 99");

        await ShouldBreakAsync(2, ChainBreak.Content);
    }

    [Fact]
    public async Task A_change_with_a_hash_that_fits_is_betrayed_by_the_row_after_it()
    {
        await CommitChainAsync(5);

        await ForgeAsync(3);

        await ShouldBreakAsync(4, ChainBreak.PreviousHash);
    }

    [Fact]
    public async Task A_change_of_the_last_row_with_a_hash_that_fits_is_betrayed_by_the_case()
    {
        await CommitChainAsync(5);

        await ForgeAsync(5);

        await ShouldBreakAsync(5, ChainBreak.Head);
    }

    [Theory]
    [InlineData("head_hash = start_hash", 5, ChainBreak.Head)]
    [InlineData("sequence = 6", 6, ChainBreak.Gap)]
    [InlineData("sequence = 4", 4, ChainBreak.Head)]
    public async Task A_head_that_was_changed_is_named_by_its_sequence(string change, long sequence, ChainBreak how)
    {
        await CommitChainAsync(5);

        await Database.ExecuteAsync($"UPDATE cases SET {change}");

        await ShouldBreakAsync(sequence, how);
    }

    [Fact]
    public async Task A_row_that_was_put_in_after_the_last_step_is_named()
    {
        await CommitChainAsync(2);

        await Database.ExecuteAsync(
            """
            INSERT INTO journal (case_id, sequence, at, event_id, event_type, occurred_at, event_data, actor, reason, outcome, decision, state, entries, previous_hash, hash)
            SELECT case_id, 3, at, 'e3', event_type, occurred_at, event_data, actor, reason, outcome, decision, state, entries, hash, hash FROM journal WHERE sequence = 2
            """);

        await ShouldBreakAsync(3, ChainBreak.Head);
    }

    [Fact]
    public async Task A_break_is_explained_in_a_sentence()
    {
        await CommitChainAsync(3);
        await Database.ExecuteAsync("DELETE FROM journal WHERE sequence = 2");

        (await Stores.Verifier.VerifyAsync("c1")).ShouldBeOfType<ChainVerdict.Broken>().Explanation.ShouldBe("Row 2 is missing; the next one is 3.");
    }

    [Fact]
    public async Task Chains_are_verified_while_steps_are_committed()
    {
        var step = Start("c1");
        await CommitAsync(step);
        var writing = Task.Run(async () =>
        {
            for (var count = 0; count < 100; count++) await CommitAsync(step = step.Then());
        });

        do (await Stores.Verifier.VerifyAsync("c1")).ShouldBeOfType<ChainVerdict.Intact>();
        while (!writing.IsCompleted);
        await writing;
    }

    /// <summary>The documented form, written out here without any code of the product.</summary>
    [Fact]
    public async Task Anyone_can_compute_a_hash_from_what_the_table_holds()
    {
        var last = await CommitChainAsync(2);
        var before = Convert.ToHexStringLower((await Cases.JournalAsync("c1", 0, 1))[0].Hash);

        var canonical = $$"""
            ["c1",2,1793608260000,"e2","PaymentReceived",1793607960000,"{\"amount\":\"100.00\"}","ledger","told by phone","accepted","The payment is in.","New",
            "[{\"kind\":\"noted\",\"subject\":\"付款\",\"text\":\"收到 100 元\"}]","{{before}}"]
            """.ReplaceLineEndings("");

        SHA256.HashData(Encoding.UTF8.GetBytes(canonical)).ShouldBe(last.Journal.Hash);
        (await Cases.JournalAsync("c1", 1, 1))[0].Hash.ShouldBe(last.Journal.Hash);
    }

    private async Task<StepRecord> CommitChainAsync(int steps)
    {
        var step = Start("c1");
        await CommitAsync(step);
        for (var count = 1; count < steps; count++) await CommitAsync(step = step.Then());
        return step;
    }

    /// <summary>Changes a row and gives it the hash that fits, as somebody would who knows the form.</summary>
    private async Task ForgeAsync(long sequence)
    {
        var forged = (await Cases.JournalAsync("c1", sequence - 1, 1))[0] with { Actor = "forger" };
        await Database.ExecuteAsync($"UPDATE journal SET actor = 'forger', hash = @hash WHERE sequence = {sequence}", ("@hash", JournalChain.Hash(forged)));
    }

    private async Task ShouldBreakAsync(long sequence, ChainBreak how, string caseId = "c1")
    {
        var broken = (await Stores.Verifier.VerifyAsync(caseId)).ShouldBeOfType<ChainVerdict.Broken>();
        (broken.Sequence, broken.Break).ShouldBe((sequence, how));
    }
}
