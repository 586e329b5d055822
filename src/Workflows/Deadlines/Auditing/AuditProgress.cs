using System.Text.Json.Serialization;

namespace Doorstep.Workflows.Deadlines.Auditing;

/// <summary>A pass of the auditor over all running cases.</summary>
public sealed record AuditPass
{
    /// <summary>Its number, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>When it had seen every case (UTC); null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Cases looked at so far.</summary>
    public long Cases { get; init; }

    /// <summary>Deadlines that they wait for.</summary>
    public long Deadlines { get; init; }

    /// <summary>Cases that were put right.</summary>
    public long Healed { get; init; }

    /// <summary>Cases that could not be: broken, or not to be reached now.</summary>
    public long Unhealed { get; init; }
}

/// <summary>How far the auditor is.</summary>
/// <param name="Pass">The pass that goes on, or the last one.</param>
/// <param name="Last">The last pass that saw every case.</param>
/// <param name="After">The last case looked at.</param>
public sealed record AuditProgress(AuditPass Pass, AuditPass? Last, string After);

/// <summary>Something that was wrong.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="At">When it was found (UTC).</param>
/// <param name="IsHealed">It was put right; the journal of the case has it.</param>
/// <param name="Text">What it was, for a person.</param>
public sealed record AuditFinding(string CaseId, DateTimeOffset At, bool IsHealed, string Text);

[JsonSerializable(typeof(AuditProgress))]
[JsonSerializable(typeof(AuditFinding))]
internal sealed partial class AuditingJson : JsonSerializerContext;
