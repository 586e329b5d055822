namespace Doorstep.Host.Tests.Running;

/// <summary>Stands still until a test advances it, so Quartz does not beat by itself; <see cref="RunningDoorstep.RelayAsync"/> and <see cref="RunningDoorstep.SweepAsync"/> do what it
/// would do. Timers run on in real time: a silo whose timers stand still takes itself for dead.</summary>
public sealed class StandingClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public void SetUtcNow(DateTimeOffset now) => Interlocked.Exchange(ref _ticks, now.UtcTicks);
}
