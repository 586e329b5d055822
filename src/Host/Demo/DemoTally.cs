namespace Doorstep.Host.Demo;

/// <summary>What the engine answered, counted.</summary>
internal sealed class DemoTally
{
    private long _accepted;
    private long _recorded;
    private long _refused;
    private long _promises;

    /// <summary>Events that took a transition.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>Events that are kept although no transition takes them.</summary>
    public long Recorded => Interlocked.Read(ref _recorded);

    /// <summary>Events that were refused or that faulted.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public long Events => Accepted + Recorded + Refused;

    public long Promises => Interlocked.Read(ref _promises);

    public void Accept(string type)
    {
        Interlocked.Increment(ref _accepted);
        if (type == "PromiseMade") Interlocked.Increment(ref _promises);
    }

    public void Record(string type)
    {
        Interlocked.Increment(ref _recorded);
        if (type == "PromiseMade") Interlocked.Increment(ref _promises);
    }

    public void Refuse() => Interlocked.Increment(ref _refused);
}
