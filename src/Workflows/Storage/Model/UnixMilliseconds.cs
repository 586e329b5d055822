using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Doorstep.Workflows.Storage.Model;

/// <summary>Times are whole milliseconds since 1970 (UTC): they sort and compare the same in every database.</summary>
internal sealed class UnixMilliseconds()
    : ValueConverter<DateTimeOffset, long>(time => time.ToUnixTimeMilliseconds(), stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));
