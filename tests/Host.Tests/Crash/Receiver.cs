using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Doorstep.Host.Tests.Crash;

/// <summary>Somebody outside who hears of events over a webhook and counts how often each key came.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private const string Secret = "crash-test-webhook-secret";

    private readonly WebApplication _app;
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isSilent;
    private int _unanswered;

    private Receiver(WebApplication app) => _app = app;

    /// <summary>How often each idempotency key came.</summary>
    public ConcurrentDictionary<string, int> Heard { get; } = new(StringComparer.Ordinal);

    /// <summary>Messages that it took in silence.</summary>
    public int Unanswered => _unanswered;

    public static async Task<Receiver> ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver._app.Urls.Add("http://127.0.0.1:0");
        receiver._app.MapPost("/", receiver.HearAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Lets a site send its events here.</summary>
    public void Subscribe(HostSite site)
    {
        site.Environment["Doorstep__Outbox__Webhooks__0__Name"] = "receiver";
        site.Environment["Doorstep__Outbox__Webhooks__0__Url"] = _app.Urls.First();
        site.Environment["Doorstep__Outbox__Webhooks__0__Secret"] = Secret;
    }

    /// <summary>From now on it takes what comes and does not answer.</summary>
    public void FallSilent() => _isSilent = true;

    /// <summary>Answers again.</summary>
    public void Speak()
    {
        _isSilent = false;
        _released.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        _released.TrySetResult();
        await _app.DisposeAsync();
    }

    private async Task<IResult> HearAsync(HttpRequest request)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        Heard.AddOrUpdate(key, 1, (_, times) => times + 1);
        if (!_isSilent) return Results.NoContent();
        Interlocked.Increment(ref _unanswered);
        await _released.Task.WaitAsync(request.HttpContext.RequestAborted);
        return Results.NoContent();
    }
}
