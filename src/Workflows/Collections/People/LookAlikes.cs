using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Doorstep.Workflows.Collections.People;

/// <summary>Letters of other scripts that look like Latin ones: <c>rеv1</c> with a Cyrillic е is no second person beside <c>rev1</c>. A small table of Cyrillic and Greek, the scripts in which whole names can be forged.</summary>
internal static class LookAlikes
{
    private static readonly FrozenDictionary<Rune, string> Latin = Table(
        "аaвbсcԁdеeёeґgһhнhіiїiјjкkӏlмmпnоoрpԛqѕsтtуyүyԝwхxѵv"
        + "αaβbεeζzηhιiκkμmνnοoρpτtυyχxγyωwϲcϳj").ToFrozenDictionary();

    private enum Script
    {
        Latin,
        Cyrillic,
        Greek,
    }

    /// <summary>A letter, in lower case, as what it looks like.</summary>
    public static string Of(Rune letter) => Latin.GetValueOrDefault(letter) ?? letter.ToString();

    /// <summary>Why a name is no name of a person: it mixes scripts whose letters look alike; null where it does not.</summary>
    public static string? Mixed(string name)
    {
        var scripts = name.Normalize(NormalizationForm.FormKC).EnumerateRunes().Select(ScriptOf).OfType<Script>().Distinct().Order().ToArray();
        return scripts.Length < 2 ? null : $"'{name}' mixes {string.Join(" and ", scripts)} letters, which look alike, so that one person could have two names. Write it in one script.";
    }

    private static Script? ScriptOf(Rune rune) => !Rune.IsLetter(rune) ? null : rune.Value switch
    {
        < 0x250 or (>= 0x1E00 and <= 0x1EFF) => Script.Latin,
        (>= 0x370 and <= 0x3FF) or (>= 0x1F00 and <= 0x1FFF) => Script.Greek,
        (>= 0x400 and <= 0x52F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0x2DE0 and <= 0x2DFF) or (>= 0xA640 and <= 0xA69F) => Script.Cyrillic,
        _ => null,
    };

    private static IEnumerable<KeyValuePair<Rune, string>> Table(string pairs)
    {
        for (var at = 0; at < pairs.Length; at += 2) yield return KeyValuePair.Create(new Rune(pairs[at]), pairs[at + 1].ToString(CultureInfo.InvariantCulture));
    }
}
