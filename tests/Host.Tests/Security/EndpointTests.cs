using System.Net;
using System.Text.RegularExpressions;
using Doorstep.Host.Tests.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests.Security;

public sealed partial class EndpointTests(RunningDoorstep doorstep)
{
    private static readonly string[] Open = ["GET /health/live", "GET /health/ready", "GET /api/v1/verify/x", "GET /studio/x", "HEAD /studio/x", "GET /favicon.ico", "GET /sign-in", "POST /sign-in", "POST /sign-out", "GET /account/", "POST /account/password", "GET /sign-in/openid", "POST /sign-in/passkey/options", "POST /sign-in/passkey", "POST /account/passkeys/options", "POST /account/passkeys", "POST /account/passkeys/remove", "GET /people/x", "GET /workflows/x", "GET /diagnostics/structured-logs"];

    [Fact]
    public async Task Every_endpoint_but_those_of_health_and_verification_is_shut_without_a_key()
    {
        using var stranger = doorstep.ClientWith(null);
        var endpoints = doorstep.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (method, path: Path(endpoint)))).Distinct().ToArray();
        endpoints.Length.ShouldBeGreaterThan(20);

        var opened = new List<string>();
        foreach (var (method, path) in endpoints)
        {
            var answer = await stranger.AskAsync(new HttpRequestMessage(new HttpMethod(method), path));
            if (answer.Status != HttpStatusCode.Unauthorized) opened.Add($"{method} {path}");
        }

        opened.ShouldBe(Open, ignoreOrder: true);
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/nowhere")]
    [InlineData("DELETE", "/api/v1/cases")]
    [InlineData("POST", "/health/ready")]
    [InlineData("OPTIONS", "/api/v1/cases")]
    public async Task What_is_not_there_is_not_told_to_strangers(string method, string path)
    {
        using var stranger = doorstep.ClientWith(null);

        (await stranger.AskAsync(new HttpRequestMessage(new HttpMethod(method), path))).With(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/api/v1/cases", 200)]
    [InlineData("/api/v1/cases?limit=x", 400)]
    [InlineData("/nowhere", 404)]
    [InlineData("/health/ready", 200)]
    public async Task Every_answer_tells_browsers_and_caches_to_keep_out(string path, int status)
    {
        var answer = await doorstep.Client.GetAnswerAsync(path);

        answer.Status.ShouldBe((HttpStatusCode)status);
        string.Join('\n', ((string[])["Cache-Control", "Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options"])
            .Select(name => $"{name}: {string.Join("; ", answer.Message.Headers.GetValues(name))}")).ShouldBe(
            """
            Cache-Control: no-store
            Content-Security-Policy: default-src 'none'; frame-ancestors 'none'
            Referrer-Policy: no-referrer
            X-Content-Type-Options: nosniff
            X-Frame-Options: DENY
            """);
        answer.Message.Headers.Contains("Server").ShouldBeFalse();
        answer.Message.Headers.Contains("X-Powered-By").ShouldBeFalse();
        answer.Message.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_writes_lines_into_the_log()
    {
        const string mark = "FORGED-LINE";
        await doorstep.Client.GetAnswerAsync($"/api/v1/cases/x%0D%0A{mark}?q=%0D%0A{mark}");
        await doorstep.Client.GetAnswerAsync($"/nowhere%0D%0A{mark}");
        await doorstep.Client.PostAnswerAsync("/api/v1/cases", Loan.Body("SYN-LOG-1").ToJsonString(), ("Idempotency-Key", $"x%0D%0A{mark}"));
        var id = await doorstep.Client.StartAsync($"SYN-LOG-2\\n{mark}");
        await doorstep.Client.TellAsync(id, $"e\\r\\n{mark}", "InboundMessage", $$"""{"textRef":"\r\n{{mark}}"}""");
        await doorstep.RelayAsync();

        doorstep.Log.Lines.ShouldNotContain(line => line.Contains($"\n{mark}", StringComparison.Ordinal));
    }

    private static string Path(RouteEndpoint endpoint) => "/" + Parameter().Replace(endpoint.RoutePattern.RawText!, "x").TrimStart('/');

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
