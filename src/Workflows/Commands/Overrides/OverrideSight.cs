using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Overrides;

namespace Doorstep.Workflows.Commands.Overrides;

/// <summary>Reads what is stored of an override.</summary>
internal static class OverrideSight
{
    /// <summary>An override as somebody sees it.</summary>
    /// <param name="row">The override.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="now">The moment (UTC).</param>
    /// <param name="policy">Minutes in which it may be undone.</param>
    /// <param name="isOther">Whether the looker is another person than a name (<see cref="SecondPerson"/>); null: by the names alone, where nothing waits any more or the looker has asked for it.</param>
    public static OverrideSeen Of(OverrideRecord row, Actor actor, DateTimeOffset now, OverridePolicy policy, Func<string, bool>? isOther = null)
    {
        var isExpired = row.Status == OverrideStatus.Pending && !(row.ExpiresAt > now);
        return new OverrideSeen(row, isExpired, row.Status == OverrideStatus.Pending && !isExpired && (isOther ?? actor.IsSomebodyElseThan)(row.RequestedBy) && HasRole(row, actor), UndoUntil(row, policy) is { } until && until > now ? until : null);
    }

    /// <summary>Whether somebody has a role that may approve it.</summary>
    public static bool HasRole(OverrideRecord row, Actor actor) => Approvers(row).Any(role => actor.IsAny(Enum.Parse<Role>(role, ignoreCase: true)));

    /// <summary>Roles of which a second person has one.</summary>
    public static IReadOnlyList<string> Approvers(OverrideRecord row) =>
        Json(row).Member("rule").Member("approvers") is { ValueKind: JsonValueKind.Array } roles ? [.. roles.EnumerateArray().Select(Values.ToText)] : [];

    /// <summary>What was asked for.</summary>
    public static OverrideVerb Verb(OverrideRecord row) => VerbText.Parse(Json(row).GetProperty("verb"));

    /// <summary>What would undo it; null where undoing it may do harm.</summary>
    public static JsonElement? Inverse(OverrideRecord row) => Json(row).Member("inverse") is { ValueKind: JsonValueKind.Object } inverse ? inverse : null;

    /// <summary>Until when it may be undone (UTC), as long as nothing happens in the case.</summary>
    public static DateTimeOffset? UndoUntil(OverrideRecord row, OverridePolicy policy) =>
        row.Status == OverrideStatus.Applied && Inverse(row) is not null && Text(row, "appliedAt") is { } text && Instants.TryRead(text, out var at) ? at.AddMinutes(policy.UndoMinutesOf(row.Verb)) : null;

    /// <summary>Who approved it; null: nobody had to, or nobody has.</summary>
    public static string? ApprovedBy(OverrideRecord row) => Json(row).Member("approval").Text("by");

    /// <summary>Why it was asked for.</summary>
    public static string Reason(OverrideRecord row) => Json(row).Member("reason").Text("text") ?? "";

    /// <summary>A text of it.</summary>
    public static string? Text(OverrideRecord row, string name) => Json(row).Text(name);

    private static JsonElement Json(OverrideRecord row) => Values.Parse(row.Json);
}
