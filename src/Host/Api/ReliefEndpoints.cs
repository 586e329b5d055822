using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>What a customer can pay and why, what fits, what was offered, and what has to be proved.</summary>
internal static class ReliefEndpoints
{
    public static void MapRelief(this IEndpointRouteBuilder cases)
    {
        cases.MapRelief("affordability", "getAffordability", AffordabilityView.Of, "What the customer can pay a month, line by line, in Chinese and English")
            .WithDescription("Computed from the latest statement, the balance and the guideline; nothing else can change it. The amounts of the lines add up to the surplus.");
        cases.MapRelief("relief-options", "listReliefOptions", OptionsView.Of, "What fits the customer, from least to most relief, with the reason of each")
            .WithDescription("Without a surplus nothing that asks for regular payments is among them.");
        cases.MapRelief("offers", "listOffers", OffersView.Of, "Offers and counter-offers as versions, approval tasks, settlement and plan")
            .WithDescription("moves is the whole negotiation in order; played again it gives the same versions and the same agreement.");
        cases.MapRelief("evidence", "getEvidence", EvidenceView.Of, "What has to be proved, what was given, and what has run out");
    }

    private static RouteHandlerBuilder MapRelief<T>(this IEndpointRouteBuilder cases, string path, string name, Func<CaseRelief, T> view, string summary) => cases.MapGet(
            $"/{{id}}/{path}", async (string id, HttpContext context, ISender sender) => (await sender.Send(new GetRelief(id, context.Actor()))).Ok(view))
        .WithName(name).Produces<T>().ProducesProblem(404).WithSummary(summary);
}
