using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Communication;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>How customers hear and read of agents: by the name that the register has for them, with the staff number, by which a name can be checked (S44); by the number alone where it has none.</summary>
internal static class StaffWords
{
    /// <summary>Agents of whom the words of an act may speak, by token.</summary>
    public static IEnumerable<string> Wanted(RoutedAct routed, CaseFile file) =>
        (IsSpoken(routed) && file.Assignment.Agent is { } officer ? [officer] : Array.Empty<string>())
            .Concat(routed.Act.Kind == ActKind.AppointmentInvitation || routed.Class?.Fields.Contains("team") == true ? Team(routed.Act, file) : []).Distinct(StringComparer.Ordinal);

    /// <summary>Who comes, by token.</summary>
    public static ImmutableArray<string> Team(PlannedAct act, CaseFile file) => (act.Team ?? file.Visits.Approval?.Agents) is { IsDefault: false } agents ? agents : [];

    /// <summary>One agent.</summary>
    public static string Of(FieldSource source, string token) => NameOf(source, token) is { } name
        ? source.In($"{name} (staff number {token})", $"{name}（工号{token}）")
        : source.In($"staff member {token}", $"工作人员（工号{token}）");

    /// <summary>Several agents.</summary>
    public static string Of(FieldSource source, ImmutableArray<string> tokens)
    {
        var separator = source.In(", ", "、");
        return tokens.Length == 2 && tokens.All(token => NameOf(source, token) is null)
            ? source.In($"two members of our team (staff numbers {string.Join(separator, tokens)})", $"我们的两位工作人员（工号{string.Join(separator, tokens)}）")
            : string.Join(separator, tokens.Select(token => Of(source, token)));
    }

    private static string? NameOf(FieldSource source, string token) => source.Staff.FirstOrDefault(agent => agent.Token == token)?.DisplayName is { Length: > 0 } name ? name : null;

    private static bool IsSpoken(RoutedAct routed) => routed.Act.Kind is ActKind.Call or ActKind.ThirdPartyEnquiry || routed.Class is { Audience: Audience.Estate };
}
