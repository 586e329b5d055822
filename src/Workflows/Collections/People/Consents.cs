using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.People;

/// <summary>A consent that was given.</summary>
/// <param name="Id">The bank's id of it.</param>
/// <param name="Scope">What for, such as <c>VISIT_WORKPLACE</c>, <c>THIRD_PARTY_SHARING</c>, <c>OUTSIDE_HOURS</c>.</param>
/// <param name="Given">On which day.</param>
/// <param name="Until">Last day it counts; null: until taken back.</param>
/// <param name="Withdrawable">Whether it can be taken back; every one can.</param>
/// <param name="Withdrawn">On which day it was taken back.</param>
public sealed record Consent(string Id, string Scope, DateOnly? Given = null, DateOnly? Until = null, bool? Withdrawable = null, DateOnly? Withdrawn = null);

/// <summary>The consents of a customer (S28, PIPL arts. 23, 25, 29).</summary>
/// <param name="Given">Every consent, also those taken back.</param>
public sealed record Consents(ImmutableArray<Consent> Given) : ICaseSection<Consents>
{
    /// <summary>None.</summary>
    public static Consents None { get; } = new([]);

    /// <summary>The consent for a scope that counts on a day; null where there is none: deny.</summary>
    public Consent? For(string scope, DateOnly day) => Given.FirstOrDefault(consent => ConsentScopes.IsSame(consent.Scope, scope) && consent.Withdrawn is null && (consent.Until is null || consent.Until >= day));

    /// <summary>Whether the consent with an id counts on a day.</summary>
    public bool Counts(string id, DateOnly day) => Given.Any(consent => Person.IsSame(consent.Id, id) && consent.Withdrawn is null && !(consent.Until < day));

    /// <summary>The same after a withdrawal that another case of the person has heard of; what was given on a later day stays.</summary>
    internal Consents TakenBack(DateOnly day, string? scope, string? consentId)
    {
        bool Counts(Consent consent) => consent.Withdrawn is null && !(consent.Given > day) && IsMeant(consent, new ConsentWithdrawn(scope, consentId));
        return Given.Any(Counts) ? new Consents([.. Given.Select(consent => Counts(consent) ? consent with { Withdrawn = day } : consent)]) : this;
    }

    /// <inheritdoc />
    public Consents Fold(Fact fact, FactMoment moment) => fact switch
    {
        ConsentGiven given => new Consents([.. Given.Where(consent => !Person.IsSame(consent.Id, given.Id)), new Consent(given.Id, given.Scope, moment.Day, given.Until)]),
        ConsentWithdrawn withdrawn => new Consents([.. Given.Select(consent => IsMeant(consent, withdrawn) ? consent with { Withdrawn = consent.Withdrawn ?? moment.Day } : consent)]),
        _ => this,
    };

    /// <summary>Channels that a withdrawal is about, by its own words or by those of the consents that it means; whoever takes back everything means each channel that takes the customer's word.</summary>
    internal IEnumerable<Channel> ChannelsOf(ConsentWithdrawn withdrawn) =>
        Given.Where(consent => IsMeant(consent, withdrawn)).Select(consent => consent.Scope).Append(withdrawn.Scope ?? (withdrawn.ConsentId is null ? "ALL" : null)).OfType<string>().SelectMany(ConsentScopes.Channels).Distinct();

    /// <summary>What the id or the scope names is meant; a withdrawal that names neither means all of them.</summary>
    private static bool IsMeant(Consent consent, ConsentWithdrawn withdrawn) =>
        (withdrawn.ConsentId ?? withdrawn.Scope) is null || Person.IsSame(withdrawn.ConsentId, consent.Id) || (withdrawn.Scope is { } scope && ConsentScopes.IsMeant(scope, consent.Scope));
}
