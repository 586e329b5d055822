using Doorstep.Host.Api;
using Doorstep.Workflows.Simulation;

namespace Doorstep.Host.Designer;

/// <summary>The API that Elsa Studio 3.8.2 speaks, over our definitions and cases. It is Studio's, not ours: it is not in our document.</summary>
internal static class DesignerEndpoints
{
    public static void AddDesigner(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DefinitionShelf>().AddSingleton<OwnSaves>().AddSingleton<DefinitionEdits>().AddSingleton<InstanceReads>().AddSingleton<DesignerOptions>();
        builder.Services.AddSingleton<SimulatedPeople, Demo.DemoPeople>();
        builder.Services.AddSignalR();
        builder.Services.AddSingleton<InstanceWatch>().AddHostedService(services => services.GetRequiredService<InstanceWatch>());
    }

    public static void MapDesigner(this WebApplication app)
    {
        var elsa = app.MapGroup("/elsa/api").ExcludeFromDescription().AddEndpointFilter(ElsaAnswers.FilterAsync);
        elsa.MapDefinitionReads();
        elsa.MapDefinitionEdits();
        elsa.MapBulkActions();
        elsa.MapDescriptors();
        elsa.MapInstances();
        elsa.MapExecutions();
        elsa.MapSmallThings();
        elsa.Map("/{**rest}", (HttpRequest request) => Problems.Of(
            StatusCodes.Status404NotFound, "no-route", "Not Found.", $"There is nothing at '{request.Path}' for {request.Method}. Doorstep answers what Elsa Studio 3.8.2 asks for."));
        app.MapHub<WorkflowInstanceHub>(WorkflowInstanceHub.Address);
    }
}
