namespace Doorstep.Workflows.Tests.Engine;

/// <summary>The time of day is the test's; timers stay real, because Orleans lives by them.</summary>
/// <param name="start">When it begins.</param>
/// <param name="flows">Goes on by itself, as Quartz needs it; otherwise it stands until it is moved.</param>
internal sealed class VirtualClock(DateTimeOffset start, bool flows = false) : TimeProvider
{
    private readonly long _begun = System.GetTimestamp();
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(Interlocked.Read(ref _ticks), TimeSpan.Zero) + (flows ? System.GetElapsedTime(_begun) : TimeSpan.Zero);

    public void Advance(TimeSpan span) => Interlocked.Add(ref _ticks, span.Ticks);
}
