using System.Text.Json.Nodes;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Engine;

/// <summary>Small definitions that several tests run.</summary>
internal static class Machines
{
    /// <summary>Waits for a payment, a call after five days, and closes.</summary>
    public static JsonObject Reminder(string id = "reminder") => Of("Waiting", [State("Waiting"), State("Called"), State("Paid")],
    [
        Way("Waiting", "Paid", OnEvent("Paid"), name: "paid"),
        Way("Waiting", "Called", Delay("P5D"), name: "call"),
        Way("Called", "Paid", OnEvent("Paid"), name: "late"),
        Way("Called", "Called", OnEvent("Again"), name: "again"),
    ]).Named(id);

    public static JsonObject Delay(string span) => Activity("Elsa.Delay", ("timeSpan", Literal(span)));

    public static JsonObject Deadline(string span) => Activity("Doorstep.Deadline", ("within", Literal(span)));

    public static JsonObject Submachine(string id) => Activity("Doorstep.Submachine", ("definitionId", Literal(id)));

    public static JsonObject Publish(string name, string? to = null, bool isLocal = false, string? payload = null) => Activity(
        "Elsa.PublishEvent", ("eventName", Literal(name)), ("correlationId", to is null ? null : Script(to)), ("isLocalEvent", isLocal ? Script("true") : null),
        ("payload", payload is null ? null : Script(payload)));

    public static JsonObject Sequence(params JsonObject[] activities) => Activity("Elsa.Sequence", ("activities", new JsonArray([.. activities])));

    public static JsonObject Named(this JsonObject definition, string id)
    {
        definition["definitionId"] = id;
        return definition;
    }
}
