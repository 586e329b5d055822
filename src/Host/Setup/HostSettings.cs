using System.Globalization;
using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Outbox;

namespace Doorstep.Host.Setup;

/// <summary>What the environment and the command line say. Everything has a default that runs.</summary>
internal sealed record HostSettings
{
    /// <summary>Folder of the databases: <c>DOORSTEP_DATA</c>, else <c>data</c> in the working folder; a new temporary one for a demonstration.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Administrator key for scripts: <c>DOORSTEP_API_KEY</c>. Null: one is generated on the first start.</summary>
    public string? AdministratorKey { get; init; }

    /// <summary>Folder of the definitions that are published at start: <c>DOORSTEP_DEFINITIONS</c>, else the ones shipped.</summary>
    public required string DefinitionsFolder { get; init; }

    /// <summary>Synthetic cases to play: <c>--demo 200</c>. 0: none.</summary>
    public int DemoCases { get; init; }

    /// <summary>Seconds of the demonstration's clock per second of ours: <c>--clock-speed 43200</c>. Null: as fast as the engine goes.</summary>
    public double? ClockSpeed { get; init; }

    /// <summary>Seed of the demonstration's script: <c>--seed 7</c>.</summary>
    public int Seed { get; init; } = 1;

    public bool IsDemo => DemoCases > 0;

    public SweepOptions Sweep { get; init; } = new();

    public OutboxOptions Outbox { get; init; } = new();

    public static HostSettings Read(string[] args)
    {
        var demo = Number(args, "--demo");
        var data = Environment.GetEnvironmentVariable("DOORSTEP_DATA");
        return new HostSettings
        {
            DataFolder = Path.GetFullPath(demo is not null && string.IsNullOrEmpty(data) ? Directory.CreateTempSubdirectory("doorstep-demo-").FullName
                : string.IsNullOrEmpty(data) ? "data" : data),
            AdministratorKey = Environment.GetEnvironmentVariable("DOORSTEP_API_KEY") is { Length: > 0 } key ? key : null,
            DefinitionsFolder = Environment.GetEnvironmentVariable("DOORSTEP_DEFINITIONS") is { Length: > 0 } folder
                ? folder : Path.Combine(AppContext.BaseDirectory, "workflow-definitions"),
            DemoCases = (int)(demo ?? 0),
            ClockSpeed = Number(args, "--clock-speed"),
            Seed = (int)(Number(args, "--seed") ?? 1),
        };
    }

    private static double? Number(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        if (at < 0) return null;
        return at + 1 < args.Length && double.TryParse(args[at + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"{name} needs a positive number, as in '{name} 200'.");
    }
}
