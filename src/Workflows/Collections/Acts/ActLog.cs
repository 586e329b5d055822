using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Acts.Guards;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Acts;

/// <summary>One act that was decided on.</summary>
public sealed record ActDecidedOn(string ActId, DateTimeOffset At, ActKind Kind, ActPurpose Purpose, string? Template, bool Allowed)
{
    /// <summary>It came back, so it has told nobody anything (S3).</summary>
    public bool CameBack { get; init; }
}

/// <summary>The acts of a case that were decided on, the latest of them; the store has every one with its whole decision.</summary>
/// <param name="Latest">Oldest first.</param>
/// <param name="Allowed">How many were allowed.</param>
/// <param name="Refused">How many were refused.</param>
public sealed record ActLog(ImmutableArray<ActDecidedOn> Latest, int Allowed = 0, int Refused = 0) : ICaseSection<ActLog>
{
    private const int Max = 40;

    /// <summary>What was allowed is kept as long as a cap looks back, however many were refused since.</summary>
    private const int DaysKept = 32;

    /// <summary>None.</summary>
    public static ActLog None { get; } = new([]);

    /// <summary>When an act of a kind and a template was last allowed; null: never, as far as the log goes.</summary>
    public DateTimeOffset? LastAllowed(ActKind kind, string? template = null) =>
        Latest.LastOrDefault(act => act.Allowed && act.Kind == kind && (template is null || act.Template == template))?.At;

    /// <summary>When the customer was first asked for money (UTC); null: not yet.</summary>
    public DateTimeOffset? DemandedAt { get; init; }

    /// <summary>When the first notice went out (UTC): what is owed and why, and how to check it and to object (<c>notice.initial</c>); null: not yet.</summary>
    public DateTimeOffset? NoticedAt { get; init; }

    /// <summary>Whether the last act of a template that was allowed came back, so that it has told nobody (S3).</summary>
    public bool IsReturned(string template) => Latest.LastOrDefault(act => act.Allowed && act.Template == template) is { CameBack: true };

    /// <summary>What came back has told nobody: a first notice that did is none (S3).</summary>
    private ActLog Returned(Func<ActDecidedOn, bool> cameBack)
    {
        var latest = Latest.Select(act => cameBack(act) ? act with { CameBack = true } : act).ToImmutableArray();
        var isUntold = NoticedAt is { } at && latest.Any(act => act is { Allowed: true, CameBack: true, Template: FirstNotice.Template } && act.At == at);
        return this with { Latest = latest, NoticedAt = isUntold ? latest.Where(act => act is { Allowed: true, CameBack: false, Template: FirstNotice.Template }).Select(act => (DateTimeOffset?)act.At).Min() : NoticedAt };
    }

    /// <inheritdoc />
    public ActLog Fold(Fact fact, FactMoment moment) => fact is AddressLost ? Returned(act => act is { Kind: ActKind.Letter, Allowed: true })
        : fact is ContactAttempted attempt && Latest.LastOrDefault(act => act.Allowed && attempt.CameBack(act.ActId, act.Kind == ActKind.Letter)) is { } back ? Returned(act => act == back)
        : fact is ActDecided decided
        ? new ActLog(
            [.. Latest.Where((act, index) => index > Latest.Length - Max || (act.Allowed && act.At > moment.At.AddDays(-DaysKept))), new ActDecidedOn(decided.ActId, moment.At, decided.Kind, decided.Purpose, decided.Template, decided.Allowed)],
            Allowed + (decided.Allowed ? 1 : 0), Refused + (decided.Allowed ? 0 : 1))
        {
            DemandedAt = DemandedAt ?? (decided is { Allowed: true, Purpose: ActPurpose.Demand } ? moment.At : null),
            NoticedAt = NoticedAt ?? (decided is { Allowed: true, Template: FirstNotice.Template } ? moment.At : null),
        }
        : this;
}
