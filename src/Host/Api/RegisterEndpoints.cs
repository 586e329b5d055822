using System.Text.Json;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage.Registers;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>An entry of a register.</summary>
internal sealed record EntryView(string Key, long Version, DateTimeOffset ChangedAt, string ChangedBy, JsonElement Entry)
{
    public static EntryView Of(RegisterRecord row) => new(row.Key, row.Version, row.ChangedAt, row.ChangedBy, JsonElement.Parse(row.Json));
}

/// <summary>Agents, authorisations and agencies, which guards look up at the moment of an act, and those who decide and grant.</summary>
internal static class RegisterEndpoints
{
    public static void MapRegisters(this IEndpointRouteBuilder api)
    {
        api.MapRegister(RegisterKind.Agent, "/agents", "Agent", """{"trainedUntil":"2027-06-30","hasIdCard":true,"isSpecialist":false,"conflicts":[]}""");
        var authorisations = api.MapRegister(
            RegisterKind.Authorisation, "/authorisations", "Authorisation",
            """{"caseId":"a4s4jxrxf9s62kbpegcwwnckb1","agents":["agent_syn_1","agent_syn_2"],"from":"2026-12-01","until":"2026-12-31"}""");
        api.MapRegister(RegisterKind.Agency, "/agencies", "Agency", """{"isListed":true,"reviewedOn":"2026-09-01","subDelegates":false}""");
        api.MapRegister(RegisterKind.Staff, "/staff", "Staff", """{"roles":["REVIEWER"],"until":"2027-12-31","isSuspended":false}""");
        authorisations.MapPost("/{key}/revoke", async (string key, HttpContext context, ISender sender) => (await sender.Send(new RevokeAuthorisation(key, context.Actor()))).Ok(EventView.Of))
            .WithName("revokeAuthorisation").Produces<EventView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(503).WithSummary("Revoke an authorisation for ever and tell its case");
        authorisations.MapPost("/{key}/code", async (string key, HttpContext context, ISender sender) => (await sender.Send(new IssueCode(key, context.Actor()))).Ok(code => code))
            .WithName("issueCode").Produces<IssuedCode>().ProducesProblem(404).ProducesProblem(422).WithSummary("Issue the code with which the customer checks the visitors")
            .WithDescription("Shown once, for 24 hours; used up ten minutes after it was first asked for.");
    }

    private static RouteGroupBuilder MapRegister(this IEndpointRouteBuilder api, RegisterKind kind, string path, string name, string example)
    {
        var register = api.MapGroup(path).WithTags("Registers");
        register.MapGet("", (string? limit, HttpContext context, ISender sender) => ListAsync(kind, limit, context, sender))
            .WithName($"list{name}Register").Produces<IEnumerable<EntryView>>().ProducesProblem(400).WithSummary($"{name} register, by key").Query("limit", "Entries.", 1, 1000, 200);
        register.MapPut("/{key}", (string key, HttpContext context, ISender sender) => SaveAsync(kind, key, context, sender))
            .WithName($"save{name}").Produces<EntryView>().ProducesProblem(400).ProducesProblem(409).Takes(example)
            .WithSummary($"{name}: write the entry").WithDescription("Guards look at it from the next act on.");
        return register;
    }

    private static async Task<IResult> ListAsync(RegisterKind kind, string? limit, HttpContext context, ISender sender)
    {
        var faults = new List<Fault>();
        var rows = CaseQueryEndpoints.Number(limit, "limit", 200, 1, 1000, faults);
        return faults.Count > 0
            ? Problems.Invalid("The list cannot be read like this.", faults)
            : (await sender.Send(new ListRegister(kind, rows, context.Actor()))).Ok(found => found.Select(EntryView.Of));
    }

    private static async Task<IResult> SaveAsync(RegisterKind kind, string key, HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<SaveRegisterEntry>(context.Request);
        return problem ?? (await sender.Send(new SaveRegisterEntry(kind, key, body, context.Actor()))).Ok(EntryView.Of);
    }
}
