using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Doorstep.Benchmarks;

/// <summary>What a figure depends on beside the code.</summary>
internal static class Machine
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static object Facts() => new
    {
        processors = Environment.ProcessorCount,
        model = Cpu(),
        memoryMegabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20,
        system = RuntimeInformation.OSDescription,
        runtime = RuntimeInformation.FrameworkDescription,
        loadAverage = Read("/proc/loadavg"),
        residentMegabytes = Math.Round(Process.GetCurrentProcess().WorkingSet64 / 1048576.0),
    };

    /// <summary>To three digits: no run is more exact than that.</summary>
    public static double Round(double value)
    {
        if (value == 0 || !double.IsFinite(value)) return 0;
        return double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static string? Cpu() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;

    private static string? Read(string file) => File.Exists(file) ? File.ReadAllText(file).Trim() : null;
}
