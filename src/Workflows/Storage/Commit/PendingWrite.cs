namespace Doorstep.Workflows.Storage.Commit;

/// <summary>A write that waits for the writer, and the answer its caller waits for.</summary>
/// <param name="bytes">Its size, for the bound of a transaction.</param>
/// <param name="write">Puts it into the open transaction. It may be run again after a rollback.</param>
/// <param name="step">The step that it is, which may be written together with others; null for anything else.</param>
internal sealed class PendingWrite(int bytes, Func<PreparedCommands, Task<WriteResult>> write, StepRecord? step = null)
{
    // The caller goes on elsewhere: the writer must not run its callers' code.
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its size.</summary>
    public int Bytes { get; } = bytes;

    /// <summary>The step that it is, if it is one.</summary>
    public StepRecord? Step { get; } = step;

    /// <summary>True once it is durable; false once it is refused, with nothing written.</summary>
    public Task<bool> Answer => _answer.Task;

    /// <summary>A single statement, refused where it touches no row.</summary>
    public static PendingWrite Statement(string sql, object?[] values) =>
        new(0, async commands => await commands.ExecuteAsync(sql, values) > 0 ? WriteResult.Written : WriteResult.Refused);

    public Task<WriteResult> WriteAsync(PreparedCommands commands) => write(commands);

    public void Complete(WriteResult result) => _answer.TrySetResult(result == WriteResult.Written);

    public void Fail(Exception cause) => _answer.TrySetException(cause);
}
