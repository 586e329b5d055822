using System.Net;
using System.Text.Json.Nodes;

namespace Doorstep.Host.Tests.Running;

/// <summary>The sample loan of <c>Samples/start-case.json</c>, under names of its own and of a customer of its own for every test: what one test tells of a
/// person stops every case of that person.</summary>
public static class Loan
{
    public static JsonObject Body(string name)
    {
        var body = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "start-case.json")))!;
        body["idempotencyKey"] = $"start-{name}";
        body["case"]!["externalRef"] = name;
        body["customer"]!["token"] = $"cust_{name.Replace(' ', '_')}";
        return body;
    }

    /// <summary>Starts the loan's case and gives its id.</summary>
    public static async Task<string> StartAsync(this HttpClient client, string name) =>
        (await client.PostAnswerAsync("/api/v1/cases", Body(name).ToJsonString())).With(HttpStatusCode.Accepted)["caseId"];

    /// <summary>Tells the case something.</summary>
    public static Task<Answer> TellAsync(this HttpClient client, string caseId, string eventId, string type, string data = "{}") =>
        client.PostAnswerAsync($"/api/v1/cases/{caseId}/events", $$"""{"eventId":"{{eventId}}","type":"{{type}}","data":{{data}}}""");
}
