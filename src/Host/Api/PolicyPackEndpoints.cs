using Doorstep.Host.Security;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage.Registers;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>A version of a policy pack. Without an approval it holds nowhere.</summary>
internal sealed record PackView(string Reference, string ContentHash, DateTimeOffset PostedAt, string PostedBy, DateTimeOffset? ApprovedAt, string? ApprovedBy)
{
    public static PackView Of(PackRecord row) => new(row.Reference, row.ContentHash, row.PostedAt, row.PostedBy, row.ApprovedAt, row.ApprovedBy);
}

/// <summary>A difference between two versions.</summary>
internal sealed record ChangeView(string Subject, Change Change, string Sentence);

/// <summary>Policy packs: posted by one person, approved by another.</summary>
internal static class PolicyPackEndpoints
{
    public static void MapPolicyPacks(this IEndpointRouteBuilder api)
    {
        var packs = api.MapGroup("/policy-packs").WithTags("Policy packs");
        packs.MapGet("", async (HttpContext context, ISender sender) => (await sender.Send(new ListPolicyPacks(context.Actor()))).Ok(rows => rows.Select(PackView.Of)))
            .WithName("listPolicyPacks").Produces<IEnumerable<PackView>>().WithSummary("Every version of every policy pack");
        packs.MapPost("", PostAsync).WithName("postPolicyPack").Produces<PackView>().ProducesProblem(400).ProducesProblem(409)
            .Takes("""{"id":"CN","version":"2026.2","jurisdiction":"…","effectiveFrom":"2026-12-01T00:00:00+08:00","timezoneRule":"CUSTOMER","holidayCalendar":"cn","parameters":[],"hardGuards":[]}""")
            .WithSummary("Post a version").WithDescription("It holds nowhere before somebody else approves it. One version has one content for ever.");
        packs.MapPost("/{reference}/approve", async (string reference, HttpContext context, ISender sender) =>
                (await sender.Send(new ApprovePolicyPack(reference, context.Actor()))).Ok(PackView.Of))
            .WithName("approvePolicyPack").Produces<PackView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary("Approve a version that somebody else posted")
            .WithDescription("What it makes stricter applies to running cases at once, what it makes looser to acts planned from now on.");
        packs.MapGet("/{before}/diff/{after}", async (string before, string after, HttpContext context, ISender sender) =>
                (await sender.Send(new DiffPolicyPacks(before, after, context.Actor()))).Ok(changes => changes.Select(change => new ChangeView(change.Subject, change.Change, change.Sentence))))
            .WithName("diffPolicyPacks").Produces<IEnumerable<ChangeView>>().ProducesProblem(404).ProducesProblem(422).WithSummary("What a version changes, in plain sentences");
        packs.MapGet("/{reference}/preview", PreviewAsync).WithName("previewPolicyPack").Produces<PackPreview>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Which running deadlines, holds and waiting acts a posted version would change, from what to what")
            .WithDescription("Nothing changes. Each is looked at without and with the version, as if it were approved now, at the moment from which it would hold. A page looks at so many running cases; the next one begins at next.")
            .Query("after", "next of the page before.").Query("limit", "Cases.", 1, 1000, 200);
    }

    private static async Task<IResult> PreviewAsync(string reference, string? after, string? limit, HttpContext context, ISender sender)
    {
        Rights.Demand<PreviewPolicyPack>(context.Actor());
        var faults = new List<Fault>();
        var rows = CaseQueryEndpoints.Number(limit, "limit", 200, 1, 1000, faults);
        return faults.Count > 0 ? Problems.Invalid("The preview cannot be made like this.", faults) : (await sender.Send(new PreviewPolicyPack(reference, after, rows, context.Actor()))).Ok(preview => preview);
    }

    private static async Task<IResult> PostAsync(HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<PostPolicyPack>(context.Request);
        return problem ?? (await sender.Send(new PostPolicyPack(body.GetRawText(), context.Actor()))).Ok(PackView.Of);
    }
}
