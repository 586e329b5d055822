using System.Buffers;
using System.Globalization;
using System.Text;

namespace Doorstep.Workflows.Storage.Chain;

/// <summary>Writes a flat JSON array of strings, whole numbers and nulls as RFC 8785 does, so that any language gets the same bytes.
/// In Python it is <c>json.dumps(fields, ensure_ascii=False, separators=(",", ":"))</c>.</summary>
internal sealed class CanonicalRow
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(['"', '\\', .. Enumerable.Range(0, ' ').Select(code => (char)code)]);

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public CanonicalRow Add(long number)
    {
        Separate();
        Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture), _bytes);
        return this;
    }

    public CanonicalRow Add(string? text)
    {
        Separate();
        if (text is null) _bytes.Write("null"u8);
        else Quote(text);
        return this;
    }

    public CanonicalRow Close()
    {
        _bytes.Write("]"u8);
        return this;
    }

    private void Separate() => _bytes.Write(_bytes.WrittenCount == 0 ? "["u8 : ","u8);

    /// <summary>What needs no escape goes over in one piece.</summary>
    private void Quote(ReadOnlySpan<char> text)
    {
        _bytes.Write("\""u8);
        for (int at; (at = text.IndexOfAny(Escaped)) >= 0; text = text[(at + 1)..])
        {
            Encoding.UTF8.GetBytes(text[..at], _bytes);
            Encoding.UTF8.GetBytes(Escape(text[at]), _bytes);
        }

        Encoding.UTF8.GetBytes(text, _bytes);
        _bytes.Write("\""u8);
    }

    private static string Escape(char letter) => letter switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => @"\b",
        '\t' => @"\t",
        '\n' => @"\n",
        '\f' => @"\f",
        '\r' => @"\r",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
    };
}
