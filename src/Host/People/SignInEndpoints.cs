using System.Text.RegularExpressions;
using Doorstep.Host.Api;
using Doorstep.Host.Pages;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace Doorstep.Host.People;

/// <summary>Signing in and out, for every page of the house.</summary>
internal static partial class SignInEndpoints
{
    /// <summary>Where somebody goes who asked for no page of ours.</summary>
    public const string Elsewhere = "/account";

    public static void MapSignIn(this WebApplication app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription().AllowAnonymous();
        pages.MapGet("/sign-in", (HttpContext context, IAntiforgery forms, OpenIdSettings openId) => SignInPages.SignIn(context, forms, openId, Local(context.Request.Query["returnTo"])));
        pages.MapPost("/sign-in", SignInAsync).RequireRateLimiting(RateLimits.SignIn);
        pages.MapPost("/sign-out", SignOutAsync);
        pages.MapGet("/people/{file}", (string file, HttpContext context) => SignInPages.Shelf.Find(file) is { } text && !file.EndsWith(".html", StringComparison.Ordinal)
            ? PageShelf.Asset(file, text, context) : Problems.Of(StatusCodes.Status404NotFound, "no-route", "Not Found.", $"There is nothing at '{context.Request.Path}'."));
    }

    /// <summary>A page of ours to go on to; whatever else was asked for is not gone to.</summary>
    public static string Local(string? returnTo) => returnTo is not null && Page().IsMatch(returnTo) ? returnTo : Elsewhere;

    public static IResult Forged() => Problems.Of(StatusCodes.Status400BadRequest, "forgery", "This form is out of date.", "Load the page again and send it from there.");

    private static async Task<IResult> SignInAsync(HttpContext context, SignIns signIns, DoorThrottle throttle, IAntiforgery forms, OpenIdSettings openId)
    {
        IResult Again(string returnTo, string english, string chinese, int status) => SignInPages.SignIn(context, forms, openId, returnTo, SignInPages.Say(context, english, chinese), status);

        if (!await forms.IsRequestValidAsync(context)) return Again("/account", "This form is out of date. Send it again.", "表单已过期，请重新提交。", StatusCodes.Status400BadRequest);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var returnTo = Local(form["returnTo"]);
        if (throttle.IsShut(context.Origin())) return Again(returnTo, DoorThrottle.Shut, "该地址的错误尝试过多，请五分钟后再试。", StatusCodes.Status429TooManyRequests);
        if (await signIns.OpenAsync(context, form["name"].ToString().Trim(), form["password"].ToString())) return Results.Redirect(returnTo);
        await throttle.FailedAsync(context.Origin());
        return Again(returnTo, "Name or password is wrong, or there were too many wrong ones: then wait a quarter of an hour.", "用户名或密码错误；如多次输错，请 15 分钟后再试。", StatusCodes.Status401Unauthorized);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SessionBook sessions, IAntiforgery forms)
    {
        if ((await context.AuthenticateAsync(Session.Scheme)).Principal is { } person) context.User = person;
        if (!await forms.IsRequestValidAsync(context)) return Forged();
        await sessions.CloseAsync(context);
        return Results.Redirect("/sign-in");
    }

    [GeneratedRegex(@"^/(?:account|console(?:/[a-z0-9-]{1,64}){0,3}|studio/publications|studio/workflows/(?:definitions|instances)(?:/[^/\\]+/(?:edit|view|diff|simulation))?)\z")]
    private static partial Regex Page();
}
