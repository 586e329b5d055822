using System.Security.Cryptography;
using Doorstep.Workflows.Storage.Chain;

namespace Doorstep.Workflows.Storage;

/// <summary>Chains a case's journal rows to each other by their hashes, so that anyone can verify that none was changed or taken out.</summary>
/// <remarks>
/// The canonical form of a row is the RFC 8785 JSON array, UTF-8, of: case id, sequence, at, event id, event type, occurred at, event data, actor, reason,
/// outcome, decision, state, entries, hash of the row before in lower-case hexadecimal. Times are Unix milliseconds; the two JSON members go in as text, as stored.
/// </remarks>
public static class JournalChain
{
    /// <summary>SHA-256 over the canonical form of a row; its own <see cref="JournalRecord.Hash"/> is left out.</summary>
    public static byte[] Hash(JournalRecord row) => SHA256.HashData(new CanonicalRow()
        .Add(row.CaseId)
        .Add(row.Sequence)
        .Add(row.At.ToUnixTimeMilliseconds())
        .Add(row.EventId)
        .Add(row.EventType)
        .Add(row.OccurredAt.ToUnixTimeMilliseconds())
        .Add(row.EventData)
        .Add(row.Actor)
        .Add(row.Reason)
        .Add(row.Outcome)
        .Add(row.Decision)
        .Add(row.State)
        .Add(row.Entries)
        .Add(Convert.ToHexStringLower(row.PreviousHash))
        .Close()
        .Bytes);

    /// <summary>Verifies rows of one case, oldest first, from where an earlier page ended; stops at the first that is broken.</summary>
    public static ChainVerdict Verify(IEnumerable<JournalRecord> rows, ChainHead? after = null)
    {
        var head = after ?? ChainHead.Start;
        var count = 0L;
        foreach (var row in rows)
        {
            if (Fault(row, head) is { } fault) return fault;
            head = new ChainHead(row.Sequence, row.Hash);
            count++;
        }

        return new ChainVerdict.Intact(count, head);
    }

    /// <summary>Verifies that the journal ends where the case row says.</summary>
    public static ChainVerdict VerifyHead(ChainVerdict.Intact journal, ChainHead expected)
    {
        if (journal.Head.Sequence != expected.Sequence) return Gap(journal.Head.Sequence + 1, $"the case row counts {expected.Sequence} steps");
        return journal.Head.Hash.AsSpan().SequenceEqual(expected.Hash)
            ? journal
            : new ChainVerdict.Broken(
                expected.Sequence, ChainBreak.Head, $"The case row's head is not the hash of its last journal row, {expected.Sequence}: one of them was changed.");
    }

    private static ChainVerdict.Broken? Fault(JournalRecord row, ChainHead head)
    {
        if (row.Sequence != head.Sequence + 1) return Gap(head.Sequence + 1, $"the next one is {row.Sequence}");
        if (!Hash(row).AsSpan().SequenceEqual(row.Hash))
            return new ChainVerdict.Broken(row.Sequence, ChainBreak.Content, $"The content of row {row.Sequence} does not give its hash: the row was changed.");
        return row.PreviousHash.AsSpan().SequenceEqual(head.Hash)
            ? null
            : new ChainVerdict.Broken(row.Sequence, ChainBreak.PreviousHash, $"Row {row.Sequence} follows another row {head.Sequence} than the one that is there.");
    }

    private static ChainVerdict.Broken Gap(long missing, string found) => new(missing, ChainBreak.Gap, $"Row {missing} is missing; {found}.");
}
