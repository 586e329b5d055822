using System.Text.Json;
using Doorstep.Workflows.Commands;

namespace Doorstep.Host.Demo;

/// <summary>Something that somebody in the invented world does.</summary>
/// <param name="At">When.</param>
/// <param name="Type">The event that reports it.</param>
internal sealed record Act(DateTimeOffset At, string Type)
{
    private readonly Lazy<JsonElement> _data = new(() => JsonSerializer.SerializeToElement(new { }));

    private Act(DateTimeOffset at, string type, Func<object> data)
        : this(at, type) => _data = new Lazy<JsonElement>(() => JsonSerializer.SerializeToElement(data()));

    /// <summary>The event's data.</summary>
    public JsonElement Data => _data.Value;

    public static Act Of(DateTimeOffset at, string type, object? data = null) => new(at, type, () => data ?? new { });

    /// <summary>What is said depends on what was said and paid until then.</summary>
    public static Act Then(DateTimeOffset at, string type, Func<object> data) => new(at, type, data);

    /// <summary>Who reports such a thing. A person who decides speaks in the own name; a system says whom it heard it from.</summary>
    public Actor Actor => new(Role == Role.Supervisor && Data.TryGetProperty("by", out var by) ? by.GetString()! : $"demo:{Role}".ToLowerInvariant(), [Role])
    {
        Agent = Role == Role.Agent ? VisitScenes.Team[0] : null,
    };

    /// <summary>The amount, where money moves.</summary>
    public long Amount => Data.TryGetProperty("amount", out var amount) ? amount.GetInt64() : 0;

    /// <summary>Noon in Shanghai of a day that the data names.</summary>
    public DateTimeOffset Noon(string name) => new(DateOnly.FromDateTime(Data.GetProperty(name).GetDateTime()), new TimeOnly(12, 0), TimeSpan.FromHours(8));

    private Role Role => Type switch
    {
        "InterventionAcknowledged" or "InterventionResolved" or "EscalationReviewed" or "VisitReviewed" or "VisitReportReviewed" => Role.Supervisor,
        "SafeCheckIn" => Role.Agent,
        _ when Type.StartsWith("Visit", StringComparison.Ordinal) => Role.Agent,
        _ => Role.Service,
    };
}
