using System.Globalization;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Storage.Audit;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>The audit log, for compliance; and the line that agents call for themselves.</summary>
internal static class AccessLogEndpoints
{
    public static void MapAccessLog(this IEndpointRouteBuilder api)
    {
        api.MapGet("/access-log", ListAsync).WithTags("People and keys").WithName("readAccessLog").Produces<Page<AuditRecord>>().ProducesProblem(400)
            .WithSummary("Who read what, who came in, who was refused, newest first").WithDescription("It names fields and never holds what they say. Reading it is a line of its own.")
            .Query("actor", "Only of this actor: user:li.wei, key:ledger.").Query("act", "Only acts whose name begins so: case., sign-in, key., person.").Query("caseId", "Only about this case.")
            .Query("outcome", "Only what was let, or only what was refused.", "allowed", "refused").Query("before", "nextCursor of the page before.").Query("limit", "Lines.", 1, 500, 100);
        api.MapGet("/counselling", async (HttpContext context, ISender sender) => (await sender.Send(new GetCounselling(context.Actor()))).Ok(line => line)).WithTags("Agents").WithName("getCounselling")
            .Produces<CounsellingLine>().ProducesProblem(404).WithSummary("The counselling line for agents").WithDescription("Nothing is written anywhere about who asks (S48).");
    }

    private static async Task<IResult> ListAsync(string? actor, string? act, string? caseId, string? outcome, string? before, string? limit, HttpContext context, ISender sender)
    {
        var faults = new List<Fault>();
        var rows = CaseQueryEndpoints.Number(limit, "limit", 100, 1, 500, faults);
        if (outcome is not (null or "allowed" or "refused")) faults.Add(new Fault("outcome", $"'{outcome}' is not an outcome. It is one of: allowed, refused."));
        long? from = null;
        if (before is not null && !(long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (from = number) is not null)) faults.Add(new Fault("before", $"'{before}' is not a number. Take it from nextCursor of the page before."));
        if (faults.Count > 0) return Problems.Invalid("The log cannot be read like this.", faults);
        var query = new AuditQuery { Actor = actor, Act = act, CaseId = caseId, Allowed = outcome is null ? null : outcome == "allowed", Before = from, Limit = rows + 1 };
        return (await sender.Send(new ReadAuditLog(query, context.Actor()))).Ok(found =>
        {
            var page = found.Take(rows).ToArray();
            return new Page<AuditRecord>(page, found.Count > rows ? page[^1].Id.ToString(CultureInfo.InvariantCulture) : null);
        });
    }
}
