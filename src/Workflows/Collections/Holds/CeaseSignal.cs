using System.Text;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Holds;

/// <summary>Notices that a customer wants no contact at all: asks for it by the fact, names every channel, or writes to stop or that nothing will be paid (b.4 CEASE_CONTACT, FDCPA 805(c)).
/// What is said of one channel or of an hour is a preference and no such wish.</summary>
internal static partial class CeaseSignal
{
    private static readonly string[] Intents = ["CEASE_CONTACT", "STOP", "STOP_CONTACT", "REFUSE_TO_PAY"];

    /// <summary>Whether a fact says so.</summary>
    public static bool In(Fact fact) => fact switch
    {
        CeaseContactRequested request => request.Channels is not { IsDefaultOrEmpty: false } channels || IsEvery(channels),
        InboundMessage { Channel: not Channel.Call } message => IsMeant(message.Intent, message.Text),
        CustomerReply { Channel: not Channel.Call } reply => IsMeant(reply.Intent, reply.Text),
        _ => false,
    };

    /// <summary>Whether somebody who wants none of these wants nothing at all: the portal only waits for a visitor.</summary>
    public static bool IsEvery(IEnumerable<Channel> channels) => !Enum.GetValues<Channel>().Except(channels).Any(left => left != Channel.Portal);

    private static bool IsMeant(string? intent, string? text) =>
        (intent is not null && Intents.Contains(intent.Trim().Replace(' ', '_').Replace('-', '_'), StringComparer.OrdinalIgnoreCase))
        || (text is not null && Clauses().Split(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace('’', '\'')).Any(clause => Chinese().IsMatch(Blanks().Replace(clause, "")) || English().IsMatch(clause)));

    [GeneratedRegex(@"[,.;:!?，。；：！？…\r\n]")]
    private static partial Regex Clauses();

    [GeneratedRegex(@"[\s·*_\-、]")]
    private static partial Regex Blanks();

    /// <summary>请停止联系我, 不要再联系我了, 拒绝还款; but not 没有拒绝还款, 如果停止联系.</summary>
    [GeneratedRegex(@"(?<!没有|没|不是|并非|并未|从未|不会|不想|如果|若|是否)(?:停止(?:一切|所有|任何)?(?:联系|联络|骚扰|催收)|(?:不要|别|不许|不准|勿)(?:再)?(?:来)?(?:联系|联络|骚扰)(?:我|我们|我家|本人)|(?:拒绝|拒不)(?:再)?(?:付款|还款|还钱|付钱|偿还|支付)|我(?:是)?(?:绝对|绝|肯定)?不会(?:再)?(?:还款|还钱|付款|付钱|还的|还了))")]
    private static partial Regex Chinese();

    /// <summary>Stop contacting me, do not contact me again, I refuse to pay, I will not pay; but not I do not refuse to pay.</summary>
    [GeneratedRegex(@"(?<!(?:\b(?:not|never|if|whether)|n't)\s(?:\w+\s){0,2})\b(?:(?:stop|cease)\s+(?:all\s+|any\s+)?(?:contact(?:ing)?|communication|communicating|harassing|bothering)|leave\s+me\s+alone|(?:i|we)\s+(?:\w+\s+)?refuse\s+to\s+pay|(?:i|we)\s+(?:will\s+not|won't|shall\s+not)\s+(?:ever\s+)?pay(?:\s+(?:you|this|it|anything|the\s+debt))?\s*$)|\b(?:do\s+not|don't|never)\s+(?:ever\s+)?(?:contact|bother|harass)\s+(?:me|us)(?:\s+(?:again|any\s*more|any\s+longer|ever))?\s*$")]
    private static partial Regex English();
}
