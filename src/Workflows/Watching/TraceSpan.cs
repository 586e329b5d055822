using System.Diagnostics;

namespace Doorstep.Workflows.Watching;

/// <summary>One trace follows an event from the request to the commit and on to the message that leaves. Between processes, and through the outbox, it travels as W3C's <c>traceparent</c>.</summary>
internal static class TraceSpan
{
    private static readonly ActivitySource Source = new(Watch.Name);

    /// <summary>The trace that goes on here; null where there is none that somebody records.</summary>
    public static string? Current => Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C, Id: var id } ? id : null;

    /// <summary>Begins a span. Where nobody listens here, a trace that somebody else records is carried on all the same.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="parent">The <c>traceparent</c> that it belongs to; null: the current one, or a trace of its own.</param>
    /// <param name="kind">What kind of span.</param>
    public static Activity? Begin(string name, string? parent, ActivityKind kind = ActivityKind.Internal)
    {
        var isParent = ActivityContext.TryParse(parent, null, isRemote: true, out var context);
        var begun = Source.HasListeners() ? Source.StartActivity(name, kind, isParent ? context : default) : null;
        return begun ?? (isParent ? new Activity(name).SetParentId(context.TraceId, context.SpanId, context.TraceFlags).Start() : null);
    }
}
