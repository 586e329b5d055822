using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Collections.Communication.Phrases;

/// <summary>
/// Remembers the texts in which nothing was refused, so that the same letter with other amounts and days is read once. Figures that stand alone are no letters in any reading and are
/// left out, unless a phrase of the book has figures itself. A text with a refused phrase is read each time. What is kept is a hash: nobody's letter stays in memory.
/// </summary>
/// <param name="book">The book.</param>
internal sealed partial class ReadTexts(PhraseBook book)
{
    private const int Max = 4_096;

    private readonly ConcurrentDictionary<string, bool> _clean = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a text; see <see cref="PhraseBook.Wrong"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="class">The class of message that it is.</param>
    /// <param name="code">The code of verification that the house has made for it, if it has one.</param>
    public IReadOnlyList<string> Wrong(string text, string @class, string? code)
    {
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{@class} {Bare(string.IsNullOrEmpty(code) ? text : text.Replace(code, "00", StringComparison.Ordinal))}")));
        if (_clean.ContainsKey(key)) return [];
        var wrong = book.Wrong(text, @class);
        if (!wrong.IsEmpty) return wrong;
        if (_clean.Count >= Max) _clean.Clear();
        _clean[key] = true;
        return [];
    }

    private string Bare(string text) => book.HasFigures ? text : Figures().Replace(text, figures => new string('0', figures.Length));

    /// <summary>Two figures and more with nothing beside them that could be read together with them: a Chinese character cannot, any other letter, mark, sign of writing or unseen sign may.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{M}\p{N}\p{C}\p{Sk}@$-[\u4E00-\u9FFF\n]])[0-9]{2,}(?![\p{L}\p{M}\p{N}\p{C}\p{Sk}@$-[\u4E00-\u9FFF\n]])")]
    private static partial Regex Figures();
}
