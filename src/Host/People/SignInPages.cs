using Doorstep.Host.Api;
using Doorstep.Host.Pages;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage.People;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Net.Http.Headers;

namespace Doorstep.Host.People;

/// <summary>The page that people sign in on, and the one of their own account.</summary>
internal static class SignInPages
{
    public static PageShelf Shelf { get; } = new("People");

    /// <param name="context">The request.</param>
    /// <param name="forms">Against forgery.</param>
    /// <param name="openId">Who else may say who somebody is.</param>
    /// <param name="returnTo">Where to go on to.</param>
    /// <param name="fault">What was wrong, in the reader's language; null: nothing.</param>
    /// <param name="status">The status.</param>
    public static IResult SignIn(HttpContext context, IAntiforgery forms, OpenIdSettings openId, string returnTo, string? fault = null, int status = StatusCodes.Status401Unauthorized) => Shelf.Fill("sign-in.html", new()
    {
        ["language"] = context.Request.IsChinese() ? "zh-CN" : "en", ["token"] = forms.GetAndStoreTokens(context).RequestToken!, ["returnTo"] = returnTo, ["fault"] = fault ?? "",
        ["title"] = Say(context, "Sign in", "登录"), ["name"] = Say(context, "Name", "用户名"), ["password"] = Say(context, "Password", "密码"), ["signIn"] = Say(context, "Sign in", "登录"),
        ["passkey"] = Say(context, "Sign in with a passkey", "使用通行密钥登录"),
        ["hasOpenId"] = openId.IsOn ? "shown" : "hidden", ["openId"] = Say(context, $"Sign in with {openId.Name}", $"使用 {openId.Name} 登录"),
        ["note"] = Say(context, "The first time: 'administrator' with the administrator key as the password.", "首次登录：用户名 administrator，密码为管理员密钥。"),
    }, fault is null ? StatusCodes.Status200OK : status);

    /// <summary>Somebody is signed in and goes on to a page of ours by itself.</summary>
    public static IResult GoOn(HttpContext context, string goTo) =>
        Shelf.Fill("go-on.html", new() { ["language"] = context.Request.IsChinese() ? "zh-CN" : "en", ["goTo"] = goTo, ["goOn"] = Say(context, "Go on", "继续") });

    public static IResult Account(HttpContext context, IAntiforgery forms, PersonRecord person, string? fault = null) => Shelf.Fill("account.html", new()
    {
        ["language"] = context.Request.IsChinese() ? "zh-CN" : "en", ["token"] = forms.GetAndStoreTokens(context).RequestToken!, ["person"] = person.Name, ["roles"] = string.Join(", ", person.Roles),
        ["fault"] = fault ?? "", ["title"] = Say(context, "Your account", "我的账户"), ["current"] = Say(context, "Password now", "当前密码"), ["new"] = Say(context, "New password", "新密码"),
        ["rule"] = Say(context, "At least 12 characters; a few words that only you would put together are good.", "至少 12 个字符；建议使用只有您会想到的几个词。"), ["change"] = Say(context, "Change the password", "修改密码"),
        ["signOut"] = Say(context, "Sign out", "退出"),
        ["passkeys"] = Say(context, "Passkeys", "通行密钥"), ["passkeyName"] = Say(context, "What you call it", "名称"), ["passkeyAdd"] = Say(context, "Add a passkey", "添加通行密钥"), ["passkeyRemove"] = Say(context, "Remove", "删除"),
        ["passkeyNote"] = Say(context, "Sign in with this device or a security key instead of the password.", "可使用本设备或安全密钥代替密码登录。"),
        ["hasConsole"] = Rights.May<GetDesk>(SessionBook.ActorOf(person)) ? "shown" : "hidden", ["console"] = Say(context, "Console", "督导工作台"),
        ["hasPassword"] = person.PasswordHash is null ? "hidden" : "shown", ["hasDesigner"] = Rights.May<FindCases>(SessionBook.ActorOf(person)) ? "shown" : "hidden", ["designer"] = Say(context, "Designer", "流程设计器"),
    }, fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    /// <summary>Somebody who is not signed in: a browser that asks for a page is led to sign in and comes back to it.</summary>
    public static IResult Ask(HttpContext context) => IsForPage(context.Request) && SignInEndpoints.Local(context.Request.Path) == context.Request.Path
        ? Results.Redirect($"/sign-in?returnTo={Uri.EscapeDataString(context.Request.Path)}")
        : Problems.Of(StatusCodes.Status401Unauthorized, "unauthorized", "Nobody is signed in.", "Sign in at /sign-in.");

    /// <summary>Somebody who is signed in and has no role for it.</summary>
    public static IResult Refuse(HttpContext context, IAntiforgery forms) => IsForPage(context.Request)
        ? Shelf.Fill("refused.html", new()
        {
            ["language"] = context.Request.IsChinese() ? "zh-CN" : "en", ["title"] = Say(context, "This page is not for you", "您无权访问此页面"),
            ["why"] = Say(context, "You have no role for it. Ask an administrator for one if you need it for your work.", "您没有相应的角色。如工作需要，请联系管理员。"), ["account"] = Say(context, "Your account", "我的账户"),
            ["token"] = forms.GetAndStoreTokens(context).RequestToken!, ["signOut"] = Say(context, "Sign out", "退出"),
        }, StatusCodes.Status403Forbidden)
        : Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "You may not do that.", "Ask an administrator for the right role.");

    private static bool IsForPage(HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Headers[HeaderNames.Accept].ToString().Contains("text/html", StringComparison.Ordinal);

    public static string Say(HttpContext context, string english, string chinese) => context.Request.IsChinese() ? chinese : english;
}
