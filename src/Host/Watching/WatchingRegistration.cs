using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Watching;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Doorstep.Host.Watching;

/// <summary>What the service shows of itself: figures for whoever scrapes them, and figures, traces and logs for a collector where one is set.</summary>
internal static class WatchingRegistration
{
    /// <summary>Where the collector is; OpenTelemetry's own name for it. The other variables of the same family are heeded, too.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string Service = "doorstep";

    /// <summary>Meters beside our own: requests, the runtime, the database's connections.</summary>
    private static readonly string[] Meters = [Watch.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    public static void AddWatching(this WebApplicationBuilder builder)
    {
        var hasCollector = HasCollector(builder.Configuration);
        builder.Services.AddSingleton<ScrapeReader>();
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(Service)).WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters).AddReader(provider => provider.GetRequiredService<ScrapeReader>().Reader);
            if (hasCollector) metrics.AddOtlpExporter();
        });
        if (!hasCollector) return;
        telemetry.WithTracing(traces => traces.AddSource(Watch.Name).AddAspNetCoreInstrumentation(options =>
        {
            options.Filter = context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
            options.EnrichWithHttpResponse = (activity, _) => Unname(activity);
        }).AddOtlpExporter());
        builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(ResourceBuilder.CreateDefault().AddService(Service)).AddOtlpExporter());
    }

    public static void MapMetrics(this IEndpointRouteBuilder api) =>
        api.MapGet("/metrics", Read).WithTags("Watching").WithName("getMetrics").Produces<string>(contentType: "text/plain").ProducesProblem(503)
            .WithSummary("The figures of this host, as Prometheus reads them").WithDescription("docs/operations.md says of each what to do about it. They name no case and no person.");

    /// <summary>Addresses hold tokens of persons and what was searched for; the route says enough.</summary>
    private static void Unname(System.Diagnostics.Activity activity)
    {
        foreach (var tag in (string[])["url.path", "url.query", "url.full", "client.address", "user_agent.original"]) activity.SetTag(tag, null);
    }

    /// <exception cref="InvalidOperationException">What is set is no address.</exception>
    private static bool HasCollector(ConfigurationManager configuration)
    {
        if (configuration[Endpoint] is not { Length: > 0 } said) return false;
        return Uri.TryCreate(said, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? true : throw new InvalidOperationException($"{Endpoint}: '{said}' is not an http(s) address. Write for instance: http://127.0.0.1:4317");
    }

    private static IResult Read(HttpContext context, ScrapeReader reader)
    {
        Rights.Demand<ReadMetrics>(context.Actor());
        return reader.Read() is { } text
            ? Results.Text(text, PrometheusText.ContentType)
            : Api.Problems.Of(StatusCodes.Status503ServiceUnavailable, "busy", "The figures cannot be collected now.", "Ask again.");
    }
}
