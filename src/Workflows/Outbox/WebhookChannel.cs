using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Dispatches;
using Doorstep.Workflows.Watching;

namespace Doorstep.Workflows.Outbox;

/// <summary><c>webhook:NAME</c>: CloudEvents 1.0 in JSON, signed with HMAC-SHA256 over <c>timestamp.body</c>.</summary>
internal sealed class WebhookChannel(HttpClient http, OutboxOptions options, TimeProvider clock) : OutboxChannel
{
    public const string SignatureHeader = "Doorstep-Signature";

    public const string WebhookPrefix = DispatchStore.Outward;

    public override string Prefix => WebhookPrefix;

    public override async Task<Delivery> DeliverAsync(OutboxRecord message, CancellationToken cancellation)
    {
        var name = message.Destination[Prefix.Length..];
        if (options.Webhooks.FirstOrDefault(hook => hook.Name == name) is not { } webhook)
            return new Delivery.Failed($"Webhook '{name}' is not configured.");
        var body = CloudEvent(message);
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");
        request.Headers.Add(SignatureHeader, $"t={timestamp},v1={Sign(webhook.Secret, timestamp, body)}");
        request.Headers.Add("Idempotency-Key", message.Key);
        if (TraceSpan.Current is { } trace) request.Headers.Add("traceparent", trace);
        return await SendAsync(request, cancellation);
    }

    /// <summary>The signature that a receiver computes and compares: hexadecimal HMAC-SHA256 of the timestamp, a dot and the body.</summary>
    public static string Sign(string secret, long timestamp, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{timestamp}."), .. body]));

    public static byte[] CloudEvent(OutboxRecord message)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", message.Key);
            json.WriteString("source", $"/doorstep/cases/{message.CaseId}");
            json.WriteString("type", message.Type);
            json.WriteString("subject", message.CaseId);
            json.WriteInstant("time", message.CreatedAt);
            json.WriteString("datacontenttype", "application/json");
            json.WritePropertyName("data");
            json.WriteRawValue(message.Payload);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private async Task<Delivery> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(options.DeliveryTimeMax);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            if (response.IsSuccessStatusCode) return new Delivery.Done();
            var error = $"{request.RequestUri?.Host} answered {(int)response.StatusCode} {response.ReasonPhrase}.";
            return response.StatusCode is HttpStatusCode.Gone ? new Delivery.Hopeless(error) : new Delivery.Failed(error);
        }
        catch (HttpRequestException exception)
        {
            return new Delivery.Failed($"{request.RequestUri?.Host}: {exception.Message}", IsSilence: true, MayHaveArrived: exception.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Delivery.Failed($"{request.RequestUri?.Host} did not answer within {options.DeliveryTimeMax}.", IsSilence: true, MayHaveArrived: true);
        }
    }
}
