namespace Doorstep.Workflows.Storage;

/// <summary>Verifies a case's journal as stored, page by page.</summary>
public sealed class JournalVerifier(ICaseStore cases, StorageOptions options)
{
    /// <summary>The verdict on a case, or null when there is no such case. Steps committed meanwhile are left for the next time.</summary>
    public async Task<ChainVerdict?> VerifyAsync(string caseId, CancellationToken cancellation = default)
    {
        if (await cases.FindCaseAsync(caseId, cancellation) is not { } row) return null;

        var verified = new ChainVerdict.Intact(0, ChainHead.Start);
        while (true)
        {
            var page = await cases.JournalAsync(caseId, verified.Head.Sequence, options.VerifyPageRows, cancellation);
            var verdict = JournalChain.Verify(page.TakeWhile(step => step.Sequence <= row.Sequence), verified.Head);
            if (verdict is not ChainVerdict.Intact intact) return verdict;

            verified = intact with { Rows = verified.Rows + intact.Rows };
            if (intact.Rows < options.VerifyPageRows)
                return JournalChain.VerifyHead(verified, new ChainHead(row.Sequence, row.HeadHash));
        }
    }
}
