using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Inbox;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Rights;

namespace Doorstep.Workflows.Collections.Holds;

/// <summary>Notices that a customer wants no contact at all: asks for it by the fact, names every channel, or writes to stop or that nothing will be paid (b.4 CEASE_CONTACT, FDCPA 805(c)).
/// What is said of one channel is a choice of that channel (G5), what is said of an hour is no such wish. Patterns miss what nobody thought of, so that whoever reads the message says what it was (MessageAnswered).</summary>
internal static partial class CeaseSignal
{
    private static readonly string[] Intents = ["CEASE_CONTACT", "STOP", "STOP_CONTACT", "REFUSE_TO_PAY", "REFUSES_TO_PAY", "REFUSE", "REFUSES", "REFUSAL"];

    private const string Traditional = "絕還錢聯繫絡給電話發訊簡別許來門訪騷擾請們會煩寫郵機歡準備願讓單沒無償貴開聽";
    private const string Simple = "绝还钱联系络给电话发讯简别许来门访骚扰请们会烦写邮机欢准备愿让单没无偿贵开听";

    private static readonly string[] OptOuts = ["OPT_OUT", "UNSUBSCRIBE"];

    private static readonly (Channel Channel, Regex Words)[] Named = [(Channel.Call, NoCalls()), (Channel.Sms, NoTexts()), (Channel.Letter, NoLetters()), (Channel.Email, NoMails()), (Channel.Im, NoInstant())];

    /// <summary>Whether a fact says so.</summary>
    public static bool In(Fact fact) => fact is CeaseContactRequested request
        ? request.Channels is not { IsDefaultOrEmpty: false } channels || IsEvery(channels)
        : IsIntent(Intent(fact), Intents) || Clauses(fact).Any(clause => Chinese().IsMatch(Dense(clause)) || English().IsMatch(clause));

    /// <summary>Channels that somebody wants to hear no more of, in words or by the answer that ends a service (S34): 退订 to a text message, "do not call me".</summary>
    public static ImmutableArray<Channel> Channels(Fact fact)
    {
        // Asked of every fact of every case: a payment says nothing.
        if (fact is not (InboundMessage or CustomerReply or ContactOutcome or MessageAnswered) && Text(fact) is null) return [];
        var (clauses, of) = (Clauses(fact), OfMessage(fact));
        var said = Named.Where(one => clauses.Any(clause => one.Words.IsMatch(Dense(clause)) || one.Words.IsMatch(clause))).Select(one => one.Channel);
        if ((of is Channel.Call || fact is ContactOutcome) && fact.Says(MessageMeaning.StopChannel)) said = said.Append(Channel.Call);
        if (fact is MessageAnswered { Channels: { IsDefaultOrEmpty: false } named }) said = said.Concat(named);
        if (of is { } channel && (IsIntent(Intent(fact), OptOuts) || clauses.Any(clause => Ending().IsMatch(clause.Trim())))) said = said.Append(channel);
        return [.. said.Distinct()];
    }

    /// <summary>Whether somebody says that nobody is to come (S52), or takes back every consent, or that to visits (G5).</summary>
    public static bool IsOfVisits(Fact fact) => fact.Says(MessageMeaning.NoVisit) || (fact is ConsentWithdrawn withdrawn && ConsentScopes.IsOfEverything(withdrawn)) || Clauses(fact).Any(clause => NoVisit().IsMatch(Dense(clause)) || NoVisit().IsMatch(clause));

    /// <summary>Whether somebody who wants none of these wants nothing at all: the portal only waits for a visitor.</summary>
    public static bool IsEvery(IEnumerable<Channel> channels) => !Enum.GetValues<Channel>().Except(channels).Any(left => left != Channel.Portal);

    private static string? Intent(Fact fact) => fact switch { InboundMessage message => message.Intent, CustomerReply reply => reply.Intent, _ => null };

    private static Channel? OfMessage(Fact fact) => fact switch { InboundMessage message => message.Channel, CustomerReply reply => reply.Channel, _ => null };

    private static bool IsIntent(string? said, string[] known) => said is not null && known.Contains(said.Trim().Replace(' ', '_').Replace('-', '_'), StringComparer.OrdinalIgnoreCase);

