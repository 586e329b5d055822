using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Doorstep.Host.Api;

/// <summary>What the OpenAPI document says beyond what the endpoints' types say.</summary>
internal static class ApiDocument
{
    private const string Introduction =
        "Starts cases, reports what happened to them and shows why they stand where they stand. Amounts are whole numbers in minor units. Times are written in UTC to the millisecond "
        + "(`2031-03-01T09:00:00.000Z`) and read as ISO 8601 with any offset. Errors are RFC 9457 problem details: `type` says what kind, `errors` names every fault with its path. Members that have no value are null.";

    public static Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo { Title = "Doorstep", Version = "v1", Description = Introduction };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["ApiKey"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "Authorization", Description = "`ApiKey <key>`" },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("ApiKey", document)] = [] }];
        return Task.CompletedTask;
    }

    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var note in metadata.OfType<ParameterNote>()) Add(operation, note);
        if (metadata.OfType<BodyExample>().FirstOrDefault() is not { } body) return Task.CompletedTask;
        var content = new OpenApiMediaType { Schema = body.Schema ?? new OpenApiSchema { Type = JsonSchemaType.Object }, Example = JsonNode.Parse(body.Json) };
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = content } };
        return Task.CompletedTask;
    }

    public static async Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = context.JsonTypeInfo.Type;
        var (inner, none) = Nullable.GetUnderlyingType(type) is { } optional ? (optional, JsonSchemaType.Null) : (type, default);
        if (inner.IsEnum || inner == typeof(DateTimeOffset)) schema.Type ??= JsonSchemaType.String | none;
        if (type != typeof(ProblemDetails)) return;
        schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
        schema.Properties["errors"] = await context.GetOrCreateSchemaAsync(typeof(Fault[]), cancellationToken: cancellation);
        schema.Properties["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Under which the service's log has more." };
    }

    private static void Add(OpenApiOperation operation, ParameterNote note)
    {
        operation.Parameters ??= [];
        if (operation.Parameters.OfType<OpenApiParameter>().FirstOrDefault(known => known.Name == note.Name && known.In == note.In) is not { } parameter)
            operation.Parameters.Add(parameter = new OpenApiParameter { Name = note.Name, In = note.In });
        parameter.Description = note.Text;
        parameter.Schema = note.Range is var (from, to, otherwise)
            ? new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = $"{from}", Maximum = $"{to}", Default = otherwise }
            : new OpenApiSchema { Type = JsonSchemaType.String, Enum = note.Words.Length == 0 ? null : [.. note.Words.Select(word => JsonValue.Create(word))] };
    }
}
