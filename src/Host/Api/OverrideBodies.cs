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
        ("skills", new OpenApiSchema { Type = JsonSchemaType.Array, MaxItems = 20, Items = Text("A skill."), Description = "REASSIGN: what the case needs." }), ("version", Whole("REPIN: only if this is the published one.")));

    public static OpenApiSchema Reason { get; } = Object(["code", "text"], ("code", Text("A reason of the policy: GET /overrides/policy.")), ("text", Text("In your own words, 1 to 2000 characters.")));

    public static OpenApiSchema Evidence { get; } = new() { Type = JsonSchemaType.Array, MaxItems = 20, Items = Text("A document, a recording, a journal row."), Description = "What proves it. Evidence or a ticket is needed, unless the reason rests on the case's own record." };

    public static OpenApiSchema Request { get; } = Object(
        ["override", "sequence", "reason"],
        ("override", Verb), ("sequence", Whole("The step of the preview that this follows.")), ("reason", Reason), ("evidence", Evidence), ("ticket", Text("The ticket under which it was decided.")));
}
