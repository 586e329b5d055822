using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Doorstep.Host.Watching;

/// <summary>Collects the figures when somebody asks for them, as Prometheus reads them. The package that does so has no stable release, so the little that it takes stands here.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class ScrapeExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private string _text = "";

    public Func<int, bool>? Collect { get; set; }

    /// <summary>What was collected last.</summary>
    public string Text => _text;

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new PrometheusText();
        foreach (var metric in batch) text.Write(metric);
        _text = text.ToString();
        return ExportResult.Success;
    }
}

/// <summary>Answers a scrape; two at the same time take turns.</summary>
internal sealed class ScrapeReader : IDisposable
{
    private static readonly TimeSpan CollectTimeMax = TimeSpan.FromSeconds(5);

    private readonly Lock _turn = new();
    private readonly ScrapeExporter _exporter = new();

    public ScrapeReader() => Reader = new BaseExportingMetricReader(_exporter);

    public MetricReader Reader { get; }

    /// <summary>The figures of this moment; null where they could not be collected.</summary>
    public string? Read()
    {
        lock (_turn) return _exporter.Collect?.Invoke((int)CollectTimeMax.TotalMilliseconds) == true ? _exporter.Text : null;
    }

    public void Dispose()
    {
        Reader.Dispose();
        _exporter.Dispose();
    }
}
