using System.Diagnostics;
using System.Text;

namespace Doorstep.Host.Tests.Documentation;

/// <summary>The service as a page starts it: the page's own command, from what is built, on a free port.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly Process _process;
    private readonly StringBuilder _said = new();

    private Service(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            lock (_said) _said.AppendLine(line.Data);
        };
        process.BeginOutputReadLine();
    }

    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    /// <summary>Starts it and waits until it is ready and has said what the page prints.</summary>
    public static async Task<Service> StartAsync(string block, Block? printed, Uri address, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var service = new Service(Shell.Start("--noprofile --norc", environment));
        await service._process.StandardInput.WriteAsync(block);
        service._process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        try
        {
            while (!await service.IsReadyAsync(address, patience.Token) || service.Difference(printed, address) is not null) await Task.Delay(100, patience.Token);
            return service;
        }
        catch (OperationCanceledException)
        {
            await service.DisposeAsync();
            throw new TimeoutException($"The service did not come up as the page says. {service.Difference(printed, address)} It said:\n{service.Said}");
        }
    }

    /// <summary>The address of the documentation in the place of the test's own.</summary>
    public static string AsPrinted(string said, Uri address) => said.Replace($":{address.Port}", ":5080", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Every line that is printed must come; a warning of the log may come between them.</summary>
    private string? Difference(Block? printed, Uri address) => printed?.Text.Split('\n')
        .Select(line => Printed.Difference(printed with { Text = $"…\n{line}\n…" }, AsPrinted(Said, address))).FirstOrDefault(difference => difference is not null);

    private async Task<bool> IsReadyAsync(Uri address, CancellationToken cancellation)
    {
        if (_process.HasExited) throw new InvalidOperationException($"The service ended at once. It said:\n{Said}");
        try
        {
            return (await Http.GetAsync(new Uri(address, "/health/ready"), cancellation)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
