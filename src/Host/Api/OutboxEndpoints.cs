using System.Text.Json;
using Doorstep.Host.Security;
using Doorstep.Workflows.Collections.Access;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>A message on its way out.</summary>
internal sealed record MessageView(
    string Key, string CaseId, string Destination, string Type, JsonElement Data, OutboxStatus Status, int Attempts, string? LastError, DateTimeOffset CreatedAt, DateTimeOffset NextTryAt, DateTimeOffset? DeliveredAt)
{
    public static MessageView Of(OutboxRecord row) => new(
        row.Key, row.CaseId, row.Destination, row.Type, PersonalData.Masked(JsonElement.Parse(row.Payload)), row.Status, row.Attempts, row.LastError, row.CreatedAt, row.NextTryAt, row.DeliveredAt);
}

/// <summary>Messages on their way out, and those that were given up.</summary>
internal static class OutboxEndpoints
{
    public static void MapOutbox(this IEndpointRouteBuilder api)
    {
        var outbox = api.MapGroup("/outbox").WithTags("Outbox");
        outbox.MapGet("", ListAsync).WithName("listOutbox").Produces<IEnumerable<MessageView>>().ProducesProblem(400).WithSummary("Messages on their way out, newest first")
            .Query("status", "Parked: given up after the last attempt.", "pending", "delivered", "parked", "discarded").Query("caseId", "Only the messages of this case.").Query("limit", "Messages.", 1, 500, 100);
        outbox.TakesInHand("retry", "Try a parked message again", (key, reason, actor) => new RetryOutbox(key, reason, actor));
        outbox.TakesInHand("park", "Hold a waiting message back", (key, reason, actor) => new ParkOutbox(key, reason, actor));
        outbox.TakesInHand("discard", "Decide that a parked message is not sent; it is kept", (key, reason, actor) => new DiscardOutbox(key, reason, actor));
    }

    private static void TakesInHand<TCommand>(this RouteGroupBuilder outbox, string verb, string summary, Func<string, string?, Actor, TCommand> command)
        where TCommand : ICommand<Reply<OutboxRecord>>, IActed =>
        outbox.MapPost($"/{verb}", async (HttpContext context, ISender sender) =>
            {
                var (body, problem) = await RequestBody.ReadAsync<TCommand>(context.Request);
                if (problem is not null) return problem;
                var faults = new List<Fault>(RequestBody.Unknown(body, "key", "reason"));
                var (key, reason) = (RequestBody.Text(body, "key", faults), RequestBody.Text(body, "reason", faults));
                if (string.IsNullOrEmpty(key)) faults.Add(new Fault("key", "is missing: the message's key, from the list."));
                return faults.Count > 0 ? Problems.Invalid("The message stays as it is.", faults) : (await sender.Send(command(key!, reason, context.Actor()))).Ok(MessageView.Of);
            })
            .WithName($"{verb}Message").Produces<MessageView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422)
            .Takes("""{"key":"rtbf5mp6ndfmh05qa0qnsfvqfm/1/0","reason":"I spoke to whoever runs the receiver."}""", BodySchemas.Message).WithSummary(summary);

    private static async Task<IResult> ListAsync(string? status, string? caseId, string? limit, HttpContext context, ISender sender)
    {
        var faults = new List<Fault>();
        var rows = CaseQueryEndpoints.Number(limit, "limit", 100, 1, 500, faults);
        OutboxStatus? wanted = null;
        if (status is not null && Enum.GetNames<OutboxStatus>().Contains(status, StringComparer.OrdinalIgnoreCase)) wanted = Enum.Parse<OutboxStatus>(status, ignoreCase: true);
        else if (status is not null) faults.Add(new Fault("status", $"'{status}' is not a status. Statuses are: pending, delivered, parked, discarded."));
        return faults.Count > 0
            ? Problems.Invalid("The list cannot be read like this.", faults)
            : (await sender.Send(new ListOutbox(wanted, caseId, rows, context.Actor()))).Ok(found => found.Select(MessageView.Of));
    }
}
