using Doorstep.Workflows.Storage;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public sealed class JournalChainTests
{
    /// <summary>Python says the same: <c>hashlib.sha256(json.dumps([…], ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()</c>.</summary>
    [Fact]
    public void The_hash_of_an_awkward_row_is_the_one_another_language_computes()
    {
        var row = new JournalRecord
        {
            CaseId = "案件-1", Sequence = 7, At = DateTimeOffset.FromUnixTimeMilliseconds(1793608200123), EventId = null, EventType = "PaymentReceived",
            OccurredAt = DateTimeOffset.FromUnixTimeMilliseconds(1793607900000), EventData = """{"note":"a\"b"}""", Actor = "ledger 😀",
            Reason = "said \"yes\"\\\n\r\t\b\f\u0001\u001f\u007f\u2028/é", Outcome = "accepted", Decision = "收到。", State = "Visit/Pending",
            Entries = """[{"kind":"noted"}]""", PreviousHash = [.. new byte[31], 0xff], Hash = [],
        };

        Convert.ToHexStringLower(JournalChain.Hash(row)).ShouldBe("c81fc2367753bf63a35982ff288b199bc4719117431d22c53fdb3521fa41883e");
    }

    [Fact]
    public void A_row_that_says_null_is_not_a_row_that_says_nothing()
    {
        var row = Start("c1").Journal;

        JournalChain.Hash(row with { Reason = null }).ShouldNotBe(JournalChain.Hash(row with { Reason = "" }));
        JournalChain.Hash(row with { Reason = null }).ShouldNotBe(JournalChain.Hash(row with { Reason = "null" }));
    }

    [Fact]
    public void Text_that_moves_from_one_column_to_the_next_is_another_row()
    {
        var row = Start("c1").Journal;

        JournalChain.Hash(row with { Actor = "ab", Reason = "c" }).ShouldNotBe(JournalChain.Hash(row with { Actor = "a", Reason = "bc" }));
        JournalChain.Hash(row with { Actor = "a\",\"b", Reason = "c" }).ShouldNotBe(JournalChain.Hash(row with { Actor = "a", Reason = "b\",\"c" }));
    }

    [Fact]
    public void The_same_moment_in_another_zone_is_the_same_row()
    {
        var row = Start("c1").Journal;

        JournalChain.Hash(row with { At = row.At.ToOffset(TimeSpan.FromHours(8)) }).ShouldBe(JournalChain.Hash(row));
    }

    [Fact]
    public void No_rows_are_an_intact_chain_that_has_not_begun()
    {
        JournalChain.Verify([]).ShouldBeOfType<ChainVerdict.Intact>().Head.ShouldBe(ChainHead.Start);
    }
}