    private static string? Text(Fact fact) => fact switch
    {
        InboundMessage message => message.Text, CustomerReply reply => reply.Text, StatementMade made => made.Text, FeedbackGiven given => given.Text,
        ContactOutcome { Result: Party.RightParty or Party.Refused } call => call.Note, VisitReportFiled report => $"{report.CustomerStatement}\n{report.Conversation}", _ => SaidWords.Heard(fact),
    };

    private static string[] Clauses(Fact fact) => Text(fact) is not { } text ? [] : Breaks().Split(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace('’', '\'')).Select(Simplified).ToArray();

    /// <summary>Letters of traditional Chinese as the patterns write them.</summary>
    private static string Simplified(string clause) => string.Concat(clause.Select(letter => Traditional.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? Simple[at] : letter));

    private static string Dense(string clause) => Blanks().Replace(clause, "");

    [GeneratedRegex(@"[,.;:!?，。；：！？…\r\n]")]
    private static partial Regex Breaks();

    [GeneratedRegex(@"[\s·*_\-、]")]
    private static partial Regex Blanks();

    /// <summary>请停止联系我, 不要再联系我了, 拒绝还款; but not 没有拒绝还款, 如果停止联系.</summary>
    [GeneratedRegex(@"(?<!没有|没|沒有|沒|不是|并非|并未|从未|不会|不想|如果|若|是否|不要|别|勿)(?:停止(?:一切|所有|任何)?(?:联系|联络|骚扰|催收)|(?:不要|别|不许|不准|勿)(?:再)?(?:来)?(?:联系|联络|骚扰|聯繫|聯絡|騷擾)(?:我们|我家|本人|我)(?!的|家人|父母|单位|公司|同事|朋友|老公|老婆|丈夫|妻子)|(?:拒绝|拒不)(?:再)?(?:付款|还款|还钱|付钱|偿还|支付)|我(?:是)?(?:绝对|绝|肯定)?不会(?:再)?(?:还款|还钱|付款|付钱|还的|还了|付一分钱|还一分钱)|(?:我)?(?:不打算|不想|不准备|休想(?:让我|要我)?)(?:再)?(?:还款|还钱|还|付款|付钱)(?:了|的)?\z|一分钱?(?:都|也)?不(?:会)?(?:还|付|给)|别(?:再)?烦我|\A(?:我|就是|就|坚决|我就)?不还(?:了|钱)?\z)")]
    private static partial Regex Chinese();

    /// <summary>Stop contacting me, go away, I won't be paying, do not contact me again, I refuse to pay, I will not pay; but not I do not refuse to pay.</summary>
    [GeneratedRegex(@"(?<!(?:\b(?:not|never|if|whether)|n't)\s(?:\w+\s){0,2})\b(?:(?:stop|cease)\s+(?:all\s+|any\s+)?(?:contact(?:ing)?|communication|communicating|harassing|bothering)|leave\s+(?:me|us)\s+alone|go\s+away\b|cease\s+and\s+desist|no\s+(?:more|further)\s+contact|(?:i|we)\s+(?!never|do|don|did|will|won|would)(?:\w+\s+)?refuse\s+to\s+pay|(?:i|we)\s*(?:will\s+not|won't|shall\s+not|am\s+not|are\s+not|'m\s+not|'re\s+not|will\s+never)\s+(?:ever\s+|going\s+to\s+|be\s+)?pay(?:ing)?(?:\s+(?:you|this|it|anything|the\s+debt|this\s+debt|you\s+anything|you\s+a\s+penny))?\s*$)|\b(?:do\s+not|don't|never)\s+(?:ever\s+)?(?:contact|bother|harass)\s+(?:me|us)(?:\s+(?:again|any\s*more|any\s+longer|ever))?\s*$|\b(?:do\s+not|don'?t)\s+(?:wish|want)\s+to\s+be\s+contacted\b")]
    private static partial Regex English();

    /// <summary>What ends a service by text message or mail, alone in the message.</summary>
    [GeneratedRegex(@"\A(?:please\s+)?(?:stop|stop\s*all|unsubscribe|end|quit|cancel|opt\s*-?out|td|t|退订|退訂|取消订阅|拒收)(?:\s+please)?\z")]
    private static partial Regex Ending();

