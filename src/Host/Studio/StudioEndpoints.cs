using System.Text.RegularExpressions;
using Doorstep.Host.Api;
using Doorstep.Host.Pages;
using Doorstep.Host.People;
using Doorstep.Host.Security;
using Doorstep.Host.Setup;
using Doorstep.Workflows.Commands;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Net.Http.Headers;

namespace Doorstep.Host.Studio;

/// <summary>Elsa Studio under <c>/studio</c>: the bundle, our pages around it, signing in and out.</summary>
internal static partial class StudioEndpoints
{
    private const string Home = "/studio/workflows/definitions";

    public static void AddStudio(this WebApplicationBuilder builder, HostSettings settings) => builder.Services.AddSingleton(_ => new StudioFiles(settings.StudioFolder));

    public static void MapStudio(this WebApplication app)
    {
        var studio = app.MapGroup("").ExcludeFromDescription().AllowAnonymous();
        studio.MapMethods("/studio/{**path}", [HttpMethods.Get, HttpMethods.Head], GetAsync);
        // Browsers ask for it wherever no page names another.
        studio.MapGet("/favicon.ico", (HttpContext context, StudioFiles files) => files.Find("_content/Elsa.Studio.Shell/favicon-32x32.png") is { } icon ? Send(icon, context) : Results.NoContent());
        // The viewer has two links that know nothing of a base path.
        studio.MapGet("/workflows/{**rest}", (string rest) => Results.Redirect($"/studio/workflows/{Uri.EscapeDataString(rest).Replace("%2F", "/", StringComparison.Ordinal)}"));
        studio.MapGet("/diagnostics/structured-logs", (string? workflowInstanceId) => Results.Redirect($"/studio/workflows/instances/{Uri.EscapeDataString(workflowInstanceId ?? "")}/view"));
    }

    private static async Task<IResult> GetAsync(string? path, HttpContext context, StudioFiles files, SessionBook sessions, IAntiforgery forms)
    {
        path ??= "";
        var script = Script(path);
        // Our own pages need nothing of the bundle.
        if (!files.AreThere && script is null && path != "sign-in" && !path.StartsWith("host/", StringComparison.Ordinal)) return StudioPages.Missing(context);
        if (files.Find(path) is { } file) return Send(file, context);
        if (path.StartsWith("host/", StringComparison.Ordinal) && StudioPages.Asset(path[5..]) is { } asset) return PageShelf.Asset(path, asset, context);
        if (path == "sign-in") return Results.Redirect($"/sign-in?returnTo={Uri.EscapeDataString(Home)}");
        if (path.TrimEnd('/').Length == 0) return Results.Redirect(Home);
        if (!Page().IsMatch(path)) return Problems.Of(StatusCodes.Status404NotFound, "no-route", "Not Found.", $"There is nothing at '{context.Request.Path}'. The designer begins at {Home}.");
        var session = await context.AuthenticateAsync(Session.Scheme);
        if (session is not { Succeeded: true, Principal: var person }) return Results.Redirect($"/sign-in?returnTo={Uri.EscapeDataString(context.Request.Path)}");
        context.User = person;
        // Whether somebody may ask for the first thing that the designer asks for.
        if (await sessions.FindAsync(Session.Of(person)!, context.RequestAborted) is not { } actor) return Results.Redirect($"/sign-in?returnTo={Uri.EscapeDataString(context.Request.Path)}");
        if (!Rights.May<FindCases>(actor)) return SignInPages.Refuse(context, forms);
        return script is not null ? StudioPages.Own(context, forms, person.Identity?.Name ?? "", script, actor) : StudioPages.Shell(context, forms, person.Identity?.Name ?? "");
    }

    private static IResult Send(StudioFile file, HttpContext context)
    {
        var coding = StudioFiles.Coding(file, context.Request);
        SecurityHeaders.Cache(context, file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache");
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (coding is not null) context.Response.Headers.ContentEncoding = coding;
        return Results.File(StudioFiles.PathOf(file, coding), file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Tag}{(coding is null ? "" : $"-{coding}")}\""));
    }

    /// <summary>The script of a page of our own; null for one around an element of Studio.</summary>
    private static string? Script(string path) => path == "publications" ? "publications.js" : OwnPage().Match(path) is { Success: true } own ? $"{own.Groups[1].Value}.js" : null;

    [GeneratedRegex(@"^(?:publications|workflows/(?:definitions|instances)(?:/[^/\\]+/(?:edit|view|diff|simulation))?)\z")]
    private static partial Regex Page();

    [GeneratedRegex(@"/(diff|simulation)\z")]
    private static partial Regex OwnPage();
}
