using System.Net;
using System.Reflection;
using System.Text;
using Doorstep.Host.Api;
using Microsoft.AspNetCore.Antiforgery;

namespace Doorstep.Host.Studio;

/// <summary>Our pages around Studio's elements. Each is one file with places to fill in.</summary>
internal static class StudioPages
{
    private const string MissingEn = "The designer is not part of this build: Elsa Studio is restored by npm while Doorstep is built; install Node.js 20 or later, make sure that the npm registry can be reached, and build again.";
    private const string MissingZh = "此构建不含设计器：Elsa Studio 在构建 Doorstep 时由 npm 还原；请安装 Node.js 20 或更高版本，确认可以访问 npm 源，然后重新构建。";

    private static readonly Dictionary<string, string> Texts = Read();

    /// <summary>The page around one of Studio's elements; the page's script chooses which by the address.</summary>
    public static IResult Shell(HttpContext context, IAntiforgery forms, string person) => Html(Fill("shell.html", Frame(context, forms, person)));

    /// <summary>A page of our own in the same frame.</summary>
    /// <param name="context">Who asks, in which language.</param>
    /// <param name="forms">The tokens against forgery.</param>
    /// <param name="person">Who is signed in.</param>
    /// <param name="script">The script that makes it.</param>
    public static IResult Own(HttpContext context, IAntiforgery forms, string person, string script) => Html(Fill("page.html", new(Frame(context, forms, person)) { ["script"] = script }));

    private static Dictionary<string, string> Frame(HttpContext context, IAntiforgery forms, string person) => new()
    {
        ["language"] = context.Request.IsChinese() ? "zh-CN" : "en", ["token"] = forms.GetAndStoreTokens(context).RequestToken!, ["person"] = person,
        ["definitions"] = context.Request.IsChinese() ? "流程定义" : "Definitions", ["instances"] = context.Request.IsChinese() ? "案件" : "Cases",
        ["signOut"] = context.Request.IsChinese() ? "退出" : "Sign out", ["wait"] = context.Request.IsChinese() ? "正在加载…" : "Loading…", ["publications"] = context.Request.IsChinese() ? "发布审批" : "Approvals",
    };

    /// <summary>The page that asks for a key.</summary>
    public static IResult SignIn(HttpContext context, IAntiforgery forms, string returnTo, string? fault = null) => Html(Fill("sign-in.html", new()
    {
        ["language"] = context.Request.IsChinese() ? "zh-CN" : "en", ["token"] = forms.GetAndStoreTokens(context).RequestToken!, ["returnTo"] = returnTo, ["fault"] = fault ?? "",
        ["title"] = context.Request.IsChinese() ? "登录设计器" : "Sign in to the designer", ["key"] = context.Request.IsChinese() ? "API 密钥" : "API key", ["signIn"] = context.Request.IsChinese() ? "登录" : "Sign in",
        ["note"] = context.Request.IsChinese() ? "设计者可以编辑和发布；主管与合规人员可以查看。" : "Designers edit and publish; supervisors and compliance read.",
    }), fault is null ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized);

    /// <summary>Says what is missing where the bundle is not there.</summary>
    public static IResult Missing(HttpContext context) =>
        Html($"<!doctype html><meta charset=\"utf-8\"><title>Doorstep</title><p>{WebUtility.HtmlEncode(context.Request.IsChinese() ? MissingZh : MissingEn)}</p>", StatusCodes.Status503ServiceUnavailable);

    /// <summary>A script or style of ours, or null.</summary>
    public static string? Asset(string name) => Texts.GetValueOrDefault(name);

    private static string Fill(string name, Dictionary<string, string> values) =>
        values.Aggregate(Texts[name].Replace("{{>bar.html}}", Texts["bar.html"], StringComparison.Ordinal), (text, value) => text.Replace($"{{{{{value.Key}}}}}", WebUtility.HtmlEncode(value.Value), StringComparison.Ordinal));

    private static IResult Html(string text, int status = StatusCodes.Status200OK) => Results.Content(text, "text/html; charset=utf-8", Encoding.UTF8, status);

    private static Dictionary<string, string> Read()
    {
        const string prefix = "Studio/";
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(name => name[prefix.Length..], name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            return reader.ReadToEnd();
        }, StringComparer.Ordinal);
    }
}