    [GeneratedRegex(@"(?<!没有|没|不是|如果|若|是否)(?:不要|别|別|不许|停止|勿|请勿|不想|拒绝)(?:再)?(?:给我|給我|给本人|给我们)?(?:打(?:我的?)?(?:电话|電話|手机|手機)|来电|來電|拨打|接到(?:你们的?)?(?:电话|電話))|\A\s*(?:please\s+)?no\s+(?:more\s+)?(?:phone\s+)?calls(?:\s+please)?\s*$|\b(?:do\s+not|don'?t|never|stop|quit)\s+(?:ever\s+)?(?:call(?:ing)?|phon(?:e|ing)|ring(?:ing)?)(?:\s+(?:me|us))?(?:\s+(?:again|any\s*more|ever))?(?:\s+please)?\s*$")]
    private static partial Regex NoCalls();

    [GeneratedRegex(@"(?<!没有|没|不是|如果|若|是否)(?:不要|别|別|不许|停止|勿|请勿|拒绝)(?:再)?(?:给我|給我|给本人|给我们)?(?:发|發)(?:送)?(?:手机)?(?:短信|简讯|簡訊|信息|消息)|\b(?:do\s+not|don't|never|stop)\s+(?:ever\s+)?(?:text(?:ing)?|sending\s+(?:me\s+)?texts?|messag(?:e|ing))(?:\s+(?:me|us))?(?:\s+(?:again|any\s*more|ever))?\s*$")]
    private static partial Regex NoTexts();

    [GeneratedRegex(@"(?<!没有|没|不是|如果|若|是否)(?:不要|别|別|不许|停止|勿|请勿)(?:再)?(?:给我|給我|给本人|给我们)?(?:写信|寫信|寄信|发信函)|\b(?:stop|quit)\s+(?:writing|mailing)(?:\s+to)?(?:\s+(?:me|us))?\s*$|\bstop\s+writing\s+to\s+(?:me|us)\b|\b(?:do\s+not|don'?t|never)\s+write(?:\s+to\s+(?:me|us))?(?:\s+(?:again|any\s*more))?\s*$")]
    private static partial Regex NoLetters();

    [GeneratedRegex(@"(?<!没有|没|不是|如果|若|是否)(?:不要|别|別|不许|停止|勿|请勿)(?:再)?(?:给我|給我)?(?:发|發)(?:送)?(?:电子)?(?:邮件|郵件)|\b(?:do\s+not|don'?t|never|stop|quit)\s+e-?mail(?:ing)?(?:\s+(?:me|us))?(?:\s+(?:again|any\s*more))?\s*$")]
    private static partial Regex NoMails();

    [GeneratedRegex(@"(?<!没有|没|不是|如果|若|是否)(?:不要|别|別|不许|停止|勿|请勿)(?:再)?(?:给我|給我)?(?:发|發)(?:送)?(?:微信|私信)")]
    private static partial Regex NoInstant();

    /// <summary>请你们不要上门, 我不同意你们来, do not come to my home; but not 如果不要上门.</summary>
    [GeneratedRegex(@"(?<!没有|没|不是|如果|若|是否)(?:(?:不要|别|不许|不准|勿|请勿|停止|拒绝|不同意|不接受|不欢迎)(?:再)?(?:你们?|贵行|任何人|你们的人)?(?:来|到)?(?:我家|我这|我们家)?(?:上门|登门|外访|来访|拜访|来我家|到我家)|不同意(?:你们|贵行|任何人)(?:的人)?(?:来|上门|登门)|(?:不希望|不想|不愿意?|不欢迎|不要)(?:让)?(?:你们|贵行|任何人|有人)(?:的人)?(?:来|到|上门|登门))|\b(?:do\s+not|don'?t)\s+want\s+(?:a|any|your|the|this)\s+visits?\b|\bno\s+(?:more\s+)?visits?\b|\bstay\s+away\b|\b(?:nobody|no\s+one)\s+(?:may|should|is\s+to|can|must)\s+(?:come|visit)\b|\b(?:do\s+not|don't|never|stop)\s+(?:ever\s+)?(?:com(?:e|ing)|visit(?:ing)?|send(?:ing)?\s+(?:any(?:body|one)|people|agents))(?:\s+to)?\s+(?:(?:to\s+)?(?:my|our)\s+(?:home|house|place|door|address|flat)|me\b|us\b|here\b|over\b|round\b)|\bnot\s+welcome\s+(?:at|in)\s+(?:my|our)\b|\b(?:i|we)\s+(?:(?:want|would\s+like|wish)\s+to\s+)?(?:refuse|decline|cancel)\s+(?:the|your|this|any|my)\s+(?:visit|appointment)\b")]
    private static partial Regex NoVisit();
}
