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

/// <summary>Checks every command's roles, whichever door it came through.</summary>
public sealed class RightsBehavior<TMessage, TResponse> : IPipelineBehavior<TMessage, TResponse>
    where TMessage : IActed
{
    private static readonly Role[] Allowed =
        [.. ((AllowAttribute?)Attribute.GetCustomAttribute(typeof(TMessage), typeof(AllowAttribute)))?.Roles
            ?? throw new InvalidOperationException($"{typeof(TMessage).Name} does not say who may ask for it. Add [Allow(...)].")];

    /// <inheritdoc />
    public ValueTask<TResponse> Handle(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, CancellationToken cancellationToken) =>
        message.Actor.IsAny(Allowed)
            ? next(message, cancellationToken)
            : throw new ForbiddenException($"'{message.Actor.Name}' may not {typeof(TMessage).Name}; that takes one of: {string.Join(", ", Allowed.Append(Role.Administrator).Distinct())}.");
}
