using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Doorstep.Host.Tests.Running;
using Doorstep.Host.Watching;
using Doorstep.Workflows.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Doorstep.Host.Tests.Watching;

/// <summary>What the service shows of itself to those outside.</summary>
public sealed class WatchingTests(RunningDoorstep doorstep)
{
    [Fact]
    public async Task Figures_are_there_for_Prometheus_behind_a_key()
    {
        await doorstep.Client.StartAsync("SYN-WATCH-1");

        var text = await doorstep.Client.GetStringAsync("/api/v1/metrics", TestContext.Current.CancellationToken);

        text.Split('\n').ShouldContain(line => line.StartsWith("doorstep_transitions_total{", StringComparison.Ordinal) && line.Contains("definition=\"overdue-visit\"", StringComparison.Ordinal));
        text.ShouldContain("# TYPE doorstep_commit_duration_seconds histogram\n");
        text.ShouldContain("doorstep_commit_batch_size_bucket{le=\"+Inf\"} ");
        text.ShouldContain("http_server_request_duration_seconds_count{");
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#')) double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
        using var stranger = doorstep.ClientWith(null);
        (await stranger.GetAsync("/api/v1/metrics", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_trace_of_a_request_is_kept_with_the_messages_that_come_of_it()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        using var client = doorstep.ClientWith(doorstep.Client.DefaultRequestHeaders.Authorization);
        client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");

        var id = await client.StartAsync("SYN-WATCH-2");

        var messages = await doorstep.Services.GetRequiredService<ICaseStore>().OutboxAsync(null, id, 10, TestContext.Current.CancellationToken);
        messages.ShouldNotBeEmpty();
        messages.ShouldAllBe(message => message.Trace!.StartsWith($"00-{trace}-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Traces_figures_and_logs_go_to_the_collector_that_is_set_and_name_no_person()
    {
        var heard = new ConcurrentQueue<(string Path, string Body)>();
        await using var collector = await CollectorAsync(heard);
        var house = new RunningDoorstep
        {
            Settings = new Dictionary<string, string?> { [WatchingRegistration.Endpoint] = collector.Urls.First(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" },
        };
        await house.InitializeAsync();
        var id = await house.Client.StartAsync("SYN-WATCH-3");
        await house.Client.GetAsync($"/api/v1/cases?text={Uri.EscapeDataString("searched-name")}", TestContext.Current.CancellationToken);
        await house.RelayAsync();
        house.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Doorstep").Log(LogLevel.Warning, default, "watched", null, (word, _) => word);
        await house.DisposeAsync();

        heard.Select(one => one.Path).Distinct().ShouldBe(["/v1/traces", "/v1/metrics", "/v1/logs"], ignoreOrder: true);
        var traces = string.Concat(heard.Where(one => one.Path == "/v1/traces").Select(one => one.Body));
        foreach (var span in (string[])["case.start", "case.commit", "outbox.deliver", "api/v1/cases"]) traces.ShouldContain(span);
        foreach (var word in (string[])["searched-name", "SYN-WATCH-3", id]) heard.Where(one => one.Path != "/v1/logs").ShouldAllBe(one => !one.Body.Contains(word, StringComparison.Ordinal), word);
    }

    [Fact]
    public async Task A_collector_that_is_no_address_keeps_the_service_from_starting()
    {
        var house = new RunningDoorstep { Settings = new Dictionary<string, string?> { [WatchingRegistration.Endpoint] = "collector:4317" } };

        (await Should.ThrowAsync<InvalidOperationException>(async () => await house.InitializeAsync())).Message.ShouldBe("OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' is not an http(s) address. Write for instance: http://127.0.0.1:4317");
        await house.DisposeAsync();
    }

    /// <summary>A collector on loopback that keeps what it is sent.</summary>
    private static async Task<WebApplication> CollectorAsync(ConcurrentQueue<(string Path, string Body)> heard)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            heard.Enqueue((request.Path, Encoding.Latin1.GetString(body.ToArray())));
            return Results.Ok();
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
