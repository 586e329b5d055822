using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections.Overrides;
using Microsoft.OpenApi;
using static Doorstep.Host.Api.BodySchemas;

namespace Doorstep.Host.Api;

/// <summary>Members of the bodies about overrides.</summary>
internal static class OverrideBodies
{
    public static OpenApiSchema Verb { get; } = Object(
        ["verb"],
        ("verb", new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. VerbText.Names.Select(name => JsonValue.Create(name))], Description = "What is to be done." }),
        ("transition", Text("EXTEND_DEADLINE: the transition that the deadline triggers. SKIP_STEP: the optional transition.")), ("by", Text("EXTEND_DEADLINE: how much more, ISO 8601: P5D.")),
        ("target", Text("MOVE: name of the state.")), ("hold", Text("ADD_HOLD, RELEASE_HOLD: which.")), ("until", Instant("SUSPEND: until when. ADD_HOLD: when somebody looks at it again.")),
        ("unit", Text("REASSIGN: branch or team.")), ("agent", Text("REASSIGN: the agent, from the register.")), ("region", Text("REASSIGN: where the case is.")),
        ("skills", new OpenApiSchema { Type = JsonSchemaType.Array, MaxItems = 20, Items = Text("A skill."), Description = "REASSIGN: what the case needs." }), ("version", Whole("REPIN: only if this is the published one.")),
        ("mapping", new OpenApiSchema { Type = JsonSchemaType.Object, Description = "REPIN: states that have other names there, and what becomes of deadlines: {states: [{definition, from, to}], deadlines: [{definition, transition, policy: KEEP | RECOMPUTE | GRACE, by}], otherwise, by}. Without it all stay as they are." }));

    public static OpenApiSchema Reason { get; } = Object(["code", "text"], ("code", Text("A reason of the policy: GET /overrides/policy.")), ("text", Text("In your own words, 1 to 2000 characters.")));

    public static OpenApiSchema Evidence { get; } = new() { Type = JsonSchemaType.Array, MaxItems = 20, Items = Text("A document, a recording, a journal row."), Description = "What proves it. Evidence or a ticket is needed, unless the reason rests on the case's own record." };

    public static OpenApiSchema Request { get; } = Object(
        ["override", "sequence", "reason"],
        ("override", Verb), ("sequence", Whole("The step of the preview that this follows.")), ("reason", Reason), ("evidence", Evidence), ("ticket", Text("The ticket under which it was decided.")));

    public static OpenApiSchema Filter { get; } = Object(
        [],
        ("ids", new OpenApiSchema { Type = JsonSchemaType.Array, MinItems = 1, MaxItems = 10_000, Items = Text("A case."), Description = "Only these." }), ("state", Text("State path, or its first part.")),
        ("definition", Text("The definition that they run.")), ("version", Whole("Its version.")), ("faulted", new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Only faulted ones, or only the others." }),
        ("q", Text("Start of a case id, a business key or a name.")));

    public static OpenApiSchema BulkPreview { get; } = Object(["override", "filter"], ("override", Verb), ("filter", Filter));

    public static OpenApiSchema BulkRequest { get; } = Object(
        ["override", "filter", "reason"],
        ("override", Verb), ("filter", Filter), ("reason", Reason), ("evidence", Evidence), ("ticket", Text("The ticket under which it was decided.")), ("perMinute", Whole("At most so many cases a minute.")),
        ("lookAfter", Whole("After so many it stops until somebody has looked.")), ("canaryPercent", Whole("After this share of the cases, 1 to 50, it stops once more until somebody has looked.")), ("failedPercentMax", Whole("It stops by itself when more than this share was refused or failed.")));
}
