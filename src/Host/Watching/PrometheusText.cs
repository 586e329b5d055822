using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;

namespace Doorstep.Host.Watching;

/// <summary>Writes figures in Prometheus' text format, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Write(Metric metric)
    {
        var kind = metric.MetricType switch
        {
            MetricType.LongSum or MetricType.DoubleSum => "counter",
            MetricType.Histogram => "histogram",
            MetricType.ExponentialHistogram => null,
            _ => "gauge",
        };
        if (kind is null) return;
        var name = NameOf(metric.Name, metric.Unit, kind == "counter");
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {Escaped(metric.Description)}\n# TYPE {name} {kind}\n");
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (kind == "histogram") WriteHistogram(name, point);
            else Line(name, Labels(point), Value(metric.MetricType, point));
        }
    }

    /// <summary>The name that an instrument has in Prometheus: <c>doorstep.sweep.duration</c> in seconds is <c>doorstep_sweep_duration_seconds</c>.</summary>
    public static string NameOf(string name, string unit, bool isCounter)
    {
        var plain = new string([.. name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')]);
        var suffix = unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (!plain.EndsWith(suffix, StringComparison.Ordinal)) plain += suffix;
        return isCounter && !plain.EndsWith("_total", StringComparison.Ordinal) ? $"{plain}_total" : plain;
    }

    private void WriteHistogram(string name, in MetricPoint point)
    {
        var labels = Labels(point);
        var below = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            below += bucket.BucketCount;
            var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : bucket.ExplicitBound.ToString(CultureInfo.InvariantCulture);
            Line($"{name}_bucket", [.. labels, $"le=\"{bound}\""], below);
        }

        Line($"{name}_sum", labels, point.GetHistogramSum());
        Line($"{name}_count", labels, point.GetHistogramCount());
    }

    private static double Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private static string[] Labels(in MetricPoint point)
    {
        var labels = new List<string>();
        foreach (var (name, value) in point.Tags)
            labels.Add($"{new string([.. name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')])}=\"{Escaped(value?.ToString())}\"");
        return [.. labels];
    }

    private static string Escaped(string? text) => (text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private void Line(string name, string[] labels, double value) =>
        _text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length == 0 ? "" : $"{{{string.Join(',', labels)}}}")} {value.ToString("R", CultureInfo.InvariantCulture)}\n");
}
