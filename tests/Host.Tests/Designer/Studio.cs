using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Doorstep.Host.Security;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests.Designer;

/// <summary>Asks what Studio asks.</summary>
internal static class Studio
{
    public static async Task<JsonNode> ElsaAsync(this HttpClient client, string path) => (await client.GetAnswerAsync($"/elsa/api{path}")).With(HttpStatusCode.OK).Json;

    public static async Task<JsonNode> ElsaAsync(this HttpClient client, string path, string body) => (await client.PostAnswerAsync($"/elsa/api{path}", body)).With(HttpStatusCode.OK).Json;

    /// <summary>Speaks with the key of a designer of that name.</summary>
    public static async Task<HttpClient> SecondDesignerAsync(this RunningDoorstep doorstep, string name)
    {
        var secret = $"{name}-designer-0123456789abcdef0123456789";
        await doorstep.Services.GetRequiredService<ApiKeyStore>().AddAsync(new ApiKeyRecord(name, name, [nameof(Role.Designer)], ApiKey.Hash(secret), RunningDoorstep.Morning));
        return doorstep.ClientWith(new AuthenticationHeaderValue("ApiKey", secret));
    }

    /// <summary>What the page sends when it makes a definition: nulls everywhere, and a root without node id.</summary>
    public static string Create(string name, string type = "Elsa.StateMachine") =>
        $$"""
        { "model": { "definitionId":null,"name":"{{name}}","description":null,"toolVersion":"3.8.0.0",
          "variables":null,"inputs":null,"outputs":null,"outcomes":null,"customProperties":null,"isReadonly":false,"options":null,
          "root":{"id":"eba02333c5fe613f","type":"{{type}}","version":1,"name":"StateMachine1","states":[],"transitions":[]},
          "links":null,"createdAt":"0001-01-01T00:00:00+00:00","version":1,"isLatest":true,"isPublished":false,"id":null },
          "publish": null }
        """;

    /// <summary>What the page sends when it saves what it has.</summary>
    public static string Save(JsonNode definition, bool publish = false) => new JsonObject { ["model"] = definition.DeepClone(), ["publish"] = publish }.ToJsonString();

    /// <summary>What is left of a definition when Studio's model has read it: members that it knows, and the root as it is.</summary>
    public static JsonNode ThroughTheModel(JsonNode definition)
    {
        string[] known =
        [
            "id", "definitionId", "name", "description", "createdAt", "version", "toolVersion", "variables", "inputs", "outputs", "outcomes", "customProperties", "isReadonly", "isLatest", "isPublished",
            "options", "root", "links",
        ];
        var model = new JsonObject(known.Select(name => KeyValuePair.Create(name, definition[name]?.DeepClone())));
        model["options"] = new JsonObject
        {
            ["activationStrategyType"] = null, ["usableAsActivity"] = definition["options"]?["usableAsActivity"]?.DeepClone(), ["activityCategory"] = null, ["incidentStrategyType"] = null, ["commitStrategyName"] = null,
            ["autoUpdateConsumingWorkflows"] = definition["options"]?["autoUpdateConsumingWorkflows"]?.GetValue<bool>() ?? false,
        };
        foreach (var variable in model["variables"]!.AsArray()) variable!["storageDriverTypeName"] ??= null;
        return model;
    }
}
