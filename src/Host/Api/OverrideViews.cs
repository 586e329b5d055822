using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Host.Api;

/// <summary>What an override would do.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Sequence">Name it when you ask for the override: a case that has moved on since does not take it.</param>
/// <param name="Override">What would be done.</param>
/// <param name="Consequences">Everything that would come of it: <c>{kind, subject, en, zh, at?}</c>. The journal has the same list afterwards.</param>
/// <param name="SecondPerson">A second person has to approve it.</param>
/// <param name="Approvers">Roles of which that person has one.</param>
/// <param name="Rule">Why, in both languages.</param>
/// <param name="UndoMinutes">Minutes in which it could be undone, as long as nothing happens in the case; 0: not at all.</param>
internal sealed record OverridePreviewView(
    string CaseId, string State, long Sequence, JsonElement Override, JsonElement Consequences, bool SecondPerson, IEnumerable<string> Approvers, RuleView Rule, int UndoMinutes)
{
    public static OverridePreviewView Of(OverridePreview preview) => new(
        preview.CaseId, preview.State, preview.Sequence, preview.Verb, preview.Consequences, !preview.Rule.Approvers.IsEmpty, preview.Rule.Approvers, new RuleView(preview.Rule.En, preview.Rule.Zh), preview.UndoMinutes);
}

/// <summary>A sentence in both languages.</summary>
internal sealed record RuleView(string En, string Zh);

/// <summary>An override.</summary>
/// <param name="Id">The override.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="Status"><c>pending</c>, <c>applied</c>, <c>declined</c>, <c>withdrawn</c>, <c>void</c> (the case had moved), <c>expired</c>, <c>undone</c>.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="PreviewedOn">The step on which it was previewed.</param>
/// <param name="ExpiresAt">Until when a second person could approve it.</param>
/// <param name="AppliedOn">The step that it is.</param>
/// <param name="BulkId">The bulk override that it is part of.</param>
/// <param name="MayApprove">You may approve it.</param>
/// <param name="UndoUntil">Until when it may be undone, as long as nothing happens in the case.</param>
/// <param name="Record">All of it: verb, reason, evidence, rule, consequences, approval. The journal has the same.</param>
/// <param name="Case">What the case made of it, where it was done by this request.</param>
internal sealed record OverrideView(
    string Id, string CaseId, string Status, string RequestedBy, DateTimeOffset RequestedAt, long PreviewedOn, DateTimeOffset? ExpiresAt, long? AppliedOn, string? BulkId, bool MayApprove,
    DateTimeOffset? UndoUntil, JsonElement Record, EventView? Case = null)
{
    public static OverrideView Of(OverrideSeen seen) => new(
        seen.Row.Id, seen.Row.CaseId, seen.IsExpired ? "expired" : seen.Row.Status.ToString().ToLowerInvariant(), seen.Row.RequestedBy, seen.Row.RequestedAt, seen.Row.Sequence, seen.Row.ExpiresAt, seen.Row.AppliedSequence,
        seen.Row.BulkId, seen.MayApprove, seen.UndoUntil, Shown(seen.Row.Json));

    /// <summary>The record without where the case stood before, whose variables are shown by the case alone, masked.</summary>
    private static JsonElement Shown(string json)
    {
        var record = JsonNode.Parse(json)!.AsObject();
        return record["inverse"] is JsonObject inverse && inverse.Remove("frames") ? JsonSerializer.SerializeToElement(record) : Values.Parse(json);
    }

    public static OverrideView Of(OverrideReply reply) => Of(reply.Seen) with { Case = reply.Case is { } answer ? EventView.Of(answer) : null };
}
