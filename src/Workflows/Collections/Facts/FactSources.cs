using System.Text.Json;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>Whose word a fact takes (domain.md e, "From"). An agent reports what is seen and said in the field; what books, courts and registers say comes from their systems or from a supervisor.</summary>
public static class FactSources
{
    /// <summary>Sources whose word is theirs alone. Every other fact an agent may report.</summary>
    public static IReadOnlyList<string> Systems { get; } = ["authority", "bank", "calendar", "counsel", "court", "hr", "ledger", "registry", "risk", "scheme", "security"];

    /// <summary>What an agent may hear of at a door although a system proves it: each protects, and none ends a case.</summary>
    private static readonly string[] Heard = [nameof(CustomerDeceased), nameof(DataIncident), nameof(IncapacityNotified), nameof(MessageAnswered), nameof(SettlementAgreed)];

    /// <summary>What anybody may tell but an agent: it decides on what others have asked for.</summary>
    private static readonly string[] Decided = [nameof(DisputeResolved), nameof(ComplaintClosed), nameof(SafetyReviewed)];

    /// <summary>Whether an agent may report a kind of fact at all.</summary>
    public static bool IsForAgents(FactKind kind) => !kind.IsOnlyByHouse && !Decided.Contains(kind.Name) && (!Systems.Contains(kind.From) || Heard.Contains(kind.Name));

    /// <summary>Why an agent cannot report an event; null where that is possible, and for events that only a definition knows.</summary>
    /// <param name="type">The event's type.</param>
    /// <param name="data">Its data.</param>
    public static string? Refusal(string type, JsonElement data) => !FactCatalogue.Kinds.TryGetValue(type, out var kind) || kind.IsOnlyByHouse ? null
        : Decided.Contains(type) ? $"'{type}' answers what somebody else has asked for or lets go what protects: a service or a supervisor reports it. An agent decides on nothing of the kind."
        : !IsForAgents(kind) ? $"'{type}' is the word of the {kind.From}: its service or a supervisor reports it. An agent reports what is seen and said in the field."
        : Fact.Read(type, data) is CustomerDeceased { Evidence: DeathEvidence.Certified } ? $"'{type}' with a certificate is the word of the {kind.From}: its service or a supervisor reports it. What an agent was told is evidence \"REPORTED\"."
        : null;
}
