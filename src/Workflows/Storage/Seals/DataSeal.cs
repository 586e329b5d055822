using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Doorstep.Workflows.Storage.Seals;

/// <summary>Seals values on their way into the database and opens them on their way out. A sealed text is <c>~s1.NUMBER.BASE64</c>, sealed bytes are the same with the number and the
/// value as bytes. What was stored before there was a key is read as it is; what cannot be opened comes out as it lies there, and no proof takes it for what it was.</summary>
internal sealed class DataSeal(KeyWrap? wrap)
{
    private const string Mark = "~s1.";
    private const int HeadBytes = 8;

    private readonly ConcurrentDictionary<int, DataKey?> _keys = new();
    private volatile DataKey? _current;

    /// <summary>Whether anything is sealed here.</summary>
    public bool IsOn => wrap is not null;

    /// <summary>The key that seals.</summary>
    public DataKey? Current => _current;

    /// <summary>Where a key is looked for that another process has made.</summary>
    public Func<int, DataKeyRecord?> Missing { get; set; } = static _ => null;

    /// <summary>Takes keys; the one with the highest number seals from now on.</summary>
    public void Take(IReadOnlyCollection<DataKeyRecord> records)
    {
        foreach (var record in records) _keys[record.Number] = _keys.GetValueOrDefault(record.Number) ?? Opened(record);
        _current = records.Count == 0 ? null : _keys[records.Max(record => record.Number)];
    }

    /// <summary>How a value begins that the current key has sealed.</summary>
    public object Beginning(bool isBytes) => isBytes ? Head(_current!.Number) : TextHead(_current!.Number);

    public string Close(string plain, string place)
    {
        if (_current is not { } key) return plain;
        var (head, bytes) = (TextHead(key.Number), DataKey.Overhead + Encoding.UTF8.GetByteCount(plain));
        var buffer = ArrayPool<byte>.Shared.Rent(bytes);
        Encoding.UTF8.GetBytes(plain, buffer.AsSpan(DataKey.Overhead));
        key.Close(buffer.AsSpan(0, bytes), Encoding.UTF8.GetBytes(place));
        var closed = string.Concat(head, Convert.ToBase64String(buffer.AsSpan(0, bytes)));
        ArrayPool<byte>.Shared.Return(buffer);
        return closed;
    }

    public byte[] Close(byte[] plain, string place)
    {
        if (_current is not { } key) return plain;
        var closed = new byte[HeadBytes + DataKey.Overhead + plain.Length];
        Head(key.Number).CopyTo(closed, 0);
        plain.CopyTo(closed, HeadBytes + DataKey.Overhead);
        key.Close(closed.AsSpan(HeadBytes), Encoding.UTF8.GetBytes(place));
        return closed;
    }

    public string Open(string stored, string place)
    {
        if (!IsSealed(stored) || stored.IndexOf('.', Mark.Length) is not (> 0 and var dot)) return stored;
        if (!int.TryParse(stored.AsSpan(Mark.Length, dot - Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || Key(number) is not { } key) return stored;
        var text = stored.AsSpan(dot + 1);
        var buffer = ArrayPool<byte>.Shared.Rent(text.Length);
        var isOpen = Convert.TryFromBase64Chars(text, buffer, out var bytes) && key.TryOpen(buffer.AsSpan(0, bytes), Encoding.UTF8.GetBytes(place));
        var plain = isOpen ? Encoding.UTF8.GetString(buffer.AsSpan(DataKey.Overhead, bytes - DataKey.Overhead)) : stored;
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return plain;
    }

    public byte[] Open(byte[] stored, string place)
    {
        if (!IsSealed(stored) || stored.Length < HeadBytes || Key(BinaryPrimitives.ReadInt32BigEndian(stored.AsSpan(Mark.Length))) is not { } key) return stored;
        var value = stored[HeadBytes..];
        return key.TryOpen(value, Encoding.UTF8.GetBytes(place)) ? value[DataKey.Overhead..] : stored;
    }

    /// <summary>Whether a text is sealed.</summary>
    public static bool IsSealed(string value) => value.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>Whether bytes are sealed.</summary>
    public static bool IsSealed(byte[] value) => value.AsSpan().StartsWith("~s1."u8);

    private DataKey? Key(int number) => _keys.GetValueOrDefault(number) ?? (IsOn && Missing(number) is { } record ? _keys[number] = Opened(record) : null);

    private DataKey? Opened(DataKeyRecord record) => wrap is null ? null : new DataKey(record.Number, wrap.Open(record.Wrapped));

    private static string TextHead(int number) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{number}.");

    private static byte[] Head(int number)
    {
        byte[] head = [.. "~s1."u8, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(Mark.Length), number);
        return head;
    }
}
