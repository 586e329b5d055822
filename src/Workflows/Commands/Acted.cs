using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>A command or query that somebody asks for.</summary>
public interface IActed : IMessage
{
    /// <summary>Who asks.</summary>
    Actor Actor { get; }
}

/// <summary>The roles that may ask for a command; every command names them.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowAttribute(params Role[] roles) : Attribute
{
    /// <summary>Any of these suffices.</summary>
    public IReadOnlyList<Role> Roles { get; } = roles;
}

/// <summary>Somebody asked for what is not theirs to ask. The edge answers 403.</summary>
public sealed class ForbiddenException(string message) : Exception(message);

/// <summary>Who may ask for what.</summary>
public static class Rights
{
    /// <summary>Throws a <see cref="ForbiddenException"/> unless somebody may ask for a command. An edge asks before it says anything about what was sent.</summary>
    public static void Demand<TMessage>(Actor actor)
        where TMessage : IActed => Of<TMessage>.Demand(actor);

    /// <summary>Whether somebody may ask for a command.</summary>
    public static bool May<TMessage>(Actor actor)
        where TMessage : IActed => Of<TMessage>.May(actor);

    private static class Of<TMessage>
    {
        private static readonly Role[] Allowed =
            [.. ((AllowAttribute?)Attribute.GetCustomAttribute(typeof(TMessage), typeof(AllowAttribute)))?.Roles
                ?? throw new InvalidOperationException($"{typeof(TMessage).Name} does not say who may ask for it. Add [Allow(...)].")];

        public static bool May(Actor actor) => actor.IsAny(Allowed);

        public static void Demand(Actor actor)
        {
            if (!May(actor))
                throw new ForbiddenException($"'{actor.Name}' may not {typeof(TMessage).Name}; that takes one of: {string.Join(", ", Allowed.Append(Role.Administrator).Distinct())}.");
        }
    }
}

/// <summary>Checks every command's roles, whichever door it came through.</summary>
public sealed class RightsBehavior<TMessage, TResponse> : IPipelineBehavior<TMessage, TResponse>
    where TMessage : IActed
{
    /// <inheritdoc />
    public ValueTask<TResponse> Handle(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, CancellationToken cancellationToken)
    {
        Rights.Demand<TMessage>(message.Actor);
        return next(message, cancellationToken);
    }
}
