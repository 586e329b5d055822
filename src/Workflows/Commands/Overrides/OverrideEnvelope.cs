using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Commands.Overrides;

/// <summary>What is kept of an override: what was asked, why, on which step, by whom, and who approved it. The case adds when it was done and what came of it.</summary>
internal static class OverrideEnvelope
{
    /// <summary>An override as it was asked for.</summary>
    public static JsonObject Asked(string id, OverrideVerb verb, long sequence, OverrideGround ground, ApprovalRule rule, string policy, string by, DateTimeOffset now, string bodyHash) => new()
    {
        ["id"] = id, ["verb"] = Node(VerbText.Write(verb)), ["policy"] = policy,
        ["reason"] = new JsonObject { ["code"] = ground.Reason.Code, ["text"] = ground.Text },
        ["evidence"] = new JsonArray([.. ground.Evidence.Select(reference => JsonValue.Create(reference))]), ["ticket"] = ground.Ticket,
        ["requestedBy"] = by, ["requestedAt"] = Instants.Text(now), ["previewedOn"] = sequence,
        ["rule"] = new JsonObject { ["en"] = rule.En, ["zh"] = rule.Zh, ["approvers"] = new JsonArray([.. rule.Approvers.Select(role => JsonValue.Create(role))]) }, ["bodyHash"] = bodyHash,
    };

    /// <summary>The same with who approved it.</summary>
    public static JsonObject Approved(JsonObject envelope, string by, DateTimeOffset now, string reason)
    {
        var approved = (JsonObject)envelope.DeepClone();
        approved.Remove("consequences");
        approved["approval"] = new JsonObject { ["by"] = by, ["at"] = Instants.Text(now), ["reason"] = reason };
        return approved;
    }

    /// <summary>The same with how it ended without having been done, or that it was undone.</summary>
    public static string Ended(string json, string how, string by, DateTimeOffset now, string reason)
    {
        var ended = JsonNode.Parse(json)!.AsObject();
        ended[how] = new JsonObject { ["by"] = by, ["at"] = Instants.Text(now), ["reason"] = reason };
        return ended.ToJsonString(Relaxed);
    }

    /// <summary>What the journal keeps of undoing it.</summary>
    public static JsonObject Undoing(string id, JsonElement inverse, string by, DateTimeOffset now, string reason) => new()
    {
        ["undoes"] = id, ["verb"] = Node(inverse), ["reason"] = new JsonObject { ["text"] = reason }, ["requestedBy"] = by, ["requestedAt"] = Instants.Text(now),
    };

    /// <summary>As text, with letters of every script as they are.</summary>
    public static string Text(this JsonObject envelope) => envelope.ToJsonString(Relaxed);

    /// <summary>JSON as a node of its own.</summary>
    public static JsonNode? Node(JsonElement json) => JsonNode.Parse(json.GetRawText());

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
