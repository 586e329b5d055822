using System.Globalization;
using Doorstep.Workflows.Storage;

namespace Doorstep.Benchmarks;

/// <summary>What is measured: the first word of the command line and its options.</summary>
internal sealed record BenchPlan
{
    private static readonly string[] Modes = ["durable", "starts", "deadlines", "growth", "http", "stages", "kernel"];

    public required string Mode { get; init; }

    public StoreKind Store { get; init; }

    /// <summary>Cases in the run; for <c>deadlines</c>, deadlines due together; for <c>growth</c>, cases that are stored.</summary>
    public int Cases { get; init; } = 20_000;

    /// <summary>Callers that wait for an answer at the same time.</summary>
    public int InFlight { get; init; } = 256;

    /// <summary>Measured transitions of every case.</summary>
    public int Rounds { get; init; } = 2;

    /// <exception cref="ArgumentException">Something cannot be read; the message says what would work.</exception>
    public static BenchPlan Read(string[] args)
    {
        if (args.Length == 0 || !Modes.Contains(args[0])) throw new ArgumentException($"The first word is one of: {string.Join(", ", Modes)}.");
        return new BenchPlan
        {
            Mode = args[0],
            Store = Option(args, "--store") switch
            {
                null or "sqlite" => StoreKind.Sqlite,
                "postgres" => StoreKind.Postgres,
                var other => throw new ArgumentException($"--store is '{other}'. It is one of: sqlite, postgres."),
            },
            Cases = Number(args, "--cases") ?? (args[0] switch { "deadlines" => 100_000, "growth" => 1_000_000, _ => 20_000 }),
            InFlight = Number(args, "--in-flight") ?? (args[0] == "http" ? 64 : 256),
            Rounds = Number(args, "--rounds") ?? 2,
        };
    }

    private static int? Number(string[] args, string name) => Option(args, name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new ArgumentException($"{name} needs a positive number, as in '{name} 200'.");

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is var at and >= 0 ? args.ElementAtOrDefault(at + 1) : null;
}
