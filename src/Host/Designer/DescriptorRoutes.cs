using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Host.Api;
using Doorstep.Host.Security;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;
using Microsoft.Net.Http.Headers;

namespace Doorstep.Host.Designer;

/// <summary>What can be put into a definition.</summary>
internal static class DescriptorRoutes
{
    private const string Driver = "WorkflowInstanceStorageDriver";

    /// <summary>The languages that a designer may choose; the others stand in the JSON that editors write by themselves.</summary>
    private static readonly string[] Chosen = ["Variable", "Input", "JavaScript", "Liquid"];

    private static readonly ActivityDescriptor[] Known = [.. ActivityCatalogue.Types.Select(type => type.Descriptor)];
    private static readonly OptionSource[] Sources = [.. Known.SelectMany(type => type.Inputs).Select(input => input.OptionsFrom).Distinct()];

    private static readonly (string Name, Words Text)[] VariableTypes =
    [
        ("String", new("Text", "文本")), ("Boolean", new("True or false", "是或否")), ("Int64", new("Whole number", "整数")), ("Decimal", new("Number", "小数")),
        ("DateTimeOffset", new("Point in time", "时间点")), ("TimeSpan", new("Span of time", "时长")), ("Object", new("Anything (JSON)", "任意（JSON）")),
    ];

    public static void MapDescriptors(this IEndpointRouteBuilder elsa)
    {
        elsa.MapGet("/descriptors/activities", ActivitiesAsync);
        elsa.MapGet("/descriptors/activities/{typeName}", OneAsync);
        elsa.MapPost("/descriptors/activities/{typeName}/options/{property}", OptionsAsync);
        elsa.MapGet("/descriptors/expression-descriptors", () => ElsaAnswers.Items([.. ActivityCatalogue.Languages.Select(language => Language(language.Type))]));
        elsa.MapGet("/descriptors/variables", (HttpRequest request) => ElsaAnswers.Items(
            [.. VariableTypes.Select(type => new { typeName = type.Name, displayName = type.Text.In(request.IsChinese()), category = "Data", description = type.Text.In(request.IsChinese()) })]));
        elsa.MapGet("/descriptors/storage-drivers", (HttpRequest request) => ElsaAnswers.Items(
            [new { typeName = Driver, displayName = new Words("With the case", "随案件保存").In(request.IsChinese()), priority = 0, deprecated = false }]));
        foreach (var none in (string[])["workflow-activation-strategies", "incident-strategies", "log-persistence-strategies", "commit-strategies/workflows", "commit-strategies/activities", "output-converters"])
            elsa.MapGet($"/descriptors/{none}", () => ElsaAnswers.Items<object>([]));
    }

    /// <summary>Studio asks again after every save: an answer that is the same is not sent twice.</summary>
    private static async Task<IResult> ActivitiesAsync(HttpContext context, DesignerOptions options)
    {
        var items = ActivityDescriptors.All(Known, context.Request.IsChinese(), await options.ForAsync(Sources, context));
        var body = JsonSerializer.SerializeToUtf8Bytes(new { items, count = items.Count }, JsonSerializerOptions.Web);
        context.Response.GetTypedHeaders().Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        SecurityHeaders.Cache(context, "private, no-cache");
        return Results.Bytes(body, "application/json; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\""));
    }

    private static async Task<IResult> OneAsync(string typeName, HttpContext context, DesignerOptions options)
    {
        var found = ActivityDescriptors.All(Known, context.Request.IsChinese(), await options.ForAsync(Sources, context)).FirstOrDefault(item => item!["typeName"]!.ToString() == typeName);
        return found is null ? ElsaAnswers.NotFound($"There is no activity '{typeName}'{Nearest.Hint(typeName, [.. Known.Select(type => type.TypeName)])}") : Results.Ok(found.DeepClone());
    }

    private static async Task<IResult> OptionsAsync(string typeName, string property, HttpContext context, DesignerOptions options)
    {
        var (body, problem) = await RequestBody.ReadAsync<FindCases>(context.Request);
        if (problem is not null) return problem;
        var input = Known.FirstOrDefault(type => type.TypeName == typeName)?.Inputs.FirstOrDefault(input => string.Equals(input.Name, property, StringComparison.OrdinalIgnoreCase));
        if (input is null) return ElsaAnswers.NotFound($"There is no input '{property}' of an activity '{typeName}'.");
        return Results.Ok(new { items = ActivityDescriptors.Specifications(input, context.Request.IsChinese(), await options.ForAsync([input.OptionsFrom], context), Current(body, input)) });
    }

    /// <summary>The value that an input has now, where it is a literal.</summary>
    private static string? Current(JsonElement body, InputDescriptor input)
    {
        var value = JsonObject.Create(body)?["context"]?[input.JsonName]?["expression"];
        return value?["type"]?.ToString() == "Literal" && value["value"] is JsonValue text && text.TryGetValue<string>(out var written) ? written : null;
    }

    private static object Language(string type) => new
    {
        type, displayName = type, isSerializable = true, isBrowsable = Chosen.Contains(type),
        properties = type switch
        {
            "JavaScript" => new Dictionary<string, string> { ["MonacoLanguage"] = "javascript" },
            "Liquid" => new() { ["MonacoLanguage"] = "liquid" },
            "Object" => new() { ["MonacoLanguage"] = "json" },
            _ => [],
        },
    };
}
