namespace Doorstep.Workflows.Storage;

/// <summary>Where a chain stands: its last row, or nothing yet.</summary>
/// <param name="Sequence">Sequence of the last row; 0 before the first.</param>
/// <param name="Hash">Its hash; 32 zero bytes before the first.</param>
public sealed record ChainHead(long Sequence, byte[] Hash)
{
    /// <summary>Before the first row.</summary>
    public static ChainHead Start { get; } = new(0, new byte[32]);
}
