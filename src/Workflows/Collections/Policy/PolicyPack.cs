using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>A value of a pack, with where it comes from.</summary>
/// <param name="Type">The parameter.</param>
/// <param name="Value">What it is set to.</param>
/// <param name="Citation">The law, the rule or the page that says so; for a product default why it was chosen.</param>
/// <param name="Certainty">How sure that is.</param>
public sealed record PackParameter(ParameterType Type, PolicyValue Value, string Citation, Certainty Certainty);

/// <summary>A source that parameters cite by its key.</summary>
/// <param name="Key">The key, <c>CBA</c>.</param>
/// <param name="Title">What it is and where to find it.</param>
public sealed record PackCitation(string Key, string Title);

/// <summary>Who put their name to a pack.</summary>
/// <param name="Name">Who.</param>
/// <param name="Role">As what: counsel, compliance.</param>
/// <param name="At">When (UTC).</param>
public sealed record PackSignature(string Name, string Role, DateTimeOffset At);

/// <summary>The rules of one jurisdiction in one version (domain.md c). Immutable; a change is a new version.</summary>
public sealed record PolicyPack
{
    /// <summary>Which rules, <c>CN</c>; the same over all versions.</summary>
    public required string Id { get; init; }

    /// <summary>Whose law, for people.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>Which version.</summary>
    public required PackVersion Version { get; init; }

    /// <summary>From when on it may hold (UTC).</summary>
    public required DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>By whose clock hours are read: <c>CUSTOMER</c>, or an IANA zone for all.</summary>
    public required string TimezoneRule { get; init; }

    /// <summary>Id of the calendar of business days and holidays, <c>cn</c>.</summary>
    public required string HolidayCalendar { get; init; }

    /// <summary>The values, by name.</summary>
    public required ImmutableSortedDictionary<string, PackParameter> Parameters { get; init; }

    /// <summary>Guards that nobody may override, <c>G1</c>.</summary>
    public required ImmutableSortedSet<string> HardGuards { get; init; }

    /// <summary>Sources that the values cite.</summary>
    public required ImmutableArray<PackCitation> Citations { get; init; }

    /// <summary>Who signed it; a shipped pack is signed by nobody until counsel has read it.</summary>
    public required ImmutableArray<PackSignature> SignedBy { get; init; }

    /// <summary>How cases name it: <c>CN-2026.1</c>.</summary>
    public string Reference => $"{Id}-{Version}";

    /// <summary>Whether a case names it so; quicker than to ask for <see cref="Reference"/>.</summary>
    public bool IsNamed(string reference) => reference.Length > Id.Length && reference[Id.Length] == '-' && reference.StartsWith(Id, StringComparison.Ordinal) && Version.IsWritten(reference.AsSpan(Id.Length + 1));

    /// <summary>The whole number of a parameter, in its unit.</summary>
    public Reading<long> Number(string name) => Readings.Number(name, Value(name));

    /// <summary>The yes or no of a parameter.</summary>
    public Reading<bool> Flag(string name) => Readings.Flag(name, Value(name));

    /// <summary>The hours of a parameter.</summary>
    public Reading<LocalWindow> Window(string name) => Readings.Window(name, Value(name));

    /// <summary>The words of a parameter.</summary>
    public Reading<ImmutableSortedSet<string>> Words(string name) => Readings.Words(name, Value(name));

    /// <summary>The value of a parameter, of whatever kind.</summary>
    public Reading<PolicyValue> Value(string name) => Readings.Of(name, Parameters.GetValueOrDefault(name)?.Value, $"Policy pack {Reference}");
}
