using Doorstep.Workflows.Commands;

namespace Doorstep.Host.Api;

/// <summary>Turns replies into answers.</summary>
internal static class Answers
{
    public static IResult To<T>(this Reply<T> reply, Func<T, IResult> done) => reply switch
    {
        Reply<T>.Done(var value) => done(value),
        Reply<T>.Refused refused => Problems.From(refused),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static IResult Ok<T, TView>(this Reply<T> reply, Func<T, TView> view) => reply.To(value => Results.Ok(view(value)));
}
