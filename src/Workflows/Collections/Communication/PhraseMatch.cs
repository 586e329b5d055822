using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>Finds one phrase in a text that may try to hide it: other widths of letters, invisible characters, spaces or dots between Chinese characters.</summary>
internal sealed class PhraseMatch
{
    private readonly Regex? _words;
    private readonly string _characters;

    private PhraseMatch(Regex? words, string characters) => (_words, _characters) = (words, characters);

    public static PhraseMatch Of(string language, string phrase)
    {
        var plain = Plain(phrase);
        if (language.StartsWith("zh", StringComparison.Ordinal)) return new PhraseMatch(null, Dense(plain));
        var pattern = string.Join(@"\s+", plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape));
        return new PhraseMatch(new Regex($@"(?<![\p{{L}}\d]){pattern}(?![\p{{L}}\d])", RegexOptions.CultureInvariant), "");
    }

    public static (string Plain, string Dense) Prepare(string text)
    {
        var plain = Plain(text);
        return (plain, Dense(plain));
    }

    public bool IsIn((string Plain, string Dense) text) => _words?.IsMatch(text.Plain) ?? text.Dense.Contains(_characters, StringComparison.Ordinal);

    private static string Plain(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.Format)).ToLowerInvariant().Replace('’', '\'');

    private static string Dense(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('·' or '*' or '_' or '-' or '.' or '、')));
}
