using System.Text.Json;
using Doorstep.Workflows.Storage.Acts;

namespace Doorstep.Host.Demo;

/// <summary>One decision on an act, as the demonstration reads it from the store.</summary>
/// <param name="ActId">The act.</param>
/// <param name="Kind">What it is, a <c>MESSAGE</c> by the way that was found for it.</param>
/// <param name="Template">Class of its words.</param>
/// <param name="IsAllowed">It may be carried out.</param>
/// <param name="IsReplanned">Refused for now; it comes up again.</param>
/// <param name="Against">Who objected: guards, <c>Words</c>, and <c>Moot</c> where nobody needs the act any more.</param>
internal sealed record OutboundAct(string ActId, string Kind, string Template, bool IsAllowed, bool IsReplanned, IReadOnlyList<string> Against)
{
    /// <summary>Nobody needs the act any more: the case is closed, or in another state.</summary>
    public const string Moot = nameof(Moot);

    /// <summary>A hold brought it forward, nobody objected, and it waits for its own time again.</summary>
    public const string Early = nameof(Early);

    public static OutboundAct Of(ActRecord record)
    {
        using var decision = JsonDocument.Parse(record.Decision);
        using var act = JsonDocument.Parse(record.Act);
        string[] against = decision.RootElement.TryGetProperty("guards", out var guards)
            ? [.. guards.EnumerateArray().Where(said => !said.GetProperty("passed").GetBoolean()).Select(said => said.GetProperty("guard").GetString()!)]
            : [];
        if (!record.Allowed && against.Length == 0) against = [record.NextTryAt is null ? Moot : Early];
        return new OutboundAct(record.ActId, record.Kind, Class(act.RootElement), record.Allowed, record.NextTryAt is not null && !record.Allowed, against);
    }

    /// <summary><c>finalNotice</c> is <c>FINAL_NOTICE</c>.</summary>
    private static string Class(JsonElement act) =>
        act.TryGetProperty("template", out var name) ? string.Concat(name.GetString()!.Select(letter => char.IsUpper(letter) ? $"_{letter}" : $"{letter}")).ToUpperInvariant() : "";
}
