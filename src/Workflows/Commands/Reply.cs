using System.Collections.Immutable;

namespace Doorstep.Workflows.Commands;

/// <summary>One thing wrong with what was asked.</summary>
/// <param name="Path">Where: a path into the body, a header or a parameter.</param>
/// <param name="Message">What is wrong, with the value quoted, and what would work.</param>
public sealed record Fault(string Path, string Message);

/// <summary>Why something is refused; the edge turns it into a status.</summary>
public enum RefusalKind
{
    /// <summary>What was sent is wrong in itself (400).</summary>
    Invalid,

    /// <summary>There is no such thing (404).</summary>
    NotFound,

    /// <summary>It does not go together with what is there (409).</summary>
    Conflict,

    /// <summary>It is understood and cannot be done (422).</summary>
    Impossible,

    /// <summary>Somebody else has to approve it first, and is asked to (409).</summary>
    NeedsApproval,

    /// <summary>Not now; the same again later may work (503).</summary>
    Busy,
}

/// <summary>The answer to a command: the result, or a refusal that helps.</summary>
public abstract record Reply<T>
{
    private Reply()
    {
    }

    /// <summary>It is done.</summary>
    public sealed record Done(T Value) : Reply<T>;

    /// <summary>It is refused, and nothing changed.</summary>
    /// <param name="Kind">Why.</param>
    /// <param name="Reason">In a sentence.</param>
    /// <param name="Faults">Everything that is wrong, where there is more than the reason.</param>
    public sealed record Refused(RefusalKind Kind, string Reason, ImmutableArray<Fault> Faults = default) : Reply<T>
    {
        /// <summary>The same refusal of something else.</summary>
        public Reply<TOther> As<TOther>() => new Reply<TOther>.Refused(Kind, Reason, Faults);
    }
}

/// <summary>Short ways to say no.</summary>
internal static class Refuse
{
    public static Reply<T> Invalid<T>(string reason, IEnumerable<Fault> faults) => new Reply<T>.Refused(RefusalKind.Invalid, reason, [.. faults]);

    public static Reply<T> NotFound<T>(string reason) => new Reply<T>.Refused(RefusalKind.NotFound, reason);

    public static Reply<T> Conflict<T>(string reason) => new Reply<T>.Refused(RefusalKind.Conflict, reason);

    public static Reply<T> Impossible<T>(string reason, IEnumerable<Fault>? faults = null) => new Reply<T>.Refused(RefusalKind.Impossible, reason, [.. faults ?? []]);

    public static Reply<T> NoCase<T>(string caseId) => NotFound<T>($"There is no case '{caseId}'.");
}
