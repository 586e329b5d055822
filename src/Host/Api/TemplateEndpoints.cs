using Doorstep.Host.Security;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Commands;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>A template file in use.</summary>
internal sealed record TemplateView(string File, string Language, IEnumerable<string> Channels, IEnumerable<string> Profiles, IEnumerable<string> Fields)
{
    public static TemplateView Of(MessageTemplate template) =>
        new(template.File, template.Language, template.Channels.Select(Codes.Of), template.Profiles.Select(Codes.Of), template.Fields);
}

/// <summary>A class of messages: what it may know, what it must say, and its texts.</summary>
internal sealed record TemplateClassView(string Name, string Code, string Audience, bool AsksForMoney, IEnumerable<string> Fields, IEnumerable<string> Must, IEnumerable<TemplateView> Templates)
{
    public static IEnumerable<TemplateClassView> Of(IEnumerable<MessageTemplate> templates) => templates.GroupBy(template => template.Class.Name).OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.First().Class, Files: group)).Select(one =>
            new TemplateClassView(one.Class.Name, one.Class.Code, Codes.Of(one.Class.Audience), one.Class.IsDemand, one.Class.Fields, one.Class.Must, one.Files.Select(TemplateView.Of)));
}

/// <summary>What a text says wrongly or leaves out.</summary>
internal sealed record TemplateLintView(bool Clean, IEnumerable<Fault> Faults);

/// <summary>Templates: what is in use, and a reader for new ones.</summary>
internal static class TemplateEndpoints
{
    private const string Example = "---\nclass: voicemail\nchannels: CALL\nlanguage: en\nprofiles: STANDARD\nfields: institution, customerName, phone, verifyPage\n---\n"
        + "Hello, this is {{ institution }}, for {{ customerName }}. Call {{ phone }}. Check us: {{ verifyPage }}.";

    public static void MapTemplates(this IEndpointRouteBuilder api)
    {
        var templates = api.MapGroup("/templates").WithTags("Templates");
        templates.MapGet("", async (HttpContext context, ISender sender) => (await sender.Send(new ListTemplates(context.Actor()))).Ok(found => TemplateClassView.Of(found)))
            .WithName("listTemplates").Produces<IEnumerable<TemplateClassView>>().WithSummary("The templates in use, by class")
            .WithDescription("They were read at the start, and a fault in any of them would have stopped it.");
        templates.MapPost("/lint", LintAsync).WithName("lintTemplate").Produces<TemplateLintView>()
            .Takes($$"""{"text":{{System.Text.Json.JsonSerializer.Serialize(Example)}}}""", BodySchemas.Template)
            .WithSummary("Read a text as a template and say everything that is wrong with it").WithDescription("Nothing is kept.");
    }

    private static async Task<IResult> LintAsync(HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<LintTemplate>(context.Request);
        if (problem is not null) return problem;
        var text = body.TryGetProperty("text", out var found) && found.ValueKind == System.Text.Json.JsonValueKind.String ? found.GetString() : null;
        return (await sender.Send(new LintTemplate(text, context.Actor()))).Ok(faults => new TemplateLintView(faults.IsEmpty, faults));
    }
}
