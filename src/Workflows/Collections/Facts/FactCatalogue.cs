using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>A kind of fact.</summary>
/// <param name="Name">The event's type.</param>
/// <param name="From">Who reports it.</param>
/// <param name="IsOnlyByHouse">Nobody outside may report it.</param>
/// <param name="Shape">Its fields.</param>
/// <param name="OvertakenBy">Kinds of fact of which a newer one overtakes it.</param>
public sealed record FactKind(string Name, string From, bool IsOnlyByHouse, FactShape Shape, IReadOnlyList<string> OvertakenBy);

/// <summary>Every fact that a loan's case may hear (domain.md e), whichever definition it runs.</summary>
public static class FactCatalogue
{
    /// <summary>The facts, by name.</summary>
    public static IReadOnlyDictionary<string, FactKind> Kinds { get; } =
        (from type in typeof(Fact).Assembly.GetTypes()
         let reported = type.GetCustomAttribute<ReportedAttribute>()
         where reported is not null
         select new FactKind(type.Name, reported.By, reported.OnlyByHouse, FactShape.Of(type), type.GetCustomAttribute<OvertakenByAttribute>()?.Kinds ?? [])).ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. Kinds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What a definition may tell a case although somebody reports it else: it protects the customer.</summary>
    internal static IReadOnlyList<string> Protecting { get; } =
    [
        nameof(HardshipDeclared), nameof(AssessmentOpened), nameof(ReliefRequested), nameof(VulnerabilityDisclosed), nameof(DistressReported), nameof(DisputeRaised), nameof(ComplaintFiled),
        nameof(CeaseContactRequested), nameof(VisitCalledOff), nameof(AgentTakenOff), nameof(AddressLost),
    ];

    /// <summary>What is wrong with an event's data: field and message. Nothing for an event the catalogue does not have.</summary>
    public static IEnumerable<(string Field, string Message)> Check(string type, JsonElement data) =>
        !Kinds.TryGetValue(type, out var kind) ? []
        : Values.IsNull(data) ? kind.Shape.Check(Values.EmptyObject, "")
        : data.ValueKind == JsonValueKind.Object ? kind.Shape.Check(data, "")
        : [];
}
