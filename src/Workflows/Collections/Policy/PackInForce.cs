using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>
/// The rules for one act (domain.md b.1 rule 7). An act is planned under a version: the newest that was approved and in effect by then, and never one
/// older than the case has pinned. What a newer version makes stricter counts from the moment that it takes effect; what it makes looser counts only for acts that are
/// planned after its approval.
/// </summary>
public sealed record PackInForce
{
    /// <summary>What was made of a version and newer ones before: they are few and never change, and every step of every case asks.</summary>
    private static readonly ConditionalWeakTable<PolicyPack, Made> Known = [];

    private PackInForce()
    {
    }

    /// <summary>The version that the act was planned under.</summary>
    public required PolicyPack Base { get; init; }

    /// <summary>The values, by name, with where they come from.</summary>
    public required ImmutableSortedDictionary<string, EffectiveParameter> Parameters { get; init; }

    /// <summary>Guards that nobody may override: those of every version that has a say.</summary>
    public required ImmutableSortedSet<string> HardGuards { get; init; }

    /// <summary>Why a parameter has no value, although the base sets it.</summary>
    private ImmutableSortedDictionary<string, string> Contradictions { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The rules for an act, or why there are none; then the act is denied.</summary>
    /// <param name="approved">Every approved version of every pack.</param>
    /// <param name="pinned">What the case has pinned, <c>CN-2026.1</c>.</param>
    /// <param name="plannedAt">When the act was planned (UTC).</param>
    /// <param name="now">When it is to be carried out (UTC).</param>
    public static Reading<PackInForce> For(IReadOnlyCollection<ApprovedPack> approved, string? pinned, DateTimeOffset plannedAt, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(pinned)) return Deny("The case has no policy pack.");
        if (plannedAt > now) return Deny("The act is to be carried out before it was planned.");
        var named = approved.Where(version => version.Pack.IsNamed(pinned)).ToArray();
        if (named.Length == 0) return Deny($"Policy pack '{pinned}' is not approved.");
        if (named.Length > 1) return Deny($"Policy pack '{pinned}' was approved {named.Length} times; which one holds cannot be told.");
        var first = named[0];
        if (!first.HoldsAt(now)) return Deny($"Policy pack '{pinned}' is not yet in force.");

        var newer = approved.Where(version => version.Pack.Id == first.Pack.Id && version.Pack.Version > first.Pack.Version && version.HoldsAt(now))
            .OrderBy(version => version.Pack.Version).ToArray();
        var under = newer.LastOrDefault(version => version.Precedes(plannedAt)) ?? first;
        PolicyPack[] stricter = [.. newer.Select(version => version.Pack).Where(pack => pack.Version > under.Pack.Version)];
        return Known.GetValue(under.Pack, _ => new Made()).Of(stricter, () => Tightened(under.Pack, stricter));
    }

    /// <summary>The rules that other cases of a person go by, those of other packs: each is asked beside the case's own.</summary>
    /// <param name="approved">Every approved version of every pack.</param>
    /// <param name="own">The case's own rules.</param>
    /// <param name="pinned">What the other cases have pinned.</param>
    /// <param name="plannedAt">When the act was planned (UTC).</param>
    /// <param name="now">When it is to be carried out (UTC).</param>
    public static ImmutableArray<PackInForce> Elsewhere(IReadOnlyCollection<ApprovedPack> approved, PackInForce own, IEnumerable<string> pinned, DateTimeOffset plannedAt, DateTimeOffset now) =>
    [
        .. pinned.Distinct(StringComparer.Ordinal).Select(pack => For(approved, pack, plannedAt, now)).OfType<Reading<PackInForce>.Given>().Select(given => given.Value).Where(rules => rules.Base.Id != own.Base.Id),
    ];

    /// <summary>The whole number of a parameter, in its unit.</summary>
    public Reading<long> Number(string name) => Readings.Number(name, Value(name));

    /// <summary>The yes or no of a parameter.</summary>
    public Reading<bool> Flag(string name) => Readings.Flag(name, Value(name));

    /// <summary>The hours of a parameter.</summary>
    public Reading<LocalWindow> Window(string name) => Readings.Window(name, Value(name));

    /// <summary>The words of a parameter.</summary>
    public Reading<ImmutableSortedSet<string>> Words(string name) => Readings.Words(name, Value(name));

    /// <summary>The value of a parameter, of whatever kind.</summary>
    public Reading<PolicyValue> Value(string name) =>
        Contradictions.TryGetValue(name, out var reason) ? new Reading<PolicyValue>.Denied(reason)
        : Readings.Of(name, Parameters.GetValueOrDefault(name)?.Value, $"Policy pack {Base.Reference}");

    private static Reading<PackInForce> Deny(string reason) => new Reading<PackInForce>.Denied(reason);

    private static PackInForce Tightened(PolicyPack under, PolicyPack[] newer)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, EffectiveParameter>(StringComparer.Ordinal);
        var contradictions = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, parameter) in under.Parameters)
        {
            var effective = new EffectiveParameter(parameter.Type, parameter.Value, [Source(under, parameter.Value)]);
            foreach (var said in newer.Where(pack => pack.Parameters.ContainsKey(name)).Select(pack => Source(pack, pack.Parameters[name].Value)))
            {
                if (With(effective, said) is { } tighter) effective = tighter;
                else contradictions[name] = $"{name}: {string.Join(" and ", effective.Sources)}, but {said}; they have nothing in common.";
            }

            if (!contradictions.ContainsKey(name)) values[name] = effective;
        }

        return new PackInForce
        {
            Base = under, Parameters = values.ToImmutable(), Contradictions = contradictions.ToImmutable(),
            HardGuards = newer.Aggregate(under.HardGuards, (guards, pack) => guards.Union(pack.HardGuards)),
        };
    }

    private static EffectiveParameter? With(EffectiveParameter effective, ValueSource newer) => Strictness.Tighten(effective.Type, effective.Value, newer.Value) switch
    {
        null => null,
        var both when both.Equals(effective.Value) => effective,
        var both when both.Equals(newer.Value) => effective with { Value = both, Sources = [newer] },
        var both => effective with { Value = both, Sources = effective.Sources.Add(newer) },
    };

    /// <summary>The rules made of one version with newer ones, for each set of them.</summary>
    private sealed class Made
    {
        private const int SetsMax = 16;

        private volatile (PolicyPack[] Newer, Reading<PackInForce> Given)[] _sets = [];

        public Reading<PackInForce> Of(PolicyPack[] newer, Func<PackInForce> make)
        {
            var sets = _sets;
            foreach (var (known, given) in sets)
                if (known.AsSpan().SequenceEqual(newer, ReferenceEqualityComparer.Instance)) return given;
            var made = new Reading<PackInForce>.Given(make());
            _sets = [.. sets.Length < SetsMax ? sets : [], (newer, made)];
            return made;
        }
    }

    private static ValueSource Source(PolicyPack pack, PolicyValue value) => new(pack.Id, pack.Version, value);
}
