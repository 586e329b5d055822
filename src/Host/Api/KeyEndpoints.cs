using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>A key of a service.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Who holds it.</param>
/// <param name="Roles">What it may do.</param>
/// <param name="Tenants">Whose cases it sees; none: everybody's.</param>
/// <param name="Agent">Its token in the register of agents.</param>
/// <param name="CreatedAt">When it was issued (UTC).</param>
/// <param name="IssuedBy">Who issued it; null: the house.</param>
/// <param name="ExpiresAt">When it ends (UTC); null: never.</param>
/// <param name="PreviousUntil">Until when the secret before the last rotation opens (UTC).</param>
/// <param name="LastUsedAt">When it was last used, to the minute (UTC).</param>
/// <param name="RevokedAt">When it was taken back (UTC).</param>
/// <param name="Secret">The secret, in the answer that made it and never again.</param>
internal sealed record KeyView(
    string Id, string Name, IEnumerable<string> Roles, IEnumerable<string> Tenants, string? Agent, DateTimeOffset CreatedAt, string? IssuedBy, DateTimeOffset? ExpiresAt, DateTimeOffset? PreviousUntil,
    DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, string? Secret = null)
{
    public static KeyView Of(ApiKeyRecord row) => new(
        row.Id, row.Name, row.Roles.Select(PersonView.WordOf), row.Tenants, row.Agent, row.CreatedAt, row.IssuedBy, row.ExpiresAt, row.PreviousUntil, row.LastUsedAt, row.RevokedAt);
}

/// <summary>Keys of services, for administrators.</summary>
internal static class KeyEndpoints
{
    private const string Example = """{"name":"ledger","roles":["service"],"tenants":["synthetic-bank"],"reason":"The ledger reports payments."}""";

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("People and keys");
        keys.MapGet("", async (HttpContext context, ISender sender) => (await sender.Send(new ListKeys(context.Actor()))).Ok(found => found.Select(KeyView.Of)))
            .WithName("listKeys").Produces<IEnumerable<KeyView>>().WithSummary("Every key, with its last use, without secrets");
        keys.MapPost("", IssueAsync).WithName("issueKey").Produces<KeyView>(StatusCodes.Status201Created).ProducesProblem(409).Takes(Example, BodySchemas.Key)
            .WithSummary("Issue a key").WithDescription("`secret` is in this answer and never again. Roles: designer, service, agent, supervisor, compliance. It ends in ninety days unless `expiresAt` says otherwise, at most 400 days ahead.");
        keys.MapPost("/{id}/rotate", RotateAsync).WithName("rotateKey").Produces<KeyView>().ProducesProblem(404).ProducesProblem(409).Takes("""{"overlap":"PT24H","expiresAt":"2027-06-30T00:00:00Z","reason":"Every quarter."}""", BodySchemas.KeyRotation)
            .WithSummary("Give a key another secret").WithDescription("Both secrets open until `previousUntil`, so that a service changes over without a gap; the one before that opens no more. It ends in ninety days, or when it would have ended if that is later, unless `expiresAt` says otherwise, at most 400 days ahead.");
        keys.MapPost("/{id}/revoke", RevokeAsync).WithName("revokeKey").Produces<KeyView>().ProducesProblem(404).ProducesProblem(409).Takes("""{"reason":"The service was switched off."}""", BodySchemas.Reason)
            .WithSummary("Take a key back for ever").WithDescription("On other machines it may still open for ten seconds.");
    }

    private static async Task<IResult> IssueAsync(HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<IssueKey>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "name", "roles", "tenants", "agent", "expiresAt", "reason"));
        var secret = ApiKey.NewSecret();
        var command = new IssueKey(
            RequestBody.Text(body, "name", faults), [.. RequestBody.Words(body, "roles", faults).Select(PersonView.RoleOf)], RequestBody.Words(body, "tenants", faults), RequestBody.Text(body, "agent", faults),
            RequestBody.Instant(body, "expiresAt", faults), ApiKey.Hash(secret), RequestBody.Text(body, "reason", faults), context.Actor());
        return faults.Count > 0 ? Problems.Invalid("The key cannot be issued like this.", faults)
            : (await sender.Send(command)).To(key => Results.Created($"/api/v1/keys/{key.Id}", KeyView.Of(key) with { Secret = secret }));
    }

    private static async Task<IResult> RotateAsync(string id, HttpContext context, ISender sender, ApiKey known)
    {
        var (body, problem) = await RequestBody.ReadAsync<RotateKey>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "overlap", "expiresAt", "reason"));
        TimeSpan? overlap = null;
        if (RequestBody.Text(body, "overlap", faults) is { } text)
        {
            if (Duration.TryParse(text, out var span) && span is { Months: 0 }) overlap = span.Rest;
            else faults.Add(new Fault("overlap", $"'{text}' is not a length of time. Write ISO 8601, such as 'PT24H'."));
        }

        var secret = ApiKey.NewSecret();
        var command = new RotateKey(id, ApiKey.Hash(secret), overlap, RequestBody.Instant(body, "expiresAt", faults), RequestBody.Text(body, "reason", faults), context.Actor());
        if (faults.Count > 0) return Problems.Invalid("The key cannot be rotated like this.", faults);
        var reply = await sender.Send(command);
        known.Forget();
        return reply.Ok(key => KeyView.Of(key) with { Secret = secret });
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext context, ISender sender, ApiKey known)
    {
        var (body, problem) = await RequestBody.ReadAsync<RevokeKey>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "reason"));
        var reason = RequestBody.Text(body, "reason", faults);
        if (faults.Count > 0) return Problems.Invalid("A person who acts says why.", faults);
        var reply = await sender.Send(new RevokeKey(id, reason, context.Actor()));
        known.Forget();
        return reply.Ok(KeyView.Of);
    }
}
