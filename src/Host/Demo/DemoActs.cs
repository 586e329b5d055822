using System.Globalization;
using System.Text;

namespace Doorstep.Host.Demo;

/// <summary>What became of everything that was to leave the house, from what the store says of plans and of decisions.</summary>
/// <param name="Planned">Acts that the definitions planned.</param>
/// <param name="Allowed">Those that the guards let go.</param>
/// <param name="Dropped">Those that were refused for good.</param>
/// <param name="Waiting">Those that wait for their moment.</param>
/// <param name="Replanned">Times that an act was refused for now and came up again.</param>
/// <param name="Kinds">By kind.</param>
/// <param name="Objections">By guard: how often it objected for now, and for good. Two guards may object to one act.</param>
internal sealed record DemoActs(
    int Planned, int Allowed, int Dropped, int Waiting, int Replanned, IReadOnlyList<(string Kind, int Allowed, int Dropped, int Replanned)> Kinds, IReadOnlyList<(string Guard, int Replanned, int Dropped)> Objections)
{
    public static DemoActs None { get; } = new(0, 0, 0, 0, 0, [], []);

    public bool AddsUp => Allowed + Dropped + Waiting == Planned;

    /// <summary>Counts.</summary>
    /// <param name="planned">Acts planned, from the outbox.</param>
    /// <param name="waiting">Those of them that still wait there.</param>
    /// <param name="decisions">Every decision, from the table of acts.</param>
    public static DemoActs Of(int planned, int waiting, IReadOnlyCollection<OutboundAct> decisions) => new(
        planned, decisions.Count(act => act.IsAllowed), decisions.Count(IsDropped), waiting, decisions.Count(act => act.IsReplanned),
        [.. decisions.GroupBy(act => act.Kind).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.Count(act => act.IsAllowed), group.Count(IsDropped), group.Count(act => act.IsReplanned)))],
        [.. decisions.SelectMany(act => act.Against.Select(guard => (guard, act))).GroupBy(one => one.guard).OrderBy(group => Order(group.Key)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count(one => one.act.IsReplanned), group.Count(one => IsDropped(one.act))))]);

    /// <summary>Lines for the summary.</summary>
    public void Write(StringBuilder text)
    {
        Line(text, $"  Acts      {Planned,8:N0}   planned = {Allowed:N0} allowed + {Dropped:N0} refused and dropped + {Waiting:N0} waiting: {(AddsUp ? "the sum adds up" : "THE SUM DOES NOT ADD UP")}");
        Line(text, $"    {"",-24}{"allowed",9}{"dropped",9}{"re-planned",12}");
        foreach (var (kind, allowed, dropped, replanned) in Kinds) Line(text, $"    {kind,-24}{allowed,9:N0}{dropped,9:N0}{replanned,12:N0}");
        Line(text, $"  Objections          {"",8}{"",9}{"dropped",9}{"re-planned",12}");
        foreach (var (guard, replanned, dropped) in Objections) Line(text, $"    {guard,-24}{"",9}{dropped,9:N0}{replanned,12:N0}");
    }

    private static bool IsDropped(OutboundAct act) => !act.IsAllowed && !act.IsReplanned;

    /// <summary>G2 comes before G10, and what is no guard last.</summary>
    private static int Order(string guard) =>
        guard[0] == 'G' && int.TryParse(guard.AsSpan(1, Math.Max(0, guard.IndexOf(' ', StringComparison.Ordinal) - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture).TrimEnd()).Append('\n');
}
