using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions.Wording;

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

    /// <summary>A refusal of a definition in the language that is asked for.</summary>
    public static Reply<T> In<T>(this Reply<T> reply, HttpRequest request) => reply is Reply<T>.Refused { Faults.IsDefaultOrEmpty: false } refused && request.IsChinese()
        ? refused with { Faults = [.. refused.Faults.Select(fault => fault with { Message = FaultWords.In(isChinese: true, fault.Message) })] } : reply;

    public static IResult Ok<T, TView>(this Reply<T> reply, Func<T, TView> view) => reply.To(value => Results.Ok(view(value)));
}
