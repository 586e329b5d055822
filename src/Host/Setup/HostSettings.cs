using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Doorstep.Host.Cluster;
using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;

namespace Doorstep.Host.Setup;

/// <summary>What the environment and the command line say. Everything has a default that runs.</summary>
internal sealed record HostSettings
{
    /// <summary>Folder of the databases: <c>DOORSTEP_DATA</c>, else <c>data</c> in the working folder; a new temporary one for a demonstration.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Which database holds the cases: <c>DOORSTEP_STORE</c>, <c>sqlite</c> or <c>postgres</c>.</summary>
    public StoreKind Store { get; init; }

    /// <summary>Where PostgreSQL is: <c>DOORSTEP_CONNECTION</c>.</summary>
    public string? Connection { get; init; }

    /// <summary>Where the other machines of a cluster reach this one: <c>DOORSTEP_CLUSTER</c>. Null: it is alone.</summary>
    public IPEndPoint? Cluster { get; init; }

    /// <summary>Administrator key for scripts: <c>DOORSTEP_API_KEY</c>. Null: one is generated on the first start.</summary>
    public string? AdministratorKey { get; init; }

    /// <summary>What the key ring is closed with: <c>DOORSTEP_KEYS_SECRET</c>. The first one closes; all of them open, so that one can follow another. None: the ring lies open.</summary>
    public ImmutableArray<string> RingSecrets { get; init; } = [];

    /// <summary>An operator's word for a restore whose ledger was lost: <c>DOORSTEP_RECONCILE</c>. The house opens and sends nothing, once for each word.</summary>
    public string? Reconcile { get; init; }

    /// <summary>Folder of the definitions that are published at start: <c>DOORSTEP_DEFINITIONS</c>, else the ones shipped.</summary>
    public required string DefinitionsFolder { get; init; }

    /// <summary>Folder of Elsa Studio's bundle: <c>studio</c> beside the program, where the build puts it.</summary>
    public string StudioFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "studio");

    /// <summary>Synthetic cases to play: <c>--demo 200</c>. 0: none.</summary>
    public int DemoCases { get; init; }

    /// <summary>Seconds of the demonstration's clock per second of ours: <c>--clock-speed 43200</c>. Null: as fast as the engine goes.</summary>
    public double? ClockSpeed { get; init; }

    /// <summary>Seed of the demonstration's script: <c>--seed 7</c>.</summary>
    public int Seed { get; init; } = 1;

    public bool IsDemo => DemoCases > 0;

    /// <summary>Whether deadlines and messages are looked after by themselves. A demonstration and a test with a clock of its own do it at their own pace.</summary>
    public bool HasHeartbeat { get; init; } = true;

    /// <summary>A demonstration that runs through and ends: nobody asks it anything, so nobody needs a key.</summary>
    public bool IsBrief => IsDemo && ClockSpeed is null;

    public SweepOptions Sweep { get; init; } = new();

    public OutboxOptions Outbox { get; init; } = new();

    /// <summary>Where the service says what a person must know: its addresses, a key that was generated.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    private const int DemoCasesMax = 20_000;
    private const int RingSecretMin = 32;

    public static HostSettings Read(string[] args) => Read(args, Environment.GetEnvironmentVariable);

    public static HostSettings Read(string[] args, Func<string, string?> environment)
    {
        CommandLine.Check(args);
        var demo = Number(args, "--demo");
        if (demo > DemoCasesMax) throw new ArgumentException($"--demo {demo} is more than fits into memory; at most {DemoCasesMax} cases are played.");
        var data = environment("DOORSTEP_DATA");
        var (store, connection) = StoreSettings.Read(environment, demo is not null);
        return new HostSettings
        {
            Store = store,
            Connection = connection,
            Cluster = ClusterAddress.Read(environment("DOORSTEP_CLUSTER"), store == StoreKind.Postgres),
            DataFolder = Path.GetFullPath(demo is not null && string.IsNullOrEmpty(data) ? Directory.CreateTempSubdirectory("doorstep-demo-").FullName
                : string.IsNullOrEmpty(data) ? "data" : data),
            AdministratorKey = environment("DOORSTEP_API_KEY")?.Trim() is { Length: > 0 } key ? key : null,
            Reconcile = environment("DOORSTEP_RECONCILE")?.Trim() is { Length: > 0 } word ? word : null,
            RingSecrets = Secrets(environment("DOORSTEP_KEYS_SECRET")),
            DefinitionsFolder = environment("DOORSTEP_DEFINITIONS") is { Length: > 0 } folder
                ? folder : Path.Combine(AppContext.BaseDirectory, "workflow-definitions"),
            DemoCases = (int)(demo ?? 0),
            HasHeartbeat = demo is null,
            ClockSpeed = Number(args, "--clock-speed"),
            Seed = (int)(Number(args, "--seed") ?? 1),
        };
    }

    /// <summary>They are not quoted.</summary>
    private static ImmutableArray<string> Secrets(string? text)
    {
        ImmutableArray<string> secrets = [.. (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        return secrets.All(secret => secret.Length >= RingSecretMin) ? secrets
            : throw new ArgumentException($"DOORSTEP_KEYS_SECRET has a secret of fewer than {RingSecretMin} characters. Take the output of 'openssl rand -hex 32'; while one follows another, write both with a space between them, the new one first.");
    }

    private static double? Number(string[] args, string name)
    {
        var at = Array.FindIndex(args, arg => arg == name || arg.StartsWith($"{name}=", StringComparison.Ordinal));
        if (at < 0) return null;
        var text = args[at] == name ? args.ElementAtOrDefault(at + 1) : args[at][(name.Length + 1)..];
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"{name} needs a positive number, as in '{name} 200'.");
    }
}
