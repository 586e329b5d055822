using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Collections.Communication.Phrases;

/// <summary>
/// The refused phrases of both languages, read from <c>workflow-definitions/templates/refused-phrases*.json</c> ([CBA], CONC 7, 1006.14: policy pack row 'prohibited'). A threat that is
/// denied ("we never call your employer") is none, and a sentence can be true by what else it says ("if a court orders so").
/// </summary>
public sealed class PhraseBook
{
    private readonly ImmutableArray<Search> _searches;

    internal PhraseBook(ImmutableArray<PhraseKind> kinds, IEnumerable<Search> searches, bool hasFigures) => (Kinds, _searches, HasFigures) = (kinds, [.. searches], hasFigures);

    /// <summary>Whether a phrase has figures, so that which ones a text has makes a difference.</summary>
    internal bool HasFigures { get; }

    /// <summary>The kinds, in the order of the file.</summary>
    public ImmutableArray<PhraseKind> Kinds { get; }

    /// <summary>Every refused phrase in a text, whatever its language. Pure.</summary>
    /// <param name="text">What is written or said.</param>
    /// <param name="class">The class of message it belongs to; null: only what is refused everywhere.</param>
    /// <param name="profiles">Codes of the profiles it is for.</param>
    public IEnumerable<PhraseFound> Find(string text, string? @class = null, params IReadOnlyCollection<string> profiles)
    {
        var readings = _searches.Select(search => search.Language).Distinct().ToDictionary(language => language, language => language.Readings(text));
        return _searches.Where(search => search.Kind.Concerns(@class, profiles)).SelectMany(search => search.Find(readings[search.Language])).Concat(Disguise.In(text)).Distinct();
    }

    /// <summary>What is wrong with words that somebody typed: a template's, a script's, the purpose of a visit; empty where nothing is. One message for each phrase, with why and what to write instead.</summary>
    /// <param name="text">The words, in either language.</param>
    /// <param name="class">The class of message that they stand in; null: only what is refused everywhere.</param>
    public ImmutableArray<string> Wrong(string? text, string? @class = null) => string.IsNullOrWhiteSpace(text) ? [] : [.. Find(text, @class).Select(found => found.Message)];

    /// <summary>The phrases of one kind in one language.</summary>
    /// <param name="Kind">The kind.</param>
    /// <param name="Language">The language.</param>
    /// <param name="Phrases">All of them.</param>
    /// <param name="Dense">Those without a gap; null: there are none.</param>
    /// <param name="Unless">What makes a sentence true.</param>
    internal sealed record Search(PhraseKind Kind, PhraseLanguage Language, Regex Phrases, Regex? Dense, ImmutableArray<string> Unless)
    {
        public IEnumerable<PhraseFound> Find(IReadOnlyList<string> readings) =>
            readings.SelectMany((text, index) => (index > 0 && Language.IsLastDense ? Dense : Phrases) is { } phrases ? Matches(phrases, text) : []).Select(words => new PhraseFound(words, Kind));

        /// <summary>What is excused may hide what is not, so the search goes on behind the first letter.</summary>
        private IEnumerable<string> Matches(Regex phrases, string text)
        {
            for (var match = phrases.Match(text); match.Success;)
            {
                var isSaid = (Kind.Always || !Language.Denies(text[..match.Index])) && !IsTrue(text, match.Index);
                if (isSaid) yield return match.Value.Trim();
                match = phrases.Match(text, isSaid ? match.Index + Math.Max(1, match.Length) : match.Index + 1);
            }
        }

        private bool IsTrue(string text, int at)
        {
            if (Unless.IsEmpty) return false;
            var (start, end) = (text.LastIndexOf(Language.SentenceEnd, at, StringComparison.Ordinal), text.IndexOf(Language.SentenceEnd, at, StringComparison.Ordinal));
            var sentence = text[Math.Max(0, start)..(end < 0 ? text.Length : end + 1)];
            return Unless.Any(said => sentence.Contains(said, StringComparison.Ordinal));
        }
    }
}
