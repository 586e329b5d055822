using Doorstep.Workflows.Commands.Access;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>A command or query that somebody asks for.</summary>
public interface IActed : IMessage
{
    /// <summary>Who asks.</summary>
    Actor Actor { get; }
}

/// <summary>A command or query about one case.</summary>
public interface IAboutCase : IActed
{
    /// <summary>The case; null where a list is not narrowed to one.</summary>
    string? CaseId { get; }
}

/// <summary>Whoever sees the cases of some tenants only may ask for it all the same: it says nothing about cases, or it looks at the tenants itself. Everything else that is not about one case is refused.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForScopedAttribute : Attribute;

/// <summary>The roles that may ask for a command; every command names them.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowAttribute(params Role[] roles) : Attribute
{
    /// <summary>Any of these suffices.</summary>
    public IReadOnlyList<Role> Roles { get; } = roles;
}

/// <summary>Somebody asked for what is not theirs to ask. The edge answers 403.</summary>
public sealed class ForbiddenException(string message) : Exception(message)
{
    /// <summary>The audit log has it already.</summary>
    public bool IsLogged { get; init; }
}

/// <summary>The case is not there for whoever asks. The edge answers 404, as for one that is nowhere.</summary>
public sealed class UnknownCaseException(string caseId) : Exception($"There is no case '{caseId}'.");

/// <summary>Who may ask for what.</summary>
public static class Rights
{
    /// <summary>Throws a <see cref="ForbiddenException"/> unless somebody may ask for a command. An edge asks before it says anything about what was sent.</summary>
    public static void Demand<TMessage>(Actor actor)
        where TMessage : IActed => Of<TMessage>.Demand(actor);

    /// <summary>Whether somebody may ask for a command.</summary>
    public static bool May<TMessage>(Actor actor)
        where TMessage : IActed => Of<TMessage>.May(actor);

    /// <summary>Whether it is as a field agent, and as nothing else, that somebody may ask for a command.</summary>
    public static bool IsOnlyAsAgent<TMessage>(Actor actor)
        where TMessage : IActed => Of<TMessage>.IsOnlyAsAgent(actor);

    private static class Of<TMessage>
    {
        private static readonly Role[] Allowed =
            [.. ((AllowAttribute?)Attribute.GetCustomAttribute(typeof(TMessage), typeof(AllowAttribute)))?.Roles
                ?? throw new InvalidOperationException($"{typeof(TMessage).Name} does not say who may ask for it. Add [Allow(...)].")];

        private static readonly Role[] Others = [.. Allowed.Except([Role.Agent])];
        private static readonly bool IsForScoped = typeof(IAboutCase).IsAssignableFrom(typeof(TMessage)) || Attribute.IsDefined(typeof(TMessage), typeof(ForScopedAttribute));

        public static bool May(Actor actor) => actor.IsAny(Allowed);

        public static bool IsOnlyAsAgent(Actor actor) => !actor.IsAny(Others);

        public static void Demand(Actor actor)
        {
            if (!May(actor))
                throw new ForbiddenException($"'{actor.Name}' may not {typeof(TMessage).Name}; that takes one of: {string.Join(", ", Allowed.Append(Role.Administrator).Distinct())}.");
            if (actor.IsScoped && !IsForScoped)
                throw new ForbiddenException($"'{actor.Name}' sees the cases of {string.Join(", ", actor.Tenants)} only, and this is about the whole house.");
        }
    }
}

/// <summary>Checks every command's roles, whichever door it came through. A refusal is logged.</summary>
public sealed class RightsBehavior<TMessage, TResponse>(AuditTrail audit) : IPipelineBehavior<TMessage, TResponse>
    where TMessage : IActed
{
    /// <inheritdoc />
    public async ValueTask<TResponse> Handle(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, CancellationToken cancellationToken)
    {
        try
        {
            Rights.Demand<TMessage>(message.Actor);
        }
        catch (ForbiddenException refused)
        {
            await audit.RefusedAsync(message.Actor, $"command.{typeof(TMessage).Name}", reason: refused.Message, caseId: (message as IAboutCase)?.CaseId);
            throw new ForbiddenException(refused.Message) { IsLogged = true };
        }

        return await next(message, cancellationToken);
    }
}
