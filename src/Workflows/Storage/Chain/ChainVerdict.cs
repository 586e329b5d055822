namespace Doorstep.Workflows.Storage;

/// <summary>What became of the verification of a case's journal.</summary>
public abstract record ChainVerdict
{
    private ChainVerdict()
    {
    }

    /// <summary>Every row says what was committed, in the order in which it was committed.</summary>
    /// <param name="Rows">Rows verified.</param>
    /// <param name="Head">The last row.</param>
    public sealed record Intact(long Rows, ChainHead Head) : ChainVerdict
    {
        /// <summary>Hash of the last row, in hexadecimal: note it elsewhere, and nobody can rewrite the chain unseen.</summary>
        public string HeadHash => Convert.ToHexStringLower(Head.Hash);
    }

    /// <summary>A row is not what was committed.</summary>
    /// <param name="Sequence">The first such row; for a gap the first that is missing.</param>
    /// <param name="Break">What is broken.</param>
    /// <param name="Explanation">The same in a sentence.</param>
    public sealed record Broken(long Sequence, ChainBreak Break, string Explanation) : ChainVerdict;
}

/// <summary>How a chain can be broken.</summary>
public enum ChainBreak
{
    /// <summary>The row's hash does not match its content: the row was changed.</summary>
    Content,

    /// <summary>The row names another row before it than the one that is there.</summary>
    PreviousHash,

    /// <summary>A row is missing.</summary>
    Gap,

    /// <summary>The case row names another last row than the journal has.</summary>
    Head,

    /// <summary>The case row says something else than its last journal row proves.</summary>
    Case,
}
