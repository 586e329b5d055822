using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Doorstep.Workflows.Storage.Model;

/// <summary>Times are whole milliseconds since 1970 (UTC): they sort and compare the same in every database.</summary>
internal sealed class UnixMilliseconds()
    : ValueConverter<DateTimeOffset, long>(time => time.ToUnixTimeMilliseconds(), stored => Read(stored))
{
    /// <summary>A time that is none was put there by somebody else; it must not keep the rest from being read, nor the journal's proof from naming it.</summary>
    internal static DateTimeOffset Read(long stored) => DateTimeOffset.FromUnixTimeMilliseconds(
        Math.Clamp(stored, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}
