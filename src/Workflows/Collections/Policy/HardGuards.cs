using System.Collections.Frozen;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>Guards that nobody may override, not even a supervisor (domain.md b.1 rule 8, b.3).</summary>
public static class HardGuards
{
    /// <summary>Every guard of the house that a pack may name: its number and what it looks at.</summary>
    public static IReadOnlyDictionary<string, string> Known { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["G1"] = "Hours", ["G2"] = "Frequency", ["G3"] = "RightParty", ["G4"] = "NoBlockingHold", ["G5"] = "Consent", ["G6"] = "ThirdParty",
        ["G7"] = "VisitEligible", ["G8"] = "VisitTeam", ["G9"] = "VisitPlace", ["G10"] = "Affordable", ["G11"] = "Authority", ["G12"] = "LegalReady",
        ["G13"] = "Evidence", ["G14"] = "DataMin", ["G15"] = "NotRepresented", ["G16"] = "Agency", ["G17"] = "Calendar",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Guards that every pack must make hard: lawful hours, frequency caps, blocking holds, the third-party ban, two-person visits, evidence.</summary>
    public static IReadOnlyList<string> Always { get; } = ["G1", "G2", "G4", "G6", "G8", "G13"];
}
