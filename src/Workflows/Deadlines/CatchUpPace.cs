namespace Doorstep.Workflows.Deadlines;

/// <summary>How many deadlines may be told now of those that fell due in an outage: so many a second, and never much more at once.</summary>
internal sealed class CatchUpPace(int perSecond)
{
    /// <summary>Seconds that may be saved up, as while a sweep takes long.</summary>
    private const int SavedMax = 2;

    private readonly Lock _turn = new();
    private DateTimeOffset? _at;
    private double _credit;

    /// <summary>Takes as many as there are by now, at most.</summary>
    public int Take(DateTimeOffset now, int max)
    {
        lock (_turn)
        {
            var elapsed = _at is { } last && now > last ? (now - last).TotalSeconds : _at is null ? 1 : 0;
            (_at, _credit) = (now, Math.Min(SavedMax * (double)perSecond, _credit + (elapsed * perSecond)));
            var taken = (int)Math.Min(max, Math.Floor(_credit));
            _credit -= taken;
            return taken;
        }
    }

    /// <summary>Gives back what was not needed.</summary>
    public void Return(int count)
    {
        lock (_turn) _credit += count;
    }
}
