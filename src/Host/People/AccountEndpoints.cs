using Doorstep.Host.Security;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Storage.People;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace Doorstep.Host.People;

/// <summary>What people change of their own account: password and passkeys.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this WebApplication app)
    {
        var pages = app.MapGroup("/account").ExcludeFromDescription().AllowAnonymous();
        pages.MapGet("", async (HttpContext context, PersonUsers users, PersonStore people, IAntiforgery forms) =>
            await FindAsync(context, users) is { } account ? SignInPages.Account(context, forms, account.Record, await people.PasskeysAsync(account.Record.Id)) : Results.Redirect("/sign-in?returnTo=%2Faccount"));
        pages.MapPost("/password", PasswordAsync).RequireRateLimiting(RateLimits.SignIn);
        pages.MapPost("/passkey/options", async (HttpContext context, PersonUsers users, Passkeys passkeys, IAntiforgery forms) =>
            await FindAsync(context, users) is { } account && await forms.IsRequestValidAsync(context) ? Results.Ok(await passkeys.AskForNewAsync(account, context)) : SignInEndpoints.Forged());
        pages.MapPost("/passkey", AddPasskeyAsync);
        pages.MapPost("/passkey/remove", RemovePasskeyAsync);
    }

    private static async Task<IResult> PasswordAsync(HttpContext context, PersonUsers users, PersonStore people, SessionBook sessions, AuditTrail audit, ApiKey keys, IAntiforgery forms)
    {
        if (await FindAsync(context, users) is not { } account || !await forms.IsRequestValidAsync(context)) return SignInEndpoints.Forged();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (current, password, session) = (form["current"].ToString(), form["password"].ToString(), Session.Of(context.User)!);
        var actor = SessionBook.ActorOf(account.Record) with { Origin = context.Origin() };

        // Whoever came in with a key, a passkey or the bank's provider and has no password yet chooses its first one; whoever has one shows that it knows it.
        if (account.Record.PasswordHash is not null && (await users.IsLockedOutAsync(account) || !await users.CheckPasswordAsync(account, current)))
        {
            await users.AccessFailedAsync(account);
            await audit.RefusedAsync(actor, "password.change", reason: "The password now was wrong.");
            return await AgainAsync("The password now is wrong.", "当前密码错误。");
        }

        if (password == current || await keys.FindAsync(password, context.Origin(), context.RequestAborted) is not null) return await AgainAsync("Choose another one than you have now, and no key.", "请设置与当前不同的密码，且不要使用密钥。");
        if (await FaultAsync(users, account, password) is { } fault) return await AgainAsync(fault, fault);
        account.Record = account.Record with { PasswordHash = users.PasswordHasher.HashPassword(account, password), Stamp = PersonStamp.New(), FailedCount = 0 };
        if (!(await users.UpdateAsync(account)).Succeeded) return await AgainAsync("Somebody changed your account at the same moment. Send it again.", "您的账户刚被修改，请重试。");
        await audit.DidAsync(actor, "password.change");
        await sessions.OpenAsync(context, account.Record, "password");
        return Results.Redirect("/account");

        async Task<IResult> AgainAsync(string english, string chinese) =>
            SignInPages.Account(context, forms, account.Record, await people.PasskeysAsync(account.Record.Id), SignInPages.Say(context, english, chinese));
    }

    /// <summary>What is wrong with a password; null: nothing.</summary>
    public static async Task<string?> FaultAsync(PersonUsers users, PersonAccount account, string password)
    {
        foreach (var validator in users.PasswordValidators)
            if (await validator.ValidateAsync(users, account, password) is { Succeeded: false } wrong) return string.Join(' ', wrong.Errors.Select(error => error.Description));
        return null;
    }

    private static async Task<IResult> AddPasskeyAsync(HttpContext context, PersonUsers users, Passkeys passkeys, IAntiforgery forms)
    {
        if (await FindAsync(context, users) is not { } account || !await forms.IsRequestValidAsync(context)) return SignInEndpoints.Forged();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await passkeys.AddAsync(account, context, form["credential"].ToString(), form["state"].ToString(), form["name"].ToString()) is { } fault
            ? Api.Problems.Of(StatusCodes.Status400BadRequest, "passkey", "The passkey was not added.", fault) : Results.Ok(new { returnTo = "/account" });
    }

    private static async Task<IResult> RemovePasskeyAsync(HttpContext context, PersonUsers users, PersonStore people, AuditTrail audit, IAntiforgery forms)
    {
        if (await FindAsync(context, users) is not { } account || !await forms.IsRequestValidAsync(context)) return SignInEndpoints.Forged();
        var id = (await context.Request.ReadFormAsync(context.RequestAborted))["id"].ToString();
        var known = (await people.PasskeysAsync(account.Record.Id)).FirstOrDefault(key => Convert.ToHexStringLower(key.CredentialId) == id);
        if (known is not null && await people.DeletePasskeyAsync(account.Record.Id, known.CredentialId))
            await audit.DidAsync(SessionBook.ActorOf(account.Record) with { Origin = context.Origin() }, "passkey.remove", known.Name);
        return Results.Redirect("/account");
    }

    /// <summary>Who is signed in.</summary>
    private static async Task<PersonAccount?> FindAsync(HttpContext context, PersonUsers users)
    {
        if (await context.AuthenticateAsync(Session.Scheme) is not { Succeeded: true, Principal: { } person }) return null;
        context.User = person;
        return await users.FindByIdAsync(Session.Of(person)!.PersonId);
    }
}
