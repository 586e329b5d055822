using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Collections.Inbox;

namespace Doorstep.Workflows.Collections.People;

/// <summary>How the customer wants to be reached. The customer's own choice wins over whatever a segment says (S32).</summary>
/// <param name="Channels">The channels wanted; none: all that are not opted out of.</param>
/// <param name="NotBefore">Local time before which nothing may come, <c>10:00</c>; narrows the lawful window, never widens it.</param>
/// <param name="NotAfter">Local time from which nothing may come.</param>
/// <param name="OptOut">Channels not wanted (S34).</param>
public sealed record Preferences(
    ImmutableArray<Channel>? Channels = null, [LooksLike("([01][0-9]|2[0-3]):[0-5][0-9]", "10:00")] string? NotBefore = null,
    [LooksLike("([01][0-9]|2[0-3]):[0-5][0-9]", "17:00")] string? NotAfter = null, ImmutableArray<Channel>? OptOut = null);

/// <summary>A need for support. Sensitive: only the code, and only with a consent of its own (PIPL art. 28).</summary>
public sealed record SupportNeed(string Code, string? Source = null, string? ConsentId = null);

/// <summary>Whose a contact point is.</summary>
public enum ContactOwner
{
    /// <summary>The customer's own.</summary>
    Self,

    /// <summary>Somebody else's.</summary>
    ThirdParty,
}

/// <summary>A number, an address of mail or messages.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The number or address.</param>
/// <param name="Verified">Whether it is known to be the customer's.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Token">The bank's token of it, as telephony reports it (<c>numberToken</c>); null: none.</param>
public sealed record ContactPoint([OneOf(typeof(CustomerWords), nameof(CustomerWords.ContactKinds))] string Kind, string Value, bool? Verified = null, ContactOwner Owner = ContactOwner.Self, [Token] string? Token = null);

/// <summary>A postal address.</summary>
public sealed record Address(string Kind, string? Text = null, DateOnly? VerifiedAt = null);

