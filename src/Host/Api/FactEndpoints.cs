using System.Text.Json.Nodes;
using Doorstep.Host.Security;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Commands;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>An event that a loan's case hears.</summary>
/// <param name="Type">Its type.</param>
/// <param name="From">Who reports it.</param>
/// <param name="OnlyByHouse">Nobody outside may report it.</param>
/// <param name="Schema">JSON Schema of its data.</param>
/// <param name="Example">Data that fits; invented.</param>
internal sealed record FactKindView(string Type, string From, bool OnlyByHouse, JsonNode Schema, JsonNode Example)
{
    public static FactKindView Of(FactKind kind) => new(kind.Name, kind.From, kind.IsOnlyByHouse, kind.Shape.Schema(), kind.Shape.Example());
}

/// <summary>The catalogue of events.</summary>
internal static class FactEndpoints
{
    public static void MapFacts(this IEndpointRouteBuilder api) => api.MapGroup("/events").WithTags("Events").MapGet(
            "", async (HttpContext context, ISender sender) => (await sender.Send(new ListFactKinds(context.Actor()))).Ok(kinds => kinds.Select(FactKindView.Of)))
        .WithName("listEventTypes").Produces<IEnumerable<FactKindView>>().WithSummary("Every event that a loan's case hears, with schema and example")
        .WithDescription("A definition may wait for events of its own beside these. Fields that are not in the schema are refused.");
}
