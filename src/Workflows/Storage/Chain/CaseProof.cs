using System.Security.Cryptography;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Storage.Chain;

/// <summary>Whether a case row says what the last row of its journal proves.</summary>
internal static class CaseProof
{
    /// <summary>What the case row has otherwise; null where nothing.</summary>
    public static ChainVerdict.Broken? Fault(CaseRecord row, JournalRecord last)
    {
        if (row.State != last.State) return Broken(row, $"is in state '{row.State}', but its last step ended in '{last.State}'");
        if (Taken(last.Entries) is not { } taken) return null;
        if (taken != Convert.ToHexStringLower(SHA256.HashData(row.Snapshot))) return Broken(row, "has another snapshot than its last step left");
        return Columns(row) is { } column ? Broken(row, $"has another {column} than its snapshot") : null;
    }

    private static ChainVerdict.Broken Broken(CaseRecord row, string what) => new(row.Sequence, ChainBreak.Case, $"The case row {what}: it was changed.");

    /// <summary>The hash in the line about the snapshot; null in a row from before there was one, and in one that is no longer JSON.</summary>
    private static string? Taken(string entries)
    {
        try
        {
            return Values.Parse(entries).EnumerateArray().Where(line => line.GetProperty("kind").GetString() == "snapshotTaken").Select(line => line.GetProperty("subject").GetString()).LastOrDefault();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static string? Columns(CaseRecord row)
    {
        try
        {
            var json = Values.Parse(row.Snapshot.AsSpan());
            return json.GetProperty("sequence").GetInt64() != row.Sequence ? "sequence"
                : json.GetProperty("status").GetInt32() != (int)row.Status ? "status"
                : (json.TryGetProperty("incident", out _) || json.TryGetProperty("givenUp", out _)) != row.IsFaulted ? "fault"
                : (json.TryGetProperty("name", out var name) ? name.GetString() : null) != row.Name ? "name" : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return "content";
        }
    }
}
