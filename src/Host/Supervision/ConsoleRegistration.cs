using Doorstep.Host.Pages;
using Doorstep.Host.Supervision.Parts;
using Microsoft.AspNetCore.Authorization;
using MudBlazor.Services;

namespace Doorstep.Host.Supervision;

/// <summary>The supervisors' console under <c>/console</c>: Blazor on the server, so that no data leaves it but what a page shows.</summary>
internal static class ConsoleRegistration
{
    public const string Home = "/console";

    private const int CircuitsKept = 200;

    private static readonly PageShelf Own = new("Supervision");
    private static readonly PageShelf MudBlazor = new("MudBlazor");
    private static readonly PageShelf Blazor = new("Blazor");

    public static void AddConsole(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(options =>
        {
            options.DetailedErrors = false;
            options.DisconnectedCircuitMaxRetained = CircuitsKept;
        });
        builder.Services.AddMudServices();
        builder.Services.AddScoped<Reader>();
        builder.Services.AddSingleton<IAuthorizationHandler, ConsoleRightHandler>();
        builder.Services.AddAuthorizationBuilder().AddPolicy(ConsoleRight.Policy, ConsoleRight.Of());
    }

    public static void MapConsole(this WebApplication app)
    {
        var console = app.MapGroup("").ExcludeFromDescription().RequireAuthorization(ConsoleRight.Policy);
        console.MapGet("/console/language/{language}", ConsoleLanguage.Choose);
        console.MapPost(ConsoleExport.Path, ConsoleExport.SendAsync);
        console.MapGet("/console/assets/{file}", (string file, HttpContext context) => Asset(Own, file, context));
        console.MapGet("/_content/MudBlazor/{file}", (string file, HttpContext context) => Asset(MudBlazor, file, context));
        console.MapGet("/_framework/blazor.web.js", (HttpContext context) => Asset(Blazor, "blazor.web.js", context));
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireAuthorization(ConsoleRight.Policy);
    }

    private static IResult Asset(PageShelf shelf, string file, HttpContext context) => shelf.Find(file) is { } text
        ? PageShelf.Asset(file, text, context) : Api.Problems.Of(StatusCodes.Status404NotFound, "no-route", "Not Found.", $"There is nothing at '{context.Request.Path}'.");
}
