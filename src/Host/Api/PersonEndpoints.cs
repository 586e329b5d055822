using System.Text.Json;
using Doorstep.Host.People;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Storage.People;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>Somebody who may sign in.</summary>
/// <param name="Name">The name to sign in with.</param>
/// <param name="Roles">What it may do.</param>
/// <param name="Tenants">Whose cases it sees; none: everybody's.</param>
/// <param name="Agent">Its token in the register of agents.</param>
/// <param name="Subject">Whom the bank's OpenID Connect provider calls it.</param>
/// <param name="HasPassword">Whether it has a password.</param>
/// <param name="LockedUntil">Until when it is locked out after wrong passwords (UTC).</param>
/// <param name="CreatedAt">When it was added (UTC).</param>
/// <param name="DisabledAt">When it was shut out (UTC).</param>
internal sealed record PersonView(
    string Name, IEnumerable<string> Roles, IEnumerable<string> Tenants, string? Agent, string? Subject, bool HasPassword, DateTimeOffset? LockedUntil, DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt)
{
    public static PersonView Of(PersonRecord row) =>
        new(row.Name, row.Roles.Select(WordOf), row.Tenants, row.Agent, row.Subject, row.PasswordHash is not null, row.LockedUntil, row.CreatedAt, row.DisabledAt);

    /// <summary>Roles are small words outside.</summary>
    public static string WordOf(string role) => JsonNamingPolicy.CamelCase.ConvertName(role);

    /// <summary>And large ones inside.</summary>
    public static string RoleOf(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}

/// <summary>People who sign in, for administrators.</summary>
internal static class PersonEndpoints
{
    private const string Example = """{"name":"li.wei","roles":["supervisor"],"password":"four words nobody else","reason":"New in the team of Shanghai."}""";

    public static void MapPersons(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("People and keys");
        people.MapGet("", async (HttpContext context, ISender sender) => (await sender.Send(new ListPeople(context.Actor()))).Ok(found => found.Select(PersonView.Of)))
            .WithName("listPeople").Produces<IEnumerable<PersonView>>().WithSummary("Everybody who may sign in");
        people.MapPost("", AddAsync).WithName("addPerson").Produces<PersonView>(StatusCodes.Status201Created).ProducesProblem(409).Takes(Example, BodySchemas.Person)
            .WithSummary("Let somebody in").WithDescription("Roles: designer, agent, supervisor, compliance, administrator. A service gets a key. Without a password nobody signs in by that name until one is set.");
        people.MapPut("/{name}", ChangeAsync).WithName("changePerson").Produces<PersonView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422)
            .Takes("""{"roles":["supervisor","compliance"],"reason":"Stands in for Ana."}""", BodySchemas.PersonRights)
            .WithSummary("Give somebody other rights, in place of those before").WithDescription("Its sessions end. Nobody changes its own rights.");
        people.MapPost("/{name}/password", PasswordAsync).WithName("resetPassword").Produces<PersonView>().ProducesProblem(404).ProducesProblem(409)
            .Takes("""{"password":"four words nobody else","reason":"Forgotten; called back on the number in the staff register."}""", BodySchemas.Password)
            .WithSummary("Give somebody another password").WithDescription("It unlocks as well, and its sessions end.");
        people.MapPost("/{name}/shut-out", (string name, HttpContext context, ISender sender, SessionBook sessions) => ShutAsync(name, true, context, sender, sessions)).WithName("shutPersonOut")
            .Produces<PersonView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).Takes("""{"reason":"Left the bank."}""", BodySchemas.Reason).WithSummary("Shut somebody out").WithDescription("Its sessions end. What it did keeps its name.");
        people.MapPost("/{name}/let-in", (string name, HttpContext context, ISender sender, SessionBook sessions) => ShutAsync(name, false, context, sender, sessions)).WithName("letPersonIn")
            .Produces<PersonView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).Takes("""{"reason":"Back from leave."}""", BodySchemas.Reason).WithSummary("Let somebody in again");
    }

    private static async Task<IResult> AddAsync(HttpContext context, ISender sender, PersonUsers users)
    {
        var (body, problem) = await RequestBody.ReadAsync<AddPerson>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "name", "roles", "tenants", "agent", "subject", "password", "reason"));
        var name = RequestBody.Text(body, "name", faults);
        var hash = await HashAsync(body, name ?? "", isNeeded: false, users, faults);
        var command = new AddPerson(name, Rights(body, faults), hash, RequestBody.Text(body, "reason", faults), context.Actor());
        return faults.Count > 0 ? Problems.Invalid("The person cannot be let in like this.", faults)
            : (await sender.Send(command)).To(person => Results.Created($"/api/v1/people/{person.Name}", PersonView.Of(person)));
    }

    private static async Task<IResult> ChangeAsync(string name, HttpContext context, ISender sender, SessionBook sessions)
    {
        var (body, problem) = await RequestBody.ReadAsync<ChangePerson>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "roles", "tenants", "agent", "subject", "reason"));
        var command = new ChangePerson(name, Rights(body, faults), RequestBody.Text(body, "reason", faults), context.Actor());
        return faults.Count > 0 ? Problems.Invalid("The rights cannot be given like this.", faults) : Changed(await sender.Send(command), sessions);
    }

    private static async Task<IResult> PasswordAsync(string name, HttpContext context, ISender sender, PersonUsers users, SessionBook sessions)
    {
        var (body, problem) = await RequestBody.ReadAsync<ResetPassword>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "password", "reason"));
        var hash = await HashAsync(body, name, isNeeded: true, users, faults);
        var reason = RequestBody.Text(body, "reason", faults);
        return faults.Count > 0 ? Problems.Invalid("The password cannot be set like this.", faults) : Changed(await sender.Send(new ResetPassword(name, hash!, reason, context.Actor())), sessions);
    }

    private static async Task<IResult> ShutAsync(string name, bool isOut, HttpContext context, ISender sender, SessionBook sessions)
    {
        var (body, problem) = await RequestBody.ReadAsync<ShutPersonOut>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "reason"));
        var reason = RequestBody.Text(body, "reason", faults);
        return faults.Count > 0 ? Problems.Invalid("A person who acts says why.", faults) : Changed(await sender.Send(new ShutPersonOut(name, isOut, reason, context.Actor())), sessions);
    }

    /// <summary>Here the change counts at once; on other machines within ten seconds.</summary>
    private static IResult Changed(Reply<PersonRecord> reply, SessionBook sessions)
    {
        sessions.Forget();
        return reply.Ok(PersonView.Of);
    }

    private static PersonRights Rights(JsonElement body, List<Fault> faults) => new(
        [.. RequestBody.Words(body, "roles", faults).Select(PersonView.RoleOf)], RequestBody.Words(body, "tenants", faults), RequestBody.Text(body, "agent", faults), RequestBody.Text(body, "subject", faults));

    /// <summary>A password goes no further than here.</summary>
    private static async Task<string?> HashAsync(JsonElement body, string name, bool isNeeded, PersonUsers users, List<Fault> faults)
    {
        if (RequestBody.Text(body, "password", faults) is not { } password)
        {
            if (isNeeded) faults.Add(new Fault("password", "is missing: at least 12 characters."));
            return null;
        }

        var account = new PersonAccount(new PersonRecord { Id = "", Name = name, Roles = [], Stamp = "", CreatedAt = default, Version = 0 });
        if (await AccountEndpoints.FaultAsync(users, account, password) is not { } fault) return users.PasswordHasher.HashPassword(account, password);
        faults.Add(new Fault("password", fault));
        return null;
    }
}
