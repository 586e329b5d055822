using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.People;

/// <summary>What a consent is for, and what the words of a withdrawal mean (G5). What somebody permits is read as it is written; what somebody takes back is read broadly, in the person's favour.</summary>
internal static class ConsentScopes
{
    /// <summary>Whatever reaches the customer at work (S6).</summary>
    public const string Workplace = "VISIT_WORKPLACE";

    /// <summary>A visit at a place that is neither home, work nor a branch (G9).</summary>
    public const string Place = "VISIT_PLACE";

    /// <summary>Coming in (Civil Code art. 1033).</summary>
    public const string Dwelling = "DWELLING_ENTRY";

    /// <summary>A visit of specialists while a vulnerability is open.</summary>
    public const string Vulnerable = "VULNERABLE_VISIT";

    private const string Contact = "CONTACT_";

    private static readonly string[] Everything = ["all", "any", "every", "everything", "全部", "所有"];

    /// <summary>Channels that nobody uses without the customer's word (S34).</summary>
    private static readonly ImmutableArray<Channel> Asked = [Channel.Email, Channel.Im];

    /// <summary>Channels that whoever takes everything back closes: no less than by naming each of them. A letter still tells what the law wants told.</summary>
    private static readonly ImmutableArray<Channel> Live = [Channel.Call, Channel.Sms, .. Asked];

    /// <summary>Scopes that the house knows; a bank may have others.</summary>
    public static ImmutableArray<string> Known { get; } =
        [.. Asked.Select(Of), Dwelling, "HEALTH_SUPPORT_NEED", "OUTSIDE_HOURS", "THIRD_PARTY_SHARING", Place, Workplace, Vulnerable];

    /// <summary>The scope of being reached by a channel.</summary>
    public static string Of(Channel channel) => Contact + FactJson.Word(channel);

    /// <summary>Whether two scopes are one: case, blanks and what joins the words make no difference.</summary>
    public static bool IsSame(string left, string right) => Key(left) == Key(right);

    /// <summary>Whether a withdrawal that says a word means a scope: the same, everything, or one or more of its words, such as EMAIL for CONTACT_EMAIL.</summary>
    public static bool IsMeant(string said, string scope)
    {
        var (key, words) = (Key(said), scope.Split('_', '-', ' ').Select(Key).ToArray());
        return IsAll(said) || (key.Length > 0 && Enumerable.Range(0, words.Length).Any(from => Enumerable.Range(1, words.Length - from).Any(count => string.Concat(words.Skip(from).Take(count)) == key)));
    }

    /// <summary>Channels that a withdrawal is about, whether or not a consent for them is on file.</summary>
    public static IEnumerable<Channel> Channels(string said) =>
        IsAll(said) || IsSame(said, Contact) ? Live : Enum.GetValues<Channel>().Where(channel => IsSame(said, FactJson.Word(channel)) || IsSame(said, Of(channel)));

    /// <summary>Whether a withdrawal is of every consent, or of any visit.</summary>
    public static bool IsOfEverything(ConsentWithdrawn withdrawn) => (withdrawn.ConsentId ?? withdrawn.Scope) is null || (withdrawn.Scope is { } scope && (IsAll(scope) || IsSame(scope, "VISIT")));

    /// <summary>Why a withdrawal takes nothing back: field and message. An id or a scope that names something is enough.</summary>
    /// <param name="given">The consents on file.</param>
    /// <param name="fact">The fact.</param>
    public static IEnumerable<(string Path, string Message)> Wrong(Consents given, Fact fact)
    {
        if (fact is not ConsentWithdrawn withdrawn || (withdrawn.ConsentId ?? withdrawn.Scope) is null) yield break;
        string[] ids = [.. given.Given.Select(consent => consent.Id)], scopes = [.. Known.Union(given.Given.Select(consent => consent.Scope), StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (withdrawn.ConsentId is { } id && Array.Exists(ids, known => Person.IsSame(known, id))) yield break;
        if (withdrawn.Scope is { } scope)
        {
            if (Channels(scope).Any() || Array.Exists(scopes, known => IsMeant(scope, known))) yield break;
            yield return ("scope", $"'{scope}' is no scope of a consent, so nothing is taken back{Near(scope, scopes)} Known are {string.Join(", ", scopes)}; a channel such as EMAIL and ALL are as good.");
        }

        if (withdrawn.ConsentId is { } unknown)
            yield return ("consentId", $"'{unknown}' was not given in this case, so nothing is taken back{Near(unknown, ids)} {(ids.Length == 0 ? "No consent is on file." : $"On file are {string.Join(", ", ids)}.")} A scope takes back what was given in any case of the person.");
    }

    private static string Near(string said, string[] known) => Nearest.To(said, known) is { } near ? $"; did you mean '{near}'?" : ".";

    private static bool IsAll(string said) => Everything.Contains(Key(said));

    private static string Key(string scope) => string.Concat(Person.Key(scope).Where(char.IsLetterOrDigit));
}
