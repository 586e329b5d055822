using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections;

/// <summary>What was tried to reach the customer in this case.</summary>
/// <param name="Attempts">Attempts made.</param>
/// <param name="FailuresInRow">Failures since somebody was last reached. A message that was delivered is neither: nobody has spoken, nothing failed.</param>
/// <param name="Conversations">Right-party contacts.</param>
/// <param name="Channels">Channels tried.</param>
/// <param name="Days">Days with an attempt, in the customer's own calendar.</param>
/// <param name="IsInformed">A letter has arrived or the customer was spoken to; a letter that came back informs nobody (S3), and no more does what the customer writes (G12).</param>
/// <param name="IsThirdPartyClosed">A third party has refused; no other is asked (G6).</param>
/// <param name="HasInvalidNumber">Whether the last attempt met a number that is not in service, or is somebody else's.</param>
/// <param name="Since">When the case began (UTC): what was tried before says nothing of this case (G7). Null: every attempt counts.</param>
/// <param name="Traced">Lawful means of finding the customer that were used since the customer was lost (T9).</param>
public sealed record ContactHistory(
    int Attempts, int FailuresInRow, int Conversations, ImmutableSortedSet<string> Channels, ImmutableSortedSet<string> Days, bool HasInvalidNumber, bool IsThirdPartyClosed = false,
    bool IsInformed = false, DateTimeOffset? Since = null, ImmutableSortedSet<string>? Traced = null) : ICaseSection<ContactHistory>
{
    /// <summary>What has to be on file before tracing ends ahead of its time. Nobody has to ask a third party.</summary>
    private static readonly ImmutableArray<string> Needed = [.. new[] { TracingMeans.OwnContacts, TracingMeans.LawfulSource, TracingMeans.LastAddress }.Select(FactJson.Word)];

    /// <summary>Nothing yet.</summary>
    public static ContactHistory None { get; } = new(0, 0, 0, Words(), Words(), false);

    /// <summary>When somebody was last reached (UTC). An attempt that failed before and is heard of later is no failure since.</summary>
    public DateTimeOffset? ReachedAt { get; init; }

    /// <inheritdoc />
    public ContactHistory Fold(Fact fact, FactMoment moment) => fact switch
    {
        ContactAttempted when moment.At < Since => this,
        ContactAttempted attempted => Attempted(attempted, moment),
        ContactOutcome { Result: Party.RightParty, IdentityProven: not false } => Reached(moment.At) with { IsInformed = true },
        CustomerReply or InboundMessage or ContactRestored => Reached(moment.At),
        // Whoever answers and does not know the customer: the number is no longer the customer's (T7).
        ContactOutcome { Result: Party.WrongParty } => this with { HasInvalidNumber = true },
        ContactOutcome { Result: Party.Refused } => this with { IsThirdPartyClosed = true },
        TracingStepTaken step => this with { Traced = (Traced ?? Words()).Add(FactJson.Word(step.Means)) },
        _ => this,
    };

    /// <summary>Why a fact cannot be: tracing is exhausted once every lawful means is on file; without them it lasts as long as the pack says (T9, <c>clock.unreachableDays</c>).</summary>
    public IEnumerable<string> Against(Fact fact)
    {
        if (fact is not TracingExhausted || Needed.Except(Traced ?? Words()).ToArray() is not { Length: > 0 } missing) yield break;
        yield return $"T9: tracing is not exhausted before {string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} on file. Report each with {nameof(TracingStepTaken)}; or wait, for it ends by itself when the days of the pack are over.";
    }

    private ContactHistory Attempted(ContactAttempted attempted, FactMoment moment)
    {
        var counted = this with
        {
            Attempts = Attempts + 1, Channels = Channels.Add(FactJson.Word(attempted.Channel)), Days = Days.Add(moment.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            IsInformed = IsInformed || attempted is { Channel: Channel.Letter, Result: AttemptResult.Delivered },
        };
        return ReachedAt > moment.At ? counted : counted with
        {
            FailuresInRow = attempted.Result switch { AttemptResult.Answered => 0, AttemptResult.Delivered => FailuresInRow, _ => FailuresInRow + 1 },
            HasInvalidNumber = attempted.Result == AttemptResult.InvalidNumber, ReachedAt = attempted.Result == AttemptResult.Answered ? moment.At : ReachedAt,
        };
    }

    /// <summary>The customer was reached, or reached us.</summary>
    private ContactHistory Reached(DateTimeOffset at) =>
        this with { FailuresInRow = 0, HasInvalidNumber = false, Conversations = Conversations + 1, Traced = null, ReachedAt = ReachedAt > at ? ReachedAt : at };

    internal static ContactHistory Read(JsonElement json) => json.ValueKind != JsonValueKind.Object ? None : new(
        (int)json.Amount("attempts"), (int)json.Amount("failuresInRow"), (int)json.Amount("conversations"),
        Words(json.Member("channels")), Words(json.Member("days")), json.Member("invalidNumber").ValueKind == JsonValueKind.True,
        json.Member("thirdPartyClosed").ValueKind == JsonValueKind.True, json.Member("informed").ValueKind == JsonValueKind.True,
        Instants.TryRead(json.Text("since") ?? "", out var since) ? since : null, json.Member("traced").ValueKind == JsonValueKind.Array ? Words(json.Member("traced")) : null)
    {
        ReachedAt = json.Text("reachedAt") is { } reached && Instants.TryRead(reached, out var at) ? at.ToUniversalTime() : null,
    };

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("contact");
        json.WriteNumber("attempts", Attempts);
        json.WriteNumber("failuresInRow", FailuresInRow);
        json.WriteNumber("conversations", Conversations);
        WriteWords(json, "channels", Channels);
        WriteWords(json, "days", Days);
        json.WriteBoolean("invalidNumber", HasInvalidNumber);
        json.WriteBoolean("thirdPartyClosed", IsThirdPartyClosed);
        json.WriteBoolean("informed", IsInformed);
        if (Since is { } since) json.WriteInstant("since", since);
        if (Traced is { } traced) WriteWords(json, "traced", traced);
        if (ReachedAt is { } reached) json.WriteInstant("reachedAt", reached);
        json.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter json, string name, ImmutableSortedSet<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static ImmutableSortedSet<string> Words(JsonElement json = default) => json.ValueKind == JsonValueKind.Array
        ? json.EnumerateArray().Select(word => word.GetString()!).ToImmutableSortedSet(StringComparer.Ordinal)
        : ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
}
