using Doorstep.Host.Security;
using Doorstep.Workflows.Commands.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace Doorstep.Host.People;

/// <summary>What people change of their own account: its password.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this WebApplication app)
    {
        var pages = app.MapGroup("/account").ExcludeFromDescription().AllowAnonymous();
        pages.MapGet("", async (HttpContext context, PersonUsers users, IAntiforgery forms) =>
            await FindAsync(context, users) is { } account ? SignInPages.Account(context, forms, account.Record) : Results.Redirect("/sign-in?returnTo=%2Faccount"));
        pages.MapPost("/password", PasswordAsync).RequireRateLimiting(RateLimits.SignIn);
    }

    private static async Task<IResult> PasswordAsync(HttpContext context, PersonUsers users, SessionBook sessions, AuditTrail audit, ApiKey keys, IAntiforgery forms)
    {
        if (await FindAsync(context, users) is not { } account || !await forms.IsRequestValidAsync(context)) return SignInEndpoints.Forged();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (current, password) = (form["current"].ToString(), form["password"].ToString());
        var actor = SessionBook.ActorOf(account.Record) with { Origin = context.Origin() };

        // Whoever came in with the administrator's key and has no password yet chooses its first one; whoever has one shows that it knows it.
        if (account.Record.PasswordHash is not null && !await KnowsPasswordAsync(context, users, audit, account, current, "password.change")) return Again("The password now is wrong.", "当前密码错误。");

        if (password == current || await keys.FindAsync(password, context.Origin(), context.RequestAborted) is not null) return Again("Choose another one than you have now, and no key.", "请设置与当前不同的密码，且不要使用密钥。");
        if (await FaultAsync(users, account, password) is { } fault) return Again(fault, fault);
        account.Record = account.Record with { PasswordHash = users.PasswordHasher.HashPassword(account, password), Stamp = PersonStamp.New(), FailedCount = 0 };
        if (!(await users.UpdateAsync(account)).Succeeded) return Again("Somebody changed your account at the same moment. Send it again.", "您的账户刚被修改，请重试。");
        await audit.DidAsync(actor, "password.change");
        await sessions.OpenAsync(context, account.Record, "password");
        return Results.Redirect("/account");

        IResult Again(string english, string chinese) => SignInPages.Account(context, forms, account.Record, SignInPages.Say(context, english, chinese));
    }

    /// <summary>What is wrong with a password; null: nothing.</summary>
    public static async Task<string?> FaultAsync(PersonUsers users, PersonAccount account, string password)
    {
        foreach (var validator in users.PasswordValidators)
            if (await validator.ValidateAsync(users, account, password) is { Succeeded: false } wrong) return string.Join(' ', wrong.Errors.Select(error => error.Description));
        return null;
    }

    /// <summary>Whether somebody who is signed in knows the account's password, so that a browser that was left open is not enough. Wrong ones count.</summary>
    public static async Task<bool> KnowsPasswordAsync(HttpContext context, PersonUsers users, AuditTrail audit, PersonAccount account, string current, string act)
    {
        if (!await users.IsLockedOutAsync(account) && await users.CheckPasswordAsync(account, current)) return true;
        await users.AccessFailedAsync(account);
        await audit.RefusedAsync(SessionBook.ActorOf(account.Record) with { Origin = context.Origin() }, act, reason: "The password now was wrong.");
        return false;
    }

    /// <summary>Who is signed in.</summary>
    public static async Task<PersonAccount?> FindAsync(HttpContext context, PersonUsers users)
    {
        if (await context.AuthenticateAsync(Session.Scheme) is not { Succeeded: true, Principal: { } person }) return null;
        context.User = person;
        return await users.FindByIdAsync(Session.Of(person)!.PersonId);
    }
}
