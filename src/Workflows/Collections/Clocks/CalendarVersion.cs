using System.Text.Json;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Deadlines.Calendars;

namespace Doorstep.Workflows.Collections.Clocks;

/// <summary>A version of a jurisdiction's calendar as somebody posted it, and who approved it. It never changes but for the approval.</summary>
/// <param name="Id">The calendar, <c>cn</c>.</param>
/// <param name="Version">Its version, from 1.</param>
/// <param name="Content">The calendar, JSON as it came.</param>
/// <param name="ContentHash">SHA-256 of its canonical form, in hexadecimal.</param>
/// <param name="Reason">Why it was posted.</param>
/// <param name="PostedAt">When (UTC).</param>
/// <param name="PostedBy">By whom.</param>
/// <param name="ApprovedAt">When it was approved (UTC); null: nothing is counted by it yet.</param>
/// <param name="ApprovedBy">By whom; never who posted it, but for the files beside the program.</param>
public sealed record CalendarVersion(
    string Id, int Version, JsonElement Content, string ContentHash, string Reason, DateTimeOffset PostedAt, string PostedBy, DateTimeOffset? ApprovedAt = null, string? ApprovedBy = null)
{
    /// <summary>The calendar.</summary>
    [JsonIgnore]
    public BusinessCalendar Calendar => CalendarReader.Read(Content.GetRawText()).Calendar
        ?? throw new InvalidOperationException($"Version {Version} of calendar '{Id}' was taken and can no longer be read.");

    /// <summary>As journals name it.</summary>
    public override string ToString() => $"calendar {Id} version {Version}";
}