/// <summary>The customer, by token; never an identity number.</summary>
/// <param name="Token">The bank's token of the person.</param>
/// <param name="DisplayName">As messages and scripts address the person.</param>
/// <param name="AgeBand">Years, <c>30-44</c> or <c>60+</c>. It makes an offer of easy reading (S13, S33) and keeps minors from being pressed; nothing else.</param>
/// <param name="Language">Language of messages, <c>zh-CN</c>.</param>
/// <param name="IdDocToken">Where the identity document is kept.</param>
/// <param name="CommsProfile">The profile that the customer chose: <c>STANDARD</c>, <c>EASY_READ</c>, <c>DIGITAL</c>. It wins over needs and segment (S32).</param>
/// <param name="Preferences">Channels and hours.</param>
/// <param name="SupportNeeds">Needs told by the customer.</param>
/// <param name="Represented">A lawyer acts for the customer.</param>
/// <param name="ContactPoints">Numbers and addresses of mail.</param>
/// <param name="Addresses">Postal addresses.</param>
/// <param name="SegmentProfile">The profile that the customer's segment starts with; choice and needs win over it.</param>
public sealed record Customer(
    [Token] string? Token = null, string? DisplayName = null, [LooksLike("[0-9]{1,3}(-[0-9]{1,3}|[+])?", "30-44")] string? AgeBand = null, [OneOf(typeof(CustomerWords), nameof(CustomerWords.Languages))] string? Language = null, [Token] string? IdDocToken = null, [OneOf(typeof(CustomerWords), nameof(CustomerWords.Profiles))] string? CommsProfile = null, Preferences? Preferences = null,
    ImmutableArray<SupportNeed>? SupportNeeds = null, bool? Represented = null, ImmutableArray<ContactPoint>? ContactPoints = null, ImmutableArray<Address>? Addresses = null,
    [OneOf(typeof(CustomerWords), nameof(CustomerWords.Profiles))] string? SegmentProfile = null)
    : ICaseSection<Customer>
{
    /// <summary>Nothing known.</summary>
    public static Customer Unknown { get; } = new();

    /// <summary>When each part of the customer's own choice was made (UTC): one that was made before and is heard of late changes nothing of it. Null: all of it stands as the case began.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset>? ChosenAt { get; init; }

    /// <summary>When the customer took back last what permits a channel (UTC), by its word: a choice made before it counts no more (G5). Null: never.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset>? TakenBackAt { get; init; }

    /// <summary>Numbers and addresses, by their tokens, at which somebody answered who does not know the customer, and when (UTC): they are the customer's no more (G3). Null: none.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset>? Strangers { get; init; }

    /// <summary>Numbers and addresses, by their tokens, that were somebody else's and that a lawful source calls the customer's again, and since when (UTC): nothing is said of the debt there before the customer has answered (G3). Null: none.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset>? Unproven { get; init; }

    /// <summary>A guardian stands for the customer (Civil Code arts. 21 to 24): whatever is said of the debt is said to the guardian. Null: nobody has said so.</summary>
    public bool? HasGuardian { get; init; }

    /// <summary>Another case of the person has named a guardian since this one did: whom this case knows is not who is told. Known with what the person's row says, and stored there alone.</summary>
    [JsonIgnore]
    public bool HasLaterGuardian { get; init; }

    /// <summary>Somebody in the age band is under eighteen, for whom a parent or guardian acts (Civil Code arts. 17 to 23, 27): the case begins under INCAPACITY (b.4), since who it is cannot be told (b.1 rule 3).</summary>
    internal bool MayBeMinor => AgeBand is { } band && (!int.TryParse(string.Concat(band.TakeWhile(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var years) || years < Adult);

    private const int Adult = 18;

    /// <summary>Needs that a profile of communication answers (S33); every other need that somebody tells is a vulnerability (b.4, G7).</summary>
    private static readonly FrozenSet<string> OfCommunication = FrozenSet.ToFrozenSet(
        ["HEARING", "SIGHT", "SPEECH", "READING", "LITERACY", "LANGUAGE", "INTERPRETER", "SIGN_LANGUAGE", "LARGE_PRINT", "BRAILLE", "EASY_READ"], StringComparer.OrdinalIgnoreCase);

    /// <summary>A need was told with the case that is more than a way to be written to: the case begins under VULNERABLE, as if it were told later (b.4: age need, disability, illness, domestic abuse, crisis).</summary>
    internal bool IsVulnerable => (SupportNeeds ?? []).Any(need => !OfCommunication.Contains(need.Code));

    /// <summary>Numbers and addresses of the customer's own.</summary>
    internal IEnumerable<ContactPoint> Own => (ContactPoints ?? []).Where(point => point.Owner == ContactOwner.Self && !IsStrangers(point.Value))
        .Select(point => Unproven?.ContainsKey(Dialled.Token(point.Value)) == true ? point with { Verified = false } : point);

    /// <summary>Everything in it that says who the customer is, or where.</summary>
    internal IEnumerable<string> Personal => (ContactPoints ?? []).Select(point => point.Value).Concat((Addresses ?? []).Select(address => address.Text)).Append(DisplayName).OfType<string>().Where(known => known.Length > 1);

    /// <summary>The postal address that is known to be the customer's; null: none is.</summary>
    internal Address? Postal => Addresses?.FirstOrDefault(address => address.VerifiedAt is not null && !IsStrangers(address.Text));

    /// <summary>When the channels were chosen (UTC); null: they stand as the case began.</summary>
    internal DateTimeOffset? ChannelsChosenAt => ChosenAt is { } chosen && chosen.TryGetValue(nameof(Preferences.Channels), out var at) ? at : null;

    /// <summary>Whether the customer does not want a channel.</summary>
    public bool HasOptedOut(Channel channel) => Preferences?.OptOut is { IsDefault: false } out_ && out_.Contains(channel);

    /// <summary>Whether the customer has taken back what permits a channel and has not chosen it anew since; of two words of one moment the withdrawal counts.</summary>
    internal bool HasTakenBack(Channel channel) =>
        TakenBackAt is { } back && back.TryGetValue(FactJson.Word(channel), out var at) && !(ChannelsChosenAt > at && Preferences?.Channels is { IsDefault: false } chosen && chosen.Contains(channel));

    /// <summary>The same once channels were taken back at an instant.</summary>
    internal Customer TookBack(IEnumerable<Channel> channels, DateTimeOffset at) => TookBack(channels.Select(channel => KeyValuePair.Create(FactJson.Word(channel), at)));

    /// <summary>The same with what was taken back elsewhere; of each channel the later word stands.</summary>
    internal Customer TookBack(IEnumerable<KeyValuePair<string, DateTimeOffset>> back)
    {
        var known = TakenBackAt ?? ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);
        var newer = back.Where(one => !(known.TryGetValue(one.Key, out var at) && at >= one.Value)).ToArray();
        return newer.Length == 0 ? this : this with { TakenBackAt = known.SetItems(newer) };
    }

    /// <summary>The same with the channels that were chosen in another case, at an instant or with its start.</summary>
    internal Customer Chose(ImmutableArray<Channel> channels, DateTimeOffset? at)
    {
        var chosen = this with { Preferences = (Preferences ?? new Preferences()) with { Channels = channels } };
        return at is { } when ? chosen.Chosen([nameof(Preferences.Channels)], when) : chosen;
    }

    /// <summary>Where somebody answered or wrote who does not know the customer: of several numbers the one that the token names, and each where it names none of them.</summary>
    /// <param name="channel">How it was found out; null: nobody says how, and it may be each of them.</param>
    /// <param name="at">When (UTC).</param>
    /// <param name="token">The bank's token of the number; null: nobody says which.</param>
    internal Customer LostAt(Channel? channel, DateTimeOffset at, string? token = null)
    {
        var kind = channel switch { Channel.Email => "EMAIL", Channel.Im => "IM", Channel.Call or Channel.Sms => "PHONE", _ => null };
        var points = (ContactPoints ?? []).Where(point => point.Owner == ContactOwner.Self && channel is not Channel.Letter && (kind is null || point.Kind == kind)).ToArray();
        var named = Array.FindAll(points, point => Person.IsSame(point.Token, token));
        // A token that is none of those on file is no number of the customer's.
        if (token is not null && named.Length == 0 && Array.Exists(points, point => point.Token is not null)) return this;
        var homes = kind is null ? (Addresses ?? []).Select(address => address.Text).OfType<string>() : [];
        return this with { Strangers = Strange.With(Strangers, (named.Length > 0 ? named : points).Select(point => point.Value).Concat(homes).Select(Dialled.Token), at) };
    }

    /// <summary>The same once a number turned out not to be in service: the one that the token names, or the only one where none is named.</summary>
    internal Customer DeadAt(string? token, DateTimeOffset at)
    {
        var phones = Own.Where(point => point.Kind == "PHONE" && (token is null || point.Token is null || Person.IsSame(point.Token, token))).ToArray();
        return phones.Length == 1 ? this with { Strangers = Strange.With(Strangers, [Dialled.Token(phones[0].Value)], at) } : this;
    }

    /// <summary>Whether a number or a token is one that is on file as the customer's own, in use or no more.</summary>
    internal bool IsOwn(string to) => (ContactPoints ?? []).Any(point => point.Owner == ContactOwner.Self && (Dialled.IsSame(point.Value, to) || Person.IsSame(point.Token, to)));

    /// <summary>Somebody else lives at the address, and no other one is known.</summary>
    internal bool IsHomeLost => Postal is null && (Addresses ?? []).Any(address => IsStrangers(address.Text));

    private bool IsStrangers(string? point) => point is not null && Strangers?.ContainsKey(Dialled.Token(point)) == true;

    /// <summary>Tokens of the numbers and addresses that the bank's token or their own words name.</summary>
    internal IEnumerable<string> TokensOf(string? token, string? contact = null) =>
        (ContactPoints ?? []).Where(point => token is not null && Person.IsSame(point.Token, token)).Select(point => point.Value).Append(contact).OfType<string>().Select(Dialled.Token);

    /// <summary>Where the customer answered, and so the number is the customer's own: one that is on file by the bank's token.</summary>
    private Customer AnsweredAt(string token, DateTimeOffset at) => this with
    {
        Strangers = Strange.Without(Strangers, TokensOf(token), at), Unproven = Strange.Without(Unproven, TokensOf(token), at.AddTicks(1)),
        ContactPoints = ContactPoints is { IsDefault: false } points ? [.. points.Select(point => point.Owner == ContactOwner.Self && Person.IsSame(point.Token, token) ? point with { Verified = true } : point)] : ContactPoints,
    };

    /// <summary>A way that a lawful source names (T8): tried first, but nobody says anything of the debt there before the customer has answered (G3). Somebody else's on file stays somebody else's.</summary>
    private Customer FoundAt(string? token, string? contact, DateTimeOffset at)
    {
        var found = Strange.Without(Strangers, TokensOf(token, contact), at);
        var back = this with { Strangers = found, Unproven = Strange.With(Unproven, Strange.Back(Strangers, found), at) };
        if (contact is null || (ContactPoints ?? []).Any(known => Dialled.IsSame(known.Value, contact))) return back;
        var point = new ContactPoint(contact.Contains('@', StringComparison.Ordinal) ? "EMAIL" : "PHONE", contact.Trim(), Token: token);
        return back with { ContactPoints = [point, .. ContactPoints ?? []] };
    }

    /// <inheritdoc />
    public Customer Fold(Fact fact, FactMoment moment) => Wished(fact, moment) is var customer ? fact switch
    {
        ContactOutcome { Result: Party.WrongParty } call => customer.LostAt(Channel.Call, moment.At, call.NumberToken),
        ContactOutcome { Result: Party.RightParty, IdentityProven: true, NumberToken: { } token } => customer.AnsweredAt(token, moment.At),
        ContactOutcome or InboundMessage or CustomerReply when fact.Says(MessageMeaning.WrongPerson) => customer.LostAt(Channel.Call, moment.At),
        GuardianVerified => customer with { HasGuardian = true },
        ContactRestored restored => customer.FoundAt(restored.NumberToken, restored.Contact, moment.At),
        _ => customer,
    } : this;

    private Customer Wished(Fact fact, FactMoment moment) => fact switch
    {
        PreferenceChanged changed => Changed(changed, moment.KnownAt),
        CeaseContactRequested { Channels: { IsDefaultOrEmpty: false } channels } => OptOut(channels).Chosen([nameof(Preferences.OptOut)], moment.KnownAt),
        _ when CeaseSignal.Channels(fact) is { IsEmpty: false } unwanted => OptOut(unwanted).Chosen([nameof(Preferences.OptOut)], moment.KnownAt),
        ContactAllowedAgain => (Preferences is null ? this : this with { Preferences = Preferences with { OptOut = null } }).Chosen([nameof(Preferences.OptOut)], moment.KnownAt),
        RepresentativeAppointed { Kind: AdviserKind.Lawyer } => this with { Represented = true },
        RepresentativeWithdrawn => this with { Represented = false },
        VulnerabilityDisclosed { Code: { } code } known => this with { SupportNeeds = [.. (SupportNeeds ?? []).Where(need => need.Code != code), new SupportNeed(code, known.Source, known.ConsentId)] },
        _ => this,
    };

    /// <summary>Whether everything that a change says was chosen otherwise later, so that it changes nothing (b.1 rule 6).</summary>
    internal bool IsOvertaken(PreferenceChanged changed, DateTimeOffset at) => Named(changed).ToArray() is { Length: > 0 } named && Array.TrueForAll(named, part => !Stands(part, at));

    /// <summary>Part by part: what was chosen later stays, and what is left out does too.</summary>
    private Customer Changed(PreferenceChanged changed, DateTimeOffset at)
    {
        T? Newer<T>(string part, T? said, T? known) => said is not null && Stands(part, at) ? said : known;
        var known = Preferences;
        return (this with
        {
            CommsProfile = Newer(nameof(CommsProfile), changed.CommsProfile, CommsProfile), Language = Newer(nameof(Language), changed.Language, Language),
            Preferences = new Preferences(
                Newer(nameof(changed.Channels), changed.Channels, known?.Channels), Newer(nameof(changed.NotBefore), changed.NotBefore, known?.NotBefore),
                Newer(nameof(changed.NotAfter), changed.NotAfter, known?.NotAfter), Newer(nameof(changed.OptOut), changed.OptOut, known?.OptOut)),
        }).Chosen(Named(changed), at);
    }

    private static IEnumerable<string> Named(PreferenceChanged changed) => new (string Part, object? Said)[]
    {
        (nameof(changed.Channels), changed.Channels), (nameof(changed.NotBefore), changed.NotBefore), (nameof(changed.NotAfter), changed.NotAfter), (nameof(changed.OptOut), changed.OptOut),
        (nameof(changed.CommsProfile), changed.CommsProfile), (nameof(changed.Language), changed.Language),
    }.Where(part => part.Said is not null).Select(part => part.Part);

    private bool Stands(string part, DateTimeOffset at) => !(ChosenAt is { } chosen && chosen.TryGetValue(part, out var later) && later > at);

    private Customer Chosen(IEnumerable<string> parts, DateTimeOffset at) => this with
    {
        ChosenAt = (ChosenAt ?? ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal)).SetItems(parts.Where(part => Stands(part, at)).Select(part => KeyValuePair.Create(part, at))),
    };

    internal Customer OptOut(ImmutableArray<Channel> channels) =>
        this with { Preferences = (Preferences ?? new Preferences()) with { OptOut = [.. (Preferences?.OptOut ?? []).Union(channels)] } };
}
