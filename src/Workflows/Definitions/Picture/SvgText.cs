using System.Globalization;
using System.Security;
using System.Text;

namespace Doorstep.Workflows.Definitions.Picture;

/// <summary>Text in a picture: escaped, cut to its place, and written the same in every culture.</summary>
internal static class SvgText
{
    public const string Font = "system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif";

    public static string Fit(string text, double width)
    {
        if (TextWidth.Of(text, 13) <= width) return text;
        while (text.Length > 1 && TextWidth.Of(text, 13) + 13 > width) text = text[..^1];
        return $"{text}…";
    }

    /// <summary>Letters that XML has no place for are left out.</summary>
    public static string Text(string text) => SecurityElement.Escape(string.Concat(text.Where(letter => System.Xml.XmlConvert.IsXmlChar(letter))))!;

    public static void Add(StringBuilder svg, FormattableString part) => svg.Append(part.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
