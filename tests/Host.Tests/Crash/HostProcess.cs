using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Doorstep.Host.Tests.Crash;

/// <summary>The built host as a process of its own, on a site that outlives it.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly string[] Broken = ["fail:", "crit:"];
    private static readonly string[] Alarming = ["warn:", .. Broken];
    private static readonly TimeSpan ReadyMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly HostSite _site;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly ConcurrentQueue<string> _errors = [];

    private HostProcess(Process process, HostSite site)
    {
        (_process, _site) = (process, site);
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Lines of its standard output so far; all of them once it has exited.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>What it wrote that would alarm somebody: its standard error, and its log from the first warning on.</summary>
    public IEnumerable<string> Complaints => [.. _errors, .. From(Alarming)];

    /// <summary>The same without warnings, which a machine that is too busy has the right to give.</summary>
    public IEnumerable<string> Faults => [.. _errors, .. From(Broken)];

    public bool HasExited => _process.HasExited;

    /// <summary>Starts <c>Doorstep.Host.dll</c>, which the build puts beside this assembly.</summary>
    public static HostProcess Start(HostSite site)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Doorstep.Host.dll")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = site.Folder,
        };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToArray()) start.Environment.Remove(name);
        foreach (var (name, value) in site.Environment) start.Environment[name] = value;
        return new HostProcess(Process.Start(start)!, site);
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = _site.Address, Timeout = TimeSpan.FromSeconds(5) };
        var begun = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(http))
        {
            if (_process.HasExited) throw new InvalidOperationException($"The host ended with {_process.ExitCode} before it was ready.\n{Everything()}");
            if (Stopwatch.GetElapsedTime(begun) > ReadyMax) throw new TimeoutException($"The host was not ready after {ReadyMax}.\n{Everything()}");
            await Task.Delay(AskAgain);
        }
    }

    /// <summary>SIGKILL: it gets no moment to put anything in order.</summary>
    public async Task KillAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGKILL now; nothing is awaited.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM, as an operator or an orchestrator stops it; gives its exit code and how long it took.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> TerminateAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        await SignalAsync("TERM");
        using var patience = new CancellationTokenSource(ReadyMax);
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, Stopwatch.GetElapsedTime(begun));
    }

    /// <summary>SIGSTOP: it does nothing more, and does not know it.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: it goes on as if no time had passed.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>Waits for a host that ends by itself; gives its exit code.</summary>
    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(ReadyMax);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("DOORSTEP", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name.StartsWith("Logging__", StringComparison.Ordinal);

    private IEnumerable<string> From(string[] levels) => _output.SkipWhile(line => !levels.Any(level => line.StartsWith(level, StringComparison.Ordinal)));

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }

    private string Everything() => string.Join('\n', [.. _output, .. _errors]);
}
