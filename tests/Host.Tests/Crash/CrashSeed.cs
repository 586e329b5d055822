using System.Diagnostics;
using System.Globalization;

namespace Doorstep.Host.Tests.Crash;

/// <summary>What a run of the crash test is made from. Every run has its own seed; <c>DOORSTEP_TEST_SEED</c> gives it another's.</summary>
internal static class CrashSeed
{
    public static int Seed { get; } = Number("DOORSTEP_TEST_SEED") ?? (int)(Stopwatch.GetTimestamp() % 1_000_000_000);

    /// <summary>Kills of the long test: <c>DOORSTEP_TEST_KILLS</c>, else 12; the soak (R1) has hundreds.</summary>
    public static int Kills { get; } = Number("DOORSTEP_TEST_KILLS") ?? 12;

    /// <summary>Says the seed where a failed test shows it.</summary>
    public static void Say(ITestOutputHelper output) => output.WriteLine($"Seed {Seed}. Repeat with DOORSTEP_TEST_SEED={Seed}.");

    /// <summary>Says the seed, and gives its randomness.</summary>
    public static Random Random(ITestOutputHelper output)
    {
        Say(output);
        return new Random(Seed);
    }

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
