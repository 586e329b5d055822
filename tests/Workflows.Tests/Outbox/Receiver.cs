using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Doorstep.Workflows.Tests.Outbox;

/// <summary>What arrived at a receiver.</summary>
internal sealed record Received(string Method, string? ContentType, string? Signature, string? Key, string? Trace, byte[] Body)
{
    public JsonElement Event => JsonDocument.Parse(Body).RootElement;

    public string Type => Event.GetProperty("type").GetString()!;
}

/// <summary>A real HTTP receiver on loopback; the test says what it answers.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    public Receiver()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/hooks/");
        }

        _listener.Prefixes.Add(Url.ToString());
        _listener.Start();
        _loop = Task.Run(ListenAsync);
    }

    public Uri Url { get; }

    public ConcurrentQueue<Received> Arrived { get; } = [];

    /// <summary>Answers with a status; it may take its time.</summary>
    public Func<Received, Task<int>> Answer { get; set; } = _ => Task.FromResult(204);

    public async ValueTask DisposeAsync()
    {
        _listener.Abort();
        await _loop;
    }

    private async Task ListenAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var headers = context.Request.Headers;
        var received = new Received(context.Request.HttpMethod, context.Request.ContentType, headers["Doorstep-Signature"], headers["Idempotency-Key"], headers["traceparent"], body.ToArray());
        Arrived.Enqueue(received);
        try
        {
            context.Response.StatusCode = await Answer(received);
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException)
        {
            // Whoever asked did not wait for the answer.
        }
    }
}
