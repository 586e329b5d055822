using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Doorstep.Host.Watching;
using Microsoft.AspNetCore.Authorization;
using Scalar.AspNetCore;

namespace Doorstep.Host.Api;

/// <summary>The API's wiring: JSON, problem details, the OpenAPI document and its page.</summary>
internal static class ApiRegistration
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.MaxDepth = 1000; // What a case was able to keep can be shown.
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            options.SerializerOptions.Converters.Add(new InstantConverter());
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        builder.Services.AddVerifying();
        builder.Services.AddProblemDetails().AddExceptionHandler<ProblemHandler>();
        builder.Services.AddOpenApi("v1", options => options
            .AddDocumentTransformer(ApiDocument.Introduce).AddOperationTransformer(ApiDocument.Describe).AddSchemaTransformer(ApiDocument.DescribeAsync));
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi();
        var documentation = app.MapGroup("/docs");
        documentation.MapScalarApiReference("", options =>
        {
            options.WithTitle("Doorstep API").WithOpenApiRoutePattern("/openapi/{documentName}.json").DisableDefaultFonts().DisableTelemetry().DisableAgent().HideClientButton();
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        });
        ((IEndpointConventionBuilder)documentation).Finally(LetNobodyIn);
        var api = app.MapGroup("/api/v1").RefuseUnknownQueries().ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        api.MapCases();
        api.MapCaseLists();
        api.MapDefinitions();
        api.MapPublications();
        api.MapFacts();
        api.MapHouse();
        api.MapOverrides();
        api.MapDesk();
        api.MapOutbox();
        api.MapPolicyPacks();
        api.MapCalendars();
        api.MapDeadlines();
        api.MapCatchUp();
        api.MapReconcile();
        api.MapTemplates();
        api.MapRegisters();
        api.MapSessions();
        api.MapPersons();
        api.MapKeys();
        api.MapDataKeys();
        api.MapAccessLog();
        api.MapVerifying();
        api.MapMetrics();
    }

    /// <summary>Scalar lets everybody have its scripts.</summary>
    private static void LetNobodyIn(EndpointBuilder endpoint)
    {
        foreach (var open in endpoint.Metadata.OfType<IAllowAnonymous>().ToArray()) endpoint.Metadata.Remove(open);
    }
}
