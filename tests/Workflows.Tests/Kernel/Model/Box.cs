namespace Doorstep.Workflows.Tests.Kernel.Model;

/// <summary>Where one machine of the reference stands.</summary>
internal sealed class Box(Sketch sketch)
{
    public Sketch Sketch => sketch;
    public required string State { get; set; }
    public required Dictionary<string, int> Variables { get; set; }
    public List<Clock> Clocks { get; set; } = [];
    public List<Memory> Left { get; set; } = [];

    public Box Copy(List<Clock>? clocks = null) => new(sketch)
    {
        State = State, Variables = new(Variables), Clocks = [.. (clocks ?? Clocks).Select(clock => clock with { })], Left = [.. Left.Select(memory => memory.Copy())],
    };
}

internal sealed record Clock(string Key, DateTimeOffset Due)
{
    public DateTimeOffset Due { get; set; } = Due;
    public bool IsDue { get; set; }
}

internal sealed record Memory(string Place, DateTimeOffset At, bool WasWaiting, List<Clock> Clocks, List<Box> Inside)
{
    public Memory Copy() => this with { Clocks = [.. Clocks.Select(clock => clock with { })], Inside = [.. Inside.Select(box => box.Copy())] };
}

internal enum Answer { Accepted, Ignored, Rejected, Faulted }
