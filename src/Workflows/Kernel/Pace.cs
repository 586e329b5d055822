namespace Doorstep.Workflows.Kernel;

/// <summary>Steps that a case took by itself, so that one which answers itself for ever is noticed.</summary>
/// <param name="Since">When the minute began (UTC).</param>
/// <param name="Steps">Steps since.</param>
public sealed record Pace(DateTimeOffset Since, int Steps)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The pace with one more step.</summary>
    public static Pace After(Pace? pace, DateTimeOffset now) =>
        pace is null || now - pace.Since >= Minute || now < pace.Since ? new Pace(now, 1) : pace with { Steps = pace.Steps + 1 };
}
