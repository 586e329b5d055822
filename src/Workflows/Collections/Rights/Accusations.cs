using System.Collections.Immutable;
using System.Text;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;

namespace Doorstep.Workflows.Collections.Rights;

/// <summary>Whom a complaint means (S61). A customer knows the name on a card, or a face; the house knows tokens.</summary>
internal static class Accusations
{
    /// <summary>Those whom a fact accuses.</summary>
    public static IEnumerable<string> Of(Fact fact) => fact switch
    {
        ComplaintFiled { Accused: { } accused } => [accused],
        AccusedIdentified found => Everybody(found.Accused, found.Also),
        AgentTakenOff off => [off.Agent],
        _ => [],
    };

    /// <summary>The one and the others.</summary>
    public static IEnumerable<string> Everybody(string? accused, ImmutableArray<string>? also) => (also ?? []).Prepend(accused).OfType<string>();

    /// <summary>Whom a complaint means that comes as a message: until somebody who has read it says who that is, or that it is nobody, anybody may be (AccusedIdentified).</summary>
    public static string SomebodyOf(string message) => $"somebody in message '{message}'";

    /// <summary>Whether it is a customer's words for somebody and no token.</summary>
    public static bool IsWords(string accused) => !accused.All(letter => letter is > ' ' and <= '~');

    /// <summary>What a customer calls somebody, where no register knows it: one word that might be a token stands in quotation marks.</summary>
    public static string Words(string said) => IsWords(said) ? said : $"“{said}”";

    /// <summary>The same without the quotation marks.</summary>
    public static string Said(string accused) => accused.Trim('“', '”');

    /// <summary>Whether somebody is meant: by the token, in whatever letters, or by words in which it stands ("Mr rev1", "agent_7 of the branch").</summary>
    public static bool Means(string accused, string person) => Person.IsSame(accused, person) || (IsWordIn(Plain(accused), Plain(person)));

    private static string Plain(string text) => text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Trim();

    private static bool IsWordIn(string text, string word)
    {
        for (var at = word.Length == 0 ? -1 : text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
            if ((at == 0 || !IsOfName(text[at - 1])) && (at + word.Length == text.Length || !IsOfName(text[at + word.Length]))) return true;
        return false;
    }

    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-';
}
