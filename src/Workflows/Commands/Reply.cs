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

/// <summary>Where a case stands, for whoever looked at it too early.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="State">State path.</param>
/// <param name="Sequence">Steps committed so far.</param>
/// <param name="Completed">Whether it is closed.</param>
/// <param name="LastEvent">What the last step was about.</param>
/// <param name="LastDecision">What the last step decided, in a sentence.</param>
/// <param name="UpdatedAt">When (UTC).</param>
public sealed record CaseNow(string CaseId, string State, long Sequence, bool Completed, string LastEvent, string LastDecision, DateTimeOffset UpdatedAt);

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
    /// <param name="Fresh">Where the case stands now, where it has moved on since it was looked at.</param>
    public sealed record Refused(RefusalKind Kind, string Reason, ImmutableArray<Fault> Faults = default, CaseNow? Fresh = null) : Reply<T>
    {
        /// <summary>The same refusal of something else.</summary>
        public Reply<TOther> As<TOther>() => new Reply<TOther>.Refused(Kind, Reason, Faults, Fresh);
    }
}

/// <summary>Short ways to say no.</summary>
internal static class Refuse
{
    public static Reply<T> Invalid<T>(string reason, IEnumerable<Fault> faults) => new Reply<T>.Refused(RefusalKind.Invalid, reason, [.. faults]);

    public static Reply<T> Moved<T>(string reason, CaseNow fresh) => new Reply<T>.Refused(RefusalKind.Conflict, reason, default, fresh);

    public static Reply<T> Busy<T>(string reason) => new Reply<T>.Refused(RefusalKind.Busy, reason);

    public static Reply<T> NotFound<T>(string reason) => new Reply<T>.Refused(RefusalKind.NotFound, reason);

    public static Reply<T> Conflict<T>(string reason) => new Reply<T>.Refused(RefusalKind.Conflict, reason);

    public static Reply<T> Impossible<T>(string reason, IEnumerable<Fault>? faults = null) => new Reply<T>.Refused(RefusalKind.Impossible, reason, [.. faults ?? []]);

    public static Reply<T> NoCase<T>(string caseId) => NotFound<T>($"There is no case '{caseId}'.");
}
