namespace Doorstep.Host.Demo;

/// <summary>The demonstration's time. Only what time it is comes from here; timers stay real, because Orleans lives on them.</summary>
/// <param name="start">When it begins.</param>
/// <param name="speed">Its seconds per second of ours; null: it stands until it is moved.</param>
internal sealed class DemoClock(DateTimeOffset start, double? speed) : TimeProvider
{
    private long? _begun;
    private long _ticks = start.UtcTicks;

    /// <summary>A Monday at nine in Shanghai: the rules that are shipped are in force, and there is enough left of the calendars.</summary>
    public static DateTimeOffset Monday { get; } = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Real time since the demonstration began.</summary>
    public TimeSpan Elapsed => _begun is { } begun ? System.GetElapsedTime(begun) : TimeSpan.Zero;

    /// <summary>Until then it stands still, so that everything else can start in peace.</summary>
    public void Begin() => _begun = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() =>
        speed is { } factor ? start + (Elapsed * factor) : new DateTimeOffset(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Comes back once it is that late: at once where it jumps, otherwise after a look at the time every tenth of a second.</summary>
    public async Task ReachAsync(DateTimeOffset at, Action look, CancellationToken cancellation)
    {
        if (speed is not { } factor)
        {
            Interlocked.Exchange(ref _ticks, Math.Max(at.UtcTicks, Interlocked.Read(ref _ticks)));
            return;
        }

        while (at - GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            look();
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp(left.TotalMilliseconds / factor, 1, 100)), System, cancellation);
        }
    }
}
