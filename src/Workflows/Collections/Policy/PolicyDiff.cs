using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>A difference between two versions of a pack.</summary>
/// <param name="Subject">The parameter, or the member of the pack.</param>
/// <param name="Change">What it means for the house.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record PolicyChange(string Subject, Change Change, string Sentence);

/// <summary>Tells in plain sentences how a version of a pack differs from another.</summary>
public static class PolicyDiff
{
    private const string AtOnce = "applies to running cases at once";
    private const string NewActs = "applies only to acts planned after its approval";

    /// <summary>The differences, the pack's own members first, then parameters by name. Packs of different jurisdictions are not compared.</summary>
    public static Reading<ImmutableArray<PolicyChange>> Between(PolicyPack before, PolicyPack after) => before.Id != after.Id
        ? new Reading<ImmutableArray<PolicyChange>>.Denied($"{before.Reference} and {after.Reference} are versions of different packs.")
        : new Reading<ImmutableArray<PolicyChange>>.Given(
        [
            .. Members(before, after), .. Guards(before, after),
            .. before.Parameters.Keys.Union(after.Parameters.Keys).Order(StringComparer.Ordinal)
                .Select(name => Parameter(before.Parameters.GetValueOrDefault(name), after.Parameters.GetValueOrDefault(name))).OfType<PolicyChange>(),
        ]);

    private static IEnumerable<PolicyChange> Members(PolicyPack before, PolicyPack after)
    {
        if (before.EffectiveFrom != after.EffectiveFrom)
            yield return new PolicyChange("effectiveFrom", Change.Unlike, $"{after.Reference} takes effect at {Instants.Text(after.EffectiveFrom)}; {before.Reference} at {Instants.Text(before.EffectiveFrom)}.");
        (string Name, string Before, string After)[] texts =
        [
            ("jurisdiction", before.Jurisdiction, after.Jurisdiction), ("timezoneRule", before.TimezoneRule, after.TimezoneRule), ("holidayCalendar", before.HolidayCalendar, after.HolidayCalendar),
        ];
        foreach (var (name, was, becomes) in texts.Where(text => text.Before != text.After))
            yield return new PolicyChange(name, Change.Unlike, $"{name} changes from '{was}' to '{becomes}': cannot be compared, {NewActs}.");
    }

    private static IEnumerable<PolicyChange> Guards(PolicyPack before, PolicyPack after) =>
    [
        .. after.HardGuards.Except(before.HardGuards).Select(guard => new PolicyChange("hardGuards", Change.Stricter, $"{guard} becomes a hard guard: stricter, {AtOnce}.")),
        .. before.HardGuards.Except(after.HardGuards).Select(guard => new PolicyChange("hardGuards", Change.Looser, $"{guard} is no hard guard any more: looser, {NewActs}.")),
    ];

    private static PolicyChange? Parameter(PackParameter? before, PackParameter? after)
    {
        if (before is null) return new PolicyChange(after!.Type.Name, Change.Unlike, $"{after.Type.Name} is new and set to {after.Type.Measure(after.Value)}: {NewActs}.");
        if (after is null) return new PolicyChange(before.Type.Name, Change.Unlike, $"{before.Type.Name} is no longer set; it was {before.Type.Measure(before.Value)}. What needs it is denied to acts planned after its approval.");
        var change = Strictness.Of(before.Type, before.Value, after.Value);
        return change == Change.Same ? Source(before, after) : new PolicyChange(before.Type.Name, change, $"{before.Type.Name} {Moves(before, after)}: {Means(change, before, after)}.");
    }

    private static PolicyChange? Source(PackParameter before, PackParameter after) =>
        (before.Citation, before.Certainty) == (after.Citation, after.Certainty) ? null
        : new PolicyChange(before.Type.Name, Change.Same,
            $"{before.Type.Name} stays {before.Type.Measure(before.Value)}; its source changes from '{before.Citation}' ({before.Certainty}) to '{after.Citation}' ({after.Certainty}).");

    private static string Moves(PackParameter before, PackParameter after) => (before.Value, after.Value) switch
    {
        (PolicyValue.Number was, PolicyValue.Number becomes) => $"{(becomes.Value < was.Value ? "falls" : "rises")} from {was} to {after.Type.Measure(becomes)}",
        (PolicyValue.Hours was, PolicyValue.Hours becomes) => $"{(was.Value.Covers(becomes.Value) ? "narrows" : becomes.Value.Covers(was.Value) ? "widens" : "moves")} from {was} to {becomes}",
        (PolicyValue.WordList was, PolicyValue.WordList becomes) => Words(becomes.Value.Except(was.Value), was.Value.Except(becomes.Value)),
        var (was, becomes) => $"changes from {was} to {becomes}",
    };

    private static string Words(ImmutableSortedSet<string> more, ImmutableSortedSet<string> less) => (more.Count, less.Count) switch
    {
        (_, 0) => $"gains {string.Join(", ", more)}",
        (0, _) => $"loses {string.Join(", ", less)}",
        _ => $"gains {string.Join(", ", more)} and loses {string.Join(", ", less)}",
    };

    private static string Means(Change change, PackParameter before, PackParameter after) => change switch
    {
        Change.Stricter => $"stricter, {AtOnce}",
        Change.Looser => $"looser, {NewActs}",
        Change.Both when Strictness.Tighten(before.Type, before.Value, after.Value) is { } common => $"stricter in part; what both together say, {common}, {AtOnce}, the rest {NewActs}",
        Change.Both => "they have nothing in common, so running acts are denied until they are planned again",
        _ => $"cannot be compared, {NewActs}",
    };
}
