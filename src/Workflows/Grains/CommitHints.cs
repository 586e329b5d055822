using System.Threading.Channels;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Grains;

/// <summary>Says that there is something to do now. It may be lost at any moment, and two may be one: the heartbeat finds the work anyway.</summary>
public sealed class Hint
{
    private readonly Channel<bool> _given = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Gives the hint; waits for nobody.</summary>
    public void Give() => _given.Writer.TryWrite(true);

    /// <summary>Waits for the next hint.</summary>
    public async Task TakenAsync(CancellationToken cancellation) => await _given.Reader.ReadAsync(cancellation);
}

/// <summary>What commits leave to do at once. Only hints: nothing here is a fact.</summary>
public sealed class CommitHints
{
    /// <summary>Messages wait in the outbox.</summary>
    public Hint Outbox { get; } = new();

    /// <summary>A deadline was armed that is due already.</summary>
    public Hint Deadlines { get; } = new();

    internal void After(StepRecord step)
    {
        if (step.Outbox.Length > 0 || step.WakesActs) Outbox.Give();
        if (step.Armed.Any(deadline => deadline.DueAt <= step.Journal.At)) Deadlines.Give();
    }
}
