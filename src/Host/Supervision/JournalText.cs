using System.Text.Json;
using Doorstep.Workflows.Collections.Access;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Host.Supervision;

/// <summary>Rows of a journal as people read them, with everything personal masked.</summary>
internal static class JournalText
{
    /// <summary>What a step did, line by line.</summary>
    public static IEnumerable<string> Lines(JournalRecord row, bool isChinese)
    {
        var lines = PersonalData.MaskedLines(Values.Parse(row.Entries));
        if (lines.ValueKind != JsonValueKind.Array) yield break;
        foreach (var line in lines.EnumerateArray().Where(line => line.ValueKind == JsonValueKind.Object))
            yield return string.Join(" · ", ((string[])["kind", "subject", "text", "dueAt"]).Select(name => line.TryGetProperty(name, out var member) ? name == "text" ? ReasonWords.Of(Values.ToText(member), isChinese) : Values.ToText(member) : "").Where(text => text.Length > 0));
    }

    /// <summary>What was reported; null: nothing.</summary>
    public static string? Data(JournalRecord row)
    {
        var data = PersonalData.Masked(Values.Parse(row.EventData));
        return data.ValueKind == JsonValueKind.Object && data.EnumerateObject().Any() ? data.GetRawText() : null;
    }
}
