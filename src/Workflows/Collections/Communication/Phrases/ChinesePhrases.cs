using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Collections.Communication.Phrases;

/// <summary>Chinese: simplified characters without spaces and signs, <c>。</c> between sentences and <c>，</c> between clauses; and once more without the commas, for one can be put into a word.</summary>
internal sealed partial class ChinesePhrases : PhraseLanguage
{
    private const string End = "。";

    private readonly string _gap;
    private readonly Regex _denies;
    private readonly Regex _denials;

    public ChinesePhrases(PhraseLists lists) : base(lists)
    {
        var deniers = lists.Negations.Where(word => word.Length == 1);
        _gap = $"[^{End}，我本{string.Concat(deniers)}]";
        _denies = new Regex($"(?:{OneOf(lists.Negations)})(?:{OneOf(lists.Fillers)}){{0,5}}$", RegexOptions.CultureInvariant);
        _denials = new Regex($"(?:{OneOf(lists.NotNegations)})", RegexOptions.CultureInvariant);
    }

    public override string SentenceEnd => End;

    public override bool IsLastDense => true;

    public override string Start => "";

    public override string Gap(bool isWide) => $"{_gap}{{0,{(isWide ? 8 : 2)}}}";

    public override int WordAt(string phrase, int at) => char.IsLetterOrDigit(phrase[at]) ? 1 : 0;

    public override string Word(string word, bool isPrefix) => Regex.Escape(word.ToLowerInvariant());

    /// <summary>不得不 denies nothing: what stands up to two characters before the denial may turn it round.</summary>
    public override bool Denies(string before) => _denies.Match(before) is { Success: true } said && !_denials.IsMatch(before[Math.Max(0, said.Index - 2)..]);

    public override IReadOnlyList<string> Readings(string text)
    {
        var parted = string.Concat(Pauses().Replace(Ends().Replace(Plain(text), End), "，").Where(letter => char.IsLetterOrDigit(letter) || letter is '。' or '，'));
        return [parted, parted.Replace("，", "", StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"[。！？!?;；\n]+")]
    private static partial Regex Ends();

    [GeneratedRegex("[,，:：]+")]
    private static partial Regex Pauses();
}
