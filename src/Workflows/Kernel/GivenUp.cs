namespace Doorstep.Workflows.Kernel;

/// <summary>A message of the case that nobody could deliver. The case goes on; the message waits for a person, also once the case is closed.</summary>
/// <param name="Key">Its key in the outbox.</param>
/// <param name="To">Where it was to go.</param>
/// <param name="Why">What went wrong last.</param>
/// <param name="At">When it was given up (UTC).</param>
public sealed record GivenUp(string Key, string To, string Why, DateTimeOffset At)
{
    /// <summary>What people read of it.</summary>
    public string Said => $"Message '{Key}' to '{To}' was given up: {Why} It can be sent again under /outbox/retry.";
}
