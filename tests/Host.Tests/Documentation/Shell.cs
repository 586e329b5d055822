using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Doorstep.Host.Tests.Documentation;

/// <summary>One bash for the whole of a page, so that what a block sets is there in the next.</summary>
internal sealed class Shell : IAsyncDisposable
{
    private const string Mark = "--doorstep-block-ended--";
    private static readonly TimeSpan BlockTimeMax = TimeSpan.FromMinutes(10);

    private readonly Process _bash;

    public Shell(IReadOnlyDictionary<string, string> environment) => _bash = Start("--noprofile --norc", environment);

    public static bool IsThere => !OperatingSystem.IsWindows() && ((string[])["bash", "curl"]).All(tool => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool))));

    /// <summary>A process of bash in the root of the repository that knows nothing of the settings of whoever runs the tests.</summary>
    public static Process Start(string arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("bash", arguments)
        {
            WorkingDirectory = Page.Root, RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("Doorstep", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
    }

    /// <summary>Runs a block to its end; gives its exit code and everything it said.</summary>
    public async Task<(int ExitCode, string Said)> RunAsync(string block, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(BlockTimeMax);
        await _bash.StandardInput.WriteLineAsync($"{{\n{block}\n}} 2>&1 </dev/null\nprintf '\\n{Mark} %s\\n' \"$?\"".AsMemory(), patience.Token);
        await _bash.StandardInput.FlushAsync(patience.Token);
        var said = new StringBuilder();
        while (await _bash.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal)) return (int.Parse(line[Mark.Length..], CultureInfo.InvariantCulture), said.ToString());
            said.AppendLine(line);
        }

        return (-1, $"{said}\nbash ended.");
    }

    public async ValueTask DisposeAsync()
    {
        _bash.Kill(entireProcessTree: true);
        await _bash.WaitForExitAsync();
        _bash.Dispose();
    }
}
