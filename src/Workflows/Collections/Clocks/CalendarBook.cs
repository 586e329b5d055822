using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Collections.Clocks;

/// <summary>Versions of calendars. The one in force is the latest that is approved.</summary>
public sealed class CalendarBook(RegisterStore store)
{
    private const string Kind = "CALENDAR_VERSION";

    /// <summary>Versions of all calendars together that are kept; a calendar gets one or two a year.</summary>
    public const int VersionsMax = 10_000;

    /// <summary>Every version of every calendar, by id and version.</summary>
    public async Task<IReadOnlyList<CalendarVersion>> ListAsync(CancellationToken cancellation = default) =>
        [.. (await store.ListAsync(Kind, VersionsMax, cancellation)).Select(Read)];

    /// <summary>A version, or null.</summary>
    public async Task<CalendarVersion?> FindAsync(string id, int version, CancellationToken cancellation = default) =>
        await store.FindAsync(Kind, Key(id, version), cancellation) is { } row ? Read(row) : null;

    /// <summary>Adds a version; false when somebody else added one with its number.</summary>
    public Task<bool> AddAsync(CalendarVersion version, CancellationToken cancellation = default) =>
        store.SaveAsync(new RegisterRecord(Kind, Key(version.Id, version.Version), 1, Write(version), version.PostedAt, version.PostedBy), cancellation);

    /// <summary>Approves a version; false when somebody did already.</summary>
    public Task<bool> ApproveAsync(CalendarVersion version, string by, DateTimeOffset at, CancellationToken cancellation = default) =>
        store.SaveAsync(new RegisterRecord(Kind, Key(version.Id, version.Version), 2, Write(version with { ApprovedAt = at, ApprovedBy = by }), at, by), cancellation);

    /// <summary>SHA-256 of a calendar's canonical form, in hexadecimal.</summary>
    public static string Hash(string json) => Convert.ToHexStringLower(CanonicalJson.Hash(Values.Parse(json)));

    private static string Key(string id, int version) => string.Create(CultureInfo.InvariantCulture, $"{id}/{version:D6}");

    private static string Write(CalendarVersion version) => JsonSerializer.Serialize(version, FactJson.Options);

    private static CalendarVersion Read(RegisterRecord row) => JsonSerializer.Deserialize<CalendarVersion>(row.Json, FactJson.Options)!;
}
