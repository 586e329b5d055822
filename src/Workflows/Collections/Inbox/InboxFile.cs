using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Inbox;

/// <summary>A message of the customer that waits for an answer, or was answered.</summary>
/// <param name="Id">Id of its event.</param>
/// <param name="Since">When it came (UTC).</param>
/// <param name="Intent">What the customer wants.</param>
/// <param name="To">The department that answers.</param>
/// <param name="Minutes">Minutes each tier has.</param>
/// <param name="Tiers">How many tiers there are.</param>
/// <param name="Tier">Whom it waits for, from 1.</param>
/// <param name="AnsweredBy">Who answered.</param>
/// <param name="AnsweredAt">When (UTC).</param>
public sealed record CustomerMessage(
    string Id, DateTimeOffset Since, string? Intent, string To, int Minutes, int Tiers, int Tier = 1, string? AnsweredBy = null, DateTimeOffset? AnsweredAt = null)
{
    /// <summary>When the next tier hears of it (UTC); null where it was answered or nobody is left.</summary>
    [JsonIgnore]
    public DateTimeOffset? EscalatesAt => AnsweredAt is null && Tier < Tiers ? Since.AddMinutes((double)Minutes * Tier) : null;
}

/// <summary>What customers have written, and what became of it (S16). As long as one waits for an answer, nobody demands anything.</summary>
/// <param name="Messages">Oldest first; of those that were answered the last thirty.</param>
public sealed record InboxFile(ImmutableArray<CustomerMessage>? Messages = null) : ICaseSection<InboxFile>
{
    private const int AnsweredMax = 30;

    /// <summary>Nothing.</summary>
    public static InboxFile None { get; } = new();

    /// <summary>What waits for an answer.</summary>
    [JsonIgnore]
    public IEnumerable<CustomerMessage> Waiting => (Messages ?? []).Where(message => message.AnsweredAt is null);

    /// <summary>When the house has to raise <see cref="MessageOverdue"/>.</summary>
    [JsonIgnore]
    public IEnumerable<Reminder> Reminders => from one in Waiting let at = one.EscalatesAt where at is not null select new Reminder(nameof(MessageOverdue), one.Id, at.GetValueOrDefault());

    /// <summary>Why a fact is not taken.</summary>
    public string? Fault(Fact fact) => fact is MessageAnswered { Id: { } id } && (Messages ?? []).All(message => message.Id != id)
        ? $"there is no message '{id}' in this case; its id is that of the event with which it came" : null;

    /// <inheritdoc />
    public InboxFile Fold(Fact fact, FactMoment moment) => fact switch
    {
        // Who is on the line is being answered.
        InboundMessage { Channel: not Channel.Call } message => Came(message.Intent, moment),
        CustomerReply { Channel: not Channel.Call } reply => Came(reply.Intent, moment),
        MessageAnswered answer => Answered(answer.Id, answer.By, moment),
        ContactOutcome { Result: Party.RightParty } => Answered(null, "conversation", moment),
        MessageOverdue overdue => Each(one => one.Id == overdue.Key && one.EscalatesAt <= moment.At ? one with { Tier = one.Tier + 1 } : one),
        _ => this,
    };

    private InboxFile Came(string? intent, FactMoment moment)
    {
        if (moment.Books.Answers is not { } book || (Messages ?? []).Any(known => known.Id == moment.EventId)) return this;
        var clock = book.For(intent);
        return new InboxFile([.. Messages ?? [], new CustomerMessage(moment.EventId, moment.At, intent, clock.To, clock.Minutes, book.Tiers.Length)]);
    }

    /// <summary>An answer from before a message came does not answer it.</summary>
    private InboxFile Answered(string? id, string by, FactMoment moment)
    {
        var answered = Each(one => one.AnsweredAt is null && one.Since <= moment.At && (id is null || one.Id == id) ? one with { AnsweredBy = by, AnsweredAt = moment.At } : one);
        var over = (answered.Messages ?? []).Count(message => message.AnsweredAt is not null) - AnsweredMax;
        return over <= 0 ? answered : new InboxFile([.. answered.Messages!.Value.Where(message => message.AnsweredAt is null || over-- <= 0)]);
    }

    private InboxFile Each(Func<CustomerMessage, CustomerMessage> change) => Messages is null ? this : new InboxFile([.. Messages.Value.Select(change)]);
}
