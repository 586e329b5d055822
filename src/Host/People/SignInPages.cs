using Doorstep.Host.Api;
using Doorstep.Host.Pages;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage.People;
using Microsoft.AspNetCore.Antiforgery;

namespace Doorstep.Host.People;

/// <summary>The page that people sign in on, and the one of their own account.</summary>
internal static class SignInPages
{
    public static PageShelf Shelf { get; } = new("People");

    /// <param name="context">The request.</param>
    /// <param name="forms">Against forgery.</param>
    /// <param name="returnTo">Where to go on to.</param>
    /// <param name="fault">What was wrong, in the reader's language; null: nothing.</param>
    /// <param name="status">The status.</param>
    public static IResult SignIn(HttpContext context, IAntiforgery forms, string returnTo, string? fault = null, int status = StatusCodes.Status401Unauthorized) => Shelf.Fill("sign-in.html", new()
    {
        ["language"] = context.Request.IsChinese() ? "zh-CN" : "en", ["token"] = forms.GetAndStoreTokens(context).RequestToken!, ["returnTo"] = returnTo, ["fault"] = fault ?? "",
        ["title"] = Say(context, "Sign in", "登录"), ["name"] = Say(context, "Name", "用户名"), ["password"] = Say(context, "Password", "密码"), ["signIn"] = Say(context, "Sign in", "登录"),
        ["note"] = Say(context, "The first time: 'administrator' with the administrator key as the password.", "首次登录：用户名 administrator，密码为管理员密钥。"),
    }, fault is null ? StatusCodes.Status200OK : status);

    public static IResult Account(HttpContext context, IAntiforgery forms, PersonRecord person, string? fault = null) => Shelf.Fill("account.html", new()
    {
        ["language"] = context.Request.IsChinese() ? "zh-CN" : "en", ["token"] = forms.GetAndStoreTokens(context).RequestToken!, ["person"] = person.Name, ["roles"] = string.Join(", ", person.Roles),
        ["fault"] = fault ?? "", ["title"] = Say(context, "Your account", "我的账户"), ["current"] = Say(context, "Password now", "当前密码"), ["new"] = Say(context, "New password", "新密码"),
        ["rule"] = Say(context, "At least 12 characters; a few words that only you would put together are good.", "至少 12 个字符；建议使用只有您会想到的几个词。"), ["change"] = Say(context, "Change the password", "修改密码"),
        ["signOut"] = Say(context, "Sign out", "退出"),
        ["hasPassword"] = person.PasswordHash is null ? "hidden" : "shown", ["hasDesigner"] = Rights.May<FindCases>(SessionBook.ActorOf(person)) ? "shown" : "hidden", ["designer"] = Say(context, "Designer", "流程设计器"),
    }, fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    public static string Say(HttpContext context, string english, string chinese) => context.Request.IsChinese() ? chinese : english;
}
