using System.Buffers;
using System.Globalization;
using System.Text;

namespace Doorstep.Workflows.Storage.Chain;

/// <summary>Writes a flat JSON array of strings, whole numbers and nulls as RFC 8785 does, so that any language gets the same bytes.
/// In Python it is <c>json.dumps(fields, ensure_ascii=False, separators=(",", ":"))</c>.</summary>
internal sealed class CanonicalJson
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public CanonicalJson Add(long number) => Raw(number.ToString(CultureInfo.InvariantCulture));

    public CanonicalJson Add(string? text) => Raw(text is null ? "null" : Quoted(text));

    public CanonicalJson Close()
    {
        _bytes.Write("]"u8);
        return this;
    }

    private CanonicalJson Raw(string json)
    {
        _bytes.Write(_bytes.WrittenCount == 0 ? "["u8 : ","u8);
        Encoding.UTF8.GetBytes(json, _bytes);
        return this;
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 16).Append('"');
        foreach (var letter in text) Escape(quoted, letter);
        return quoted.Append('"').ToString();
    }

    private static StringBuilder Escape(StringBuilder quoted, char letter) => letter switch
    {
        '"' => quoted.Append("\\\""),
        '\\' => quoted.Append(@"\\"),
        '\b' => quoted.Append(@"\b"),
        '\t' => quoted.Append(@"\t"),
        '\n' => quoted.Append(@"\n"),
        '\f' => quoted.Append(@"\f"),
        '\r' => quoted.Append(@"\r"),
        < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
        _ => quoted.Append(letter),
    };
}
