using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Doorstep.Host.Tests.Running;

/// <summary>An answer, read.</summary>
public sealed record Answer(HttpStatusCode Status, HttpResponseMessage Message, string Text)
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public JsonNode Json => JsonNode.Parse(Text)!;

    public string this[string member] => Json[member]!.ToString();

    /// <summary>Text for people to approve: the status, and the body without the trace that is another one each time.</summary>
    public string Approvable()
    {
        var body = Json;
        if (body is JsonObject problem) problem.Remove("traceId");
        return $"{(int)Status} {Message.Content.Headers.ContentType?.MediaType}\n{body.ToJsonString(Pretty)}";
    }

    /// <summary>The whole answer is this.</summary>
    public void ShouldRead(string expected) => Approvable().ReplaceLineEndings("\n").ShouldBe(expected.ReplaceLineEndings("\n").Trim());

    public Answer With(HttpStatusCode status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }
}

/// <summary>Short ways to ask.</summary>
public static class Asking
{
    public static Task<Answer> GetAnswerAsync(this HttpClient client, string path) => client.AskAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public static Task<Answer> PostAnswerAsync(this HttpClient client, string path, string body, params (string Name, string Value)[] headers) =>
        client.PostAnswerAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), headers);

    public static Task<Answer> PostAnswerAsync(this HttpClient client, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        return client.AskAsync(request);
    }

    public static Task<Answer> PutAnswerAsync(this HttpClient client, string path, string body) =>
        client.AskAsync(new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    public static async Task<Answer> AskAsync(this HttpClient client, HttpRequestMessage request)
    {
        using (request)
        {
            var message = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return new Answer(message.StatusCode, message, await message.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }
}
