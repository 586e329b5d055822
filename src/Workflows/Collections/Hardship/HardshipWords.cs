using System.Text;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Collections.Hardship;

/// <summary>Finds words of hardship in what people say or write, in Chinese and English. A word that is denied ("I am not in hardship", "没有失业") or only asked about ("如有困难请联系") is none. Where it is
/// in doubt it is one: an assessment that nobody needed costs a letter, one that nobody offered costs a home.</summary>
internal static partial class HardshipWords
{
    /// <summary>Words that a negation before them takes back.</summary>
    private static readonly string[] Chinese =
    [
        "失业", "失業", "下岗", "裁员", "被裁", "降薪", "停薪", "停工", "停产", "收入减少", "收入下降", "丢了工作", "生病", "重病", "患病", "住院", "手术", "困难", "困難", "拮据", "延期还款", "破产", "破產", "受灾", "遭灾", "低保", "欠薪",
    ];

    /// <summary>Words that say no themselves.</summary>
    private static readonly string[] ChineseNo =
    [
        "没有收入", "没收入", "無收入", "无收入", "没有工作", "没工作", "找不到工作", "没有钱", "没钱", "沒錢", "还不起", "還不起", "还不上", "還不上", "还不了", "付不起", "无力偿还", "无力还款", "无法还款", "无法偿还", "揭不开锅",
    ];

    private static readonly string[] English =
    [
        "lost my job", "lost his job", "lost her job", "lost their job", "laid off", "made redundant", "redundancy", "unemployed", "out of work", "pay cut", "reduced hours", "hardship", "in hospital", "seriously ill", "surgery",
        "bankrupt", "bankruptcy", "struggling to pay", "behind with the rent", "on benefits", "food bank",
    ];

    private static readonly string[] EnglishNo =
    [
        "no income", "no money", "no job", "no work", "cannot pay", "can not pay", "can't pay", "cant pay", "unable to pay", "not able to pay", "cannot afford", "can not afford", "can't afford", "cant afford", "not afford",
    ];

    /// <summary>The first word of hardship; null where there is none, or where each is denied.</summary>
    public static string? In(string text) => Clauses().Split(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace('’', '\'')).Select(InClause).FirstOrDefault(word => word is not null);

    private static string? InClause(string clause)
    {
        var dense = Blanks().Replace(clause, "");
        return Said(dense, ChineseNo, IsPlain, DeniedOfNo()) ?? Said(dense, Chinese, IsPlain, Denied())
            ?? Said(clause, EnglishNo, IsWord, EnglishDeniedOfNo()) ?? Said(clause, English, IsWord, EnglishDenied());
    }

    /// <summary>The first of the words that is there and not taken back by what stands right before it.</summary>
    private static string? Said(string clause, string[] words, Func<string, int, string, bool> isThere, Regex denied)
    {
        foreach (var word in words)
            for (var at = clause.IndexOf(word, StringComparison.Ordinal); at >= 0; at = clause.IndexOf(word, at + 1, StringComparison.Ordinal))
                if (isThere(clause, at, word) && !denied.IsMatch(clause[..at])) return word;
        return null;
    }

    private static bool IsPlain(string clause, int at, string word) => true;

    private static bool IsWord(string clause, int at, string word) =>
        (at == 0 || !char.IsLetterOrDigit(clause[at - 1])) && (at + word.Length == clause.Length || !char.IsLetterOrDigit(clause[at + word.Length]));

    [GeneratedRegex(@"[,.;:!?，。；：！？…（）()""“”\r\n]|\bbut\b|\bbecause\b|但是|但|因为|因為")]
    private static partial Regex Clauses();

    [GeneratedRegex(@"[\s·*_\-、]")]
    private static partial Regex Blanks();

    /// <summary>没有什么困难, 并未失业, 如有困难, 是否有困难; but not 不得不住院.</summary>
    [GeneratedRegex(@"(?<!不得)(?:没有|没|沒有|沒|不是|不|未|无|無|并非|并不|并未|毫无|从未|不存在|不属于|谈不上|如有|如果有|如遇|如果遇到|如遇到|若有|若遇|若遇到|是否|有没有|有无|是不是)(?:有|存在|什么|任何|啥|很|太|特别|那么|这么|再|遇到|遇|出现|处于|是|过|到|经济|生活|还款|财务|资金|的|一点|半点|面临)*\z")]
    private static partial Regex Denied();

    /// <summary>不是没钱, 如果您还不上.</summary>
    [GeneratedRegex(@"(?:不是|并非|并不是|谈不上|不至于|是否|是不是|如果您|如果你|若您|若你|如您|如你|如果客户|若客户)(?:我|他|她|真的|说|暂时|实在|确实)*\z")]
    private static partial Regex DeniedOfNo();

    /// <summary>I am not in any, there is no, I never was, haven't, if you are in, whether the customer has.</summary>
    [GeneratedRegex(@"(?:(?:\b(?:not|never|no|without|neither|nor)\b|n't\b)(?:\s+(?:a|an|any|in|of|at|all|been|being|be|is|are|am|was|were|have|has|had|having|got|get|getting|experiencing|facing|suffering|from|under|really|currently|now|yet|ever|actually|financially|financial|personal|serious|such|that|i|he|she|they|we|there))*|\b(?:if|whether|in case(?: of)?)(?:\s+(?:you|he|she|they|the|customer|is|are|was|were|be|in|of|any|a|have|has|financial))*)\s+\z")]
    private static partial Regex EnglishDenied();

    /// <summary>It is not that I, not true that there is, if you.</summary>
    [GeneratedRegex(@"(?:\b(?:not|n't|never)\s+(?:true\s+|said\s+|say\s+)?that\s+(?:i|he|she|they|we|there\s+is|i\s+have|they\s+have)|\b(?:if|whether)\s+(?:you|he|she|they|the\s+customer)(?:\s+have|\s+has)?)\s+\z")]
    private static partial Regex EnglishDeniedOfNo();
}
