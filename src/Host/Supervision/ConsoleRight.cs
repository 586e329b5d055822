using Doorstep.Host.People;
using Doorstep.Workflows.Commands;
using Microsoft.AspNetCore.Authorization;

namespace Doorstep.Host.Supervision;

/// <summary>Who comes into the console: people who are signed in and may read the desk. What they may do there is checked at every command again.</summary>
internal sealed class ConsoleRight : IAuthorizationRequirement
{
    public const string Policy = "console";

    public static AuthorizationPolicy Of() => new AuthorizationPolicyBuilder(Session.Scheme).RequireAuthenticatedUser().AddRequirements(new ConsoleRight()).Build();
}

/// <summary>Asks the session who it is.</summary>
internal sealed class ConsoleRightHandler(SessionBook sessions) : AuthorizationHandler<ConsoleRight>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, ConsoleRight requirement)
    {
        if (Session.Of(context.User) is { } session && await sessions.FindAsync(session, CancellationToken.None) is { } actor && Rights.May<GetDesk>(actor)) context.Succeed(requirement);
    }
}
