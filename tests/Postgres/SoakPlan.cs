using System.Globalization;

namespace Doorstep.Postgres;

/// <summary>How long a soak goes on (<c>./test --soak 10</c>), and where its figures are kept.</summary>
public static class SoakPlan
{
    /// <summary>The category of tests that the normal run leaves out.</summary>
    public const string Category = "Soak";

    private const double FullMinutes = 10;

    /// <summary>How long each of them goes on: <c>DOORSTEP_SOAK_MINUTES</c>, else ten minutes.</summary>
    public static TimeSpan Time { get; } = TimeSpan.FromMinutes(
        double.TryParse(Environment.GetEnvironmentVariable("DOORSTEP_SOAK_MINUTES"), NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) ? minutes : FullMinutes);

    /// <summary>As many as in a run of ten minutes, or the part of them that there is time for.</summary>
    public static int Part(int full) => (int)Math.Max(1, full * Math.Min(1, Time.TotalMinutes / FullMinutes));

    /// <summary>Keeps a figure in <c>artifacts/soak.txt</c>.</summary>
    public static void Keep(string test, string figure)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Doorstep.slnx"))) root = root.Parent;
        if (root is not null) File.AppendAllText(Path.Combine(root.FullName, "artifacts", "soak.txt"), $"{test}: {figure}\n");
    }
}
