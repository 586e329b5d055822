using System.Net;
using Doorstep.Host.Api;
using Doorstep.Host.Pages;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Trying;
using Microsoft.AspNetCore.Antiforgery;

namespace Doorstep.Host.Studio;

/// <summary>Our pages around Studio's elements. Each is one file with places to fill in.</summary>
internal static class StudioPages
{
    private const string MissingEn = "The designer is not part of this build: Elsa Studio is restored by npm while Doorstep is built; install Node.js 20 or later, make sure that the npm registry can be reached, and build again.";
    private const string MissingZh = "此构建不含设计器：Elsa Studio 在构建 Doorstep 时由 npm 还原；请安装 Node.js 20 或更高版本，确认可以访问 npm 源，然后重新构建。";

    private static readonly PageShelf Shelf = new("Studio");

    /// <summary>The page around one of Studio's elements; the page's script chooses which by the address.</summary>
    public static IResult Shell(HttpContext context, IAntiforgery forms, string person) => Shelf.Fill("shell.html", Frame(context, forms, person));

    /// <summary>A page of our own in the same frame.</summary>
    /// <param name="context">Who asks, in which language.</param>
    /// <param name="forms">The tokens against forgery.</param>
    /// <param name="person">Who is signed in.</param>
    /// <param name="script">The script that makes it.</param>
    /// <param name="actor">The same, with roles: nobody is offered what would be refused.</param>
    public static IResult Own(HttpContext context, IAntiforgery forms, string person, string script, Actor actor) => Shelf.Fill("page.html", new(Frame(context, forms, person))
    {
        ["script"] = script, ["mayTry"] = Rights.May<SimulateDefinition>(actor) ? "true" : "false", ["mayForesee"] = Rights.May<ForeseeDefinition>(actor) ? "true" : "false",
    });

    private static Dictionary<string, string> Frame(HttpContext context, IAntiforgery forms, string person) => new()
    {
        ["language"] = context.Request.IsChinese() ? "zh-CN" : "en", ["token"] = forms.GetAndStoreTokens(context).RequestToken!, ["person"] = person,
        ["definitions"] = context.Request.IsChinese() ? "流程定义" : "Definitions", ["instances"] = context.Request.IsChinese() ? "案件" : "Cases",
        ["signOut"] = context.Request.IsChinese() ? "退出" : "Sign out", ["wait"] = context.Request.IsChinese() ? "正在加载…" : "Loading…", ["publications"] = context.Request.IsChinese() ? "发布审批" : "Approvals",
    };

    /// <summary>Says what is missing where the bundle is not there.</summary>
    public static IResult Missing(HttpContext context) =>
        PageShelf.Html($"<!doctype html><meta charset=\"utf-8\"><title>Doorstep</title><p>{WebUtility.HtmlEncode(context.Request.IsChinese() ? MissingZh : MissingEn)}</p>", StatusCodes.Status503ServiceUnavailable);

    /// <summary>A script or style of ours, or null.</summary>
    public static string? Asset(string name) => Shelf.Find(name);
}
