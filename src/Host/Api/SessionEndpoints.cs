using Doorstep.Host.People;
using Doorstep.Host.Security;
using Microsoft.AspNetCore.Antiforgery;

namespace Doorstep.Host.Api;

/// <summary>A bearer token of a page.</summary>
/// <param name="Token">Send it as <c>Authorization: Bearer …</c>.</param>
/// <param name="ExpiresAt">Until when it lets somebody in (UTC); ask for another before.</param>
internal sealed record SessionTokenView(string Token, DateTimeOffset ExpiresAt);

/// <summary>Tokens for the pages of somebody who is signed in.</summary>
internal static class SessionEndpoints
{
    public const string FormHeader = "X-Form-Token";

    public static void MapSessions(this IEndpointRouteBuilder api) => api.MapPost("/session/token", IssueAsync).WithTags("Sessions")
        .RequireAuthorization(policy => policy.AddAuthenticationSchemes(Session.Scheme).RequireAuthenticatedUser())
        .WithName("issueSessionToken").Produces<SessionTokenView>().ProducesProblem(400).Header(FormHeader, "The page's own token against forgery.")
        .WithSummary("A short-lived bearer token for a page").WithDescription("For pages of this service: it takes the cookie of a person who signed in at /sign-in, and no key.");

    private static async Task<IResult> IssueAsync(HttpContext context, SessionTokens tokens, IAntiforgery forms)
    {
        if (!await forms.IsRequestValidAsync(context)) return Problems.Of(StatusCodes.Status400BadRequest, "forgery", "This page is out of date.", $"Send the page's token in the header {FormHeader}; load the page again to get one.");
        var (token, until) = tokens.Issue(Session.Of(context.User)!);
        return Results.Ok(new SessionTokenView(token, until));
    }
}
