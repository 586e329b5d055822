using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Doorstep.Host.Api;
using Doorstep.Host.Security;
using Doorstep.Host.Setup;
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
        studio.MapPost("/studio/sign-in", SignInAsync);
        studio.MapPost("/studio/sign-out", SignOutAsync);
        // The viewer has two links that know nothing of a base path.
        studio.MapGet("/workflows/{**rest}", (string rest) => Results.Redirect($"/studio/workflows/{Uri.EscapeDataString(rest).Replace("%2F", "/", StringComparison.Ordinal)}"));
        studio.MapGet("/diagnostics/structured-logs", (string? workflowInstanceId) => Results.Redirect($"/studio/workflows/instances/{Uri.EscapeDataString(workflowInstanceId ?? "")}/view"));
    }

    private static async Task<IResult> GetAsync(string? path, HttpContext context, StudioFiles files, IAntiforgery forms)
    {
        path ??= "";
        var script = Script(path);
        // Our own pages need nothing of the bundle.
        if (!files.AreThere && script is null && path != "sign-in" && !path.StartsWith("host/", StringComparison.Ordinal)) return StudioPages.Missing(context);
        if (files.Find(path) is { } file) return Send(file, context);
        if (path.StartsWith("host/", StringComparison.Ordinal) && StudioPages.Asset(path[5..]) is { } asset) return Send(path, asset, context);
        if (path == "sign-in") return StudioPages.SignIn(context, forms, Local(context.Request.Query["returnTo"]));
        if (path.TrimEnd('/').Length == 0) return Results.Redirect(Home);
        if (!Page().IsMatch(path)) return Problems.Of(StatusCodes.Status404NotFound, "no-route", "Not Found.", $"There is nothing at '{context.Request.Path}'. The designer begins at {Home}.");
        var session = await context.AuthenticateAsync(StudioSession.SchemeName);
        if (session is not { Succeeded: true, Principal: var person }) return Results.Redirect($"/studio/sign-in?returnTo={Uri.EscapeDataString(context.Request.Path)}");
        context.User = person;
        return script is not null ? StudioPages.Own(context, forms, person.Identity?.Name ?? "", script) : StudioPages.Shell(context, forms, person.Identity?.Name ?? "");
    }

    private static async Task<IResult> SignInAsync(HttpContext context, StudioSession session, IAntiforgery forms)
    {
        if (!await forms.IsRequestValidAsync(context)) return StudioPages.SignIn(context, forms, Home, "This form is out of date. Send it again.");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var returnTo = Local(form["returnTo"]);
        var fault = await session.OpenAsync(context, form["key"].ToString().Trim());
        return fault is null ? Results.Redirect(returnTo) : StudioPages.SignIn(context, forms, returnTo, fault);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery forms)
    {
        var session = await context.AuthenticateAsync(StudioSession.SchemeName);
        if (session.Principal is { } person) context.User = person;
        if (!await forms.IsRequestValidAsync(context)) return Problems.Of(StatusCodes.Status400BadRequest, "forgery", "This form is out of date.", "Load the page again and sign out there.");
        await context.SignOutAsync(StudioSession.SchemeName);
        return Results.Redirect("/studio/sign-in");
    }

    private static IResult Send(StudioFile file, HttpContext context)
    {
        var coding = StudioFiles.Coding(file, context.Request);
        SecurityHeaders.Cache(context, file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache");
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (coding is not null) context.Response.Headers.ContentEncoding = coding;
        return Results.File(StudioFiles.PathOf(file, coding), file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Tag}{(coding is null ? "" : $"-{coding}")}\""));
    }

    private static IResult Send(string path, string text, HttpContext context)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        SecurityHeaders.Cache(context, "no-cache");
        return Results.Bytes(
            bytes, path.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\""));
    }

    /// <summary>A page of ours to go on to; whatever else was asked for is not gone to.</summary>
    private static string Local(string? returnTo) => returnTo?.StartsWith("/studio/", StringComparison.Ordinal) == true && Page().IsMatch(returnTo["/studio/".Length..]) ? returnTo : Home;

    /// <summary>The script of a page of our own; null for one around an element of Studio.</summary>
    private static string? Script(string path) => path == "publications" ? "publications.js" : OwnPage().Match(path) is { Success: true } own ? $"{own.Groups[1].Value}.js" : null;

    [GeneratedRegex(@"^(?:publications|workflows/(?:definitions|instances)(?:/[^/\\]+/(?:edit|view|diff|simulation))?)\z")]
    private static partial Regex Page();

    [GeneratedRegex(@"/(diff|simulation)\z")]
    private static partial Regex OwnPage();
}
