using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Legal;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>What customers read in place of a code of the house, and how a value that somebody typed is fitted into a sentence of a template.</summary>
internal static partial class PlainWords
{
    private static readonly FrozenDictionary<string, Bilingual> Grounds = new Dictionary<string, Bilingual>(StringComparer.Ordinal)
    {
        ["AMOUNT"] = new("the amount", "金额"), ["INTEREST"] = new("the interest", "利息"), ["FEES"] = new("the fees", "费用"), ["PAID"] = new("you have paid already", "已经还过"),
        ["NOT_MINE"] = new("the loan is not yours", "这笔借款不是您的"),
        ["CONDUCT"] = new("how our people behaved", "我们人员的态度和做法"), ["CALLS"] = new("our calls", "我们的电话"), ["VISIT"] = new("our visit", "我们的上门"), ["PRIVACY"] = new("your private data", "您的个人信息"),
        ["HEAR"] = new("how things are with you", "听听您的情况"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Bilingual> Findings = new Dictionary<string, Bilingual>(StringComparer.Ordinal)
    {
        ["UPHELD"] = new("your complaint is right", "您的投诉成立"), ["PARTLY_UPHELD"] = new("your complaint is right in part", "您的投诉部分成立"),
        ["REJECTED"] = new("we see it in another way", "我们认为您的投诉不成立"), ["NOT_UPHELD"] = new("we see it in another way", "我们认为您的投诉不成立"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Said with care, for they may be wrong: each so that it can be answered (T50).</summary>
    private static readonly FrozenDictionary<EvasionSign, Bilingual> Signs = new Dictionary<EvasionSign, Bilingual>
    {
        [EvasionSign.AssetsMoved] = new("It looks as if money or goods went to somebody else.", "看起来有财产转给了别人。"),
        [EvasionSign.AbleToPay] = new("Some papers seem to say that you can pay.", "有材料似乎说明您有能力还款。"),
        [EvasionSign.IncomeHidden] = new("Some income or goods seem to be left out of what you told us.", "有些收入或财产，好像没有告诉我们。"),
        [EvasionSign.FalseStatement] = new("Something that you told or sent us does not seem to be right.", "您告诉或交给我们的，有些好像不对。"),
        [EvasionSign.FalsePurpose] = new("The name or the use of the loan does not seem to be what was written.", "借款人或用途，好像和申请时写的不一样。"),
    }.ToFrozenDictionary();

    /// <summary>A ground, a category or a purpose: the words of a code that is known, <paramref name="otherwise"/> for one that is not and where nothing was said, and else what was typed.</summary>
    public static string Ground(FieldSource source, string? said, string otherwise) => In(source, Grounds, said) ?? (IsCode(said) ? null : Clause(said)) ?? otherwise;

    /// <summary>What came of a complaint; null where nobody said it.</summary>
    public static string? Finding(FieldSource source, string? said) =>
        In(source, Findings, said) ?? (IsCode(said) ? source.In("we have looked into it", "我们已经查过") : Clause(said));

    /// <summary>The signs of a suspicion, a sentence for each; null where none is open.</summary>
    public static string[]? SignsOf(FieldSource source, Evasion? evasion) =>
        evasion is { Kinds: { IsDefaultOrEmpty: false } kinds } ? [.. kinds.Where(Signs.ContainsKey).Select(kind => source.In(Signs[kind].English, Signs[kind].Chinese))] : null;

    /// <summary>What was typed, to stand in a sentence that the template ends; null where it says nothing.</summary>
    public static string? Clause(string? said) => said?.Trim().TrimEnd('.', '。', '．', ';', '；', ' ') is { Length: > 0 } clause ? clause : null;

    /// <summary>A written answer says where it is, in one word without blanks, or the reason itself, in a sentence.</summary>
    public static string? Answer(FieldSource source, string? said) => Clause(said) is not { } text ? null
        : text.Any(sign => char.IsWhiteSpace(sign) || sign is >= '\u4e00' and <= '\u9fff') ? text : source.In($"see document {text}", $"见文件{text}");

    private static string? In<TKey>(FieldSource source, FrozenDictionary<TKey, Bilingual> words, TKey? said)
        where TKey : class => said is not null && words.TryGetValue(said, out var known) ? source.In(known.English, known.Chinese) : null;

    private static bool IsCode(string? said) => said is not null && Code().IsMatch(said);

    [GeneratedRegex("^(?=.{3})[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$")]
    private static partial Regex Code();
}
