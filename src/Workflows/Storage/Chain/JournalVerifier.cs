using Doorstep.Workflows.Storage.Chain;

namespace Doorstep.Workflows.Storage;

/// <summary>Verifies a case's journal as stored, page by page.</summary>
public sealed class JournalVerifier(ICaseStore cases, StorageOptions options)
{
    /// <summary>The verdict on a case, or null when there is no such case. Steps committed meanwhile are left for the next time.</summary>
    public async Task<ChainVerdict?> VerifyAsync(string caseId, CancellationToken cancellation = default)
    {
        if (await cases.FindCaseAsync(caseId, cancellation) is not { } row) return null;
        var chain = await ChainAsync(row, cancellation);
        if (await cases.MisstoredAsync(caseId, cancellation) is not { } misstored || chain is ChainVerdict.Broken { Sequence: var broken } && broken <= misstored) return chain;
        return new ChainVerdict.Broken(misstored, ChainBreak.Content, $"Row {misstored} has a number or a time that is not a whole number: the row was changed.");
    }

    private async Task<ChainVerdict> ChainAsync(CaseRecord row, CancellationToken cancellation)
    {
        var caseId = row.Id;
        JournalRecord? last = null;
        var verified = new ChainVerdict.Intact(0, ChainHead.Start);
        while (true)
        {
            var page = await cases.JournalAsync(caseId, verified.Head.Sequence, options.VerifyPageRows, cancellation);
            var steps = page.TakeWhile(step => step.Sequence <= row.Sequence).ToArray();
            var verdict = JournalChain.Verify(steps, verified.Head);
            if (verdict is not ChainVerdict.Intact intact) return verdict;

            last = steps.LastOrDefault() ?? last;
            verified = intact with { Rows = verified.Rows + intact.Rows };
            if (intact.Rows < options.VerifyPageRows)
            {
                var whole = JournalChain.VerifyHead(verified, new ChainHead(row.Sequence, row.HeadHash));
                if (whole is not ChainVerdict.Intact) return whole;
                return await BeyondAsync(row, cancellation) ?? (last is null ? null : CaseProof.Fault(row, last)) ?? whole;
            }
        }
    }

    /// <summary>A row after the case's last step is a step committed meanwhile, and then the case has counted it by now; or somebody put it in.</summary>
    private async Task<ChainVerdict.Broken?> BeyondAsync(CaseRecord row, CancellationToken cancellation)
    {
        if (await cases.JournalAsync(row.Id, row.Sequence, 1, cancellation) is not [{ Sequence: var beyond }]) return null;
        return await cases.FindCaseAsync(row.Id, cancellation) is { } now && now.Sequence >= beyond
            ? null
            : new ChainVerdict.Broken(beyond, ChainBreak.Head, $"The journal has row {beyond}, but the case row counts {row.Sequence} steps: one of them was changed.");
    }
}
