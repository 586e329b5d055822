using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Rights;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Inbox;

/// <summary>A message of the customer that waits to be read, or was.</summary>
/// <param name="Id">Id of its event.</param>
/// <param name="Since">When it came (UTC).</param>
/// <param name="Intent">What the customer wants.</param>
/// <param name="To">The department that answers.</param>
/// <param name="Minutes">Minutes each tier has.</param>
/// <param name="Tiers">How many tiers there are.</param>
/// <param name="Tier">Whom it waits for, from 1.</param>
/// <param name="AnsweredBy">Who answered.</param>
/// <param name="AnsweredAt">When (UTC).</param>
/// <param name="Channel">How it came; null: nobody has said.</param>
/// <param name="ReadAt">When somebody said what it was (UTC); null: nobody has, and it waits.</param>
public sealed record CustomerMessage(
    string Id, DateTimeOffset Since, string? Intent, string To, int Minutes, int Tiers, int Tier = 1, string? AnsweredBy = null, DateTimeOffset? AnsweredAt = null,
    Channel? Channel = null, DateTimeOffset? ReadAt = null)
{
    /// <summary>When the next tier hears of it (UTC); null where it was answered or nobody is left.</summary>
    [JsonIgnore]
    public DateTimeOffset? EscalatesAt => AnsweredAt is null && Tier < Tiers ? Since.AddMinutes((double)Minutes * Tier) : null;
}

/// <summary>What customers have written, and what became of it (S16). As long as nobody has said what one of them was, nobody demands anything, comes, or goes to court. A conversation answers what was written before it; it reads nothing.</summary>
/// <param name="Messages">Oldest first; of those that were read the last thirty.</param>
public sealed record InboxFile(ImmutableArray<CustomerMessage>? Messages = null) : ICaseSection<InboxFile>
{
    private const int ReadMax = 30;
    private const string Report = "VISIT_REPORT";

    /// <summary>Nothing.</summary>
    public static InboxFile None { get; } = new();

    /// <summary>What waits for somebody who reads it.</summary>
    [JsonIgnore]
    public IEnumerable<CustomerMessage> Waiting => (Messages ?? []).Where(message => message.ReadAt is null);

    /// <summary>When the house has to raise <see cref="MessageOverdue"/>.</summary>
    [JsonIgnore]
    public IEnumerable<Reminder> Reminders => from one in Waiting let at = one.EscalatesAt where at is not null select new Reminder(nameof(MessageOverdue), one.Id, at.GetValueOrDefault());

    /// <summary>Why a fact is not taken.</summary>
    public string? Fault(Fact fact) => fact switch
    {
        InboundMessage message => MessageMeanings.Fault(message.Channel, message.Meant, message.By),
        CustomerReply reply => MessageMeanings.Fault(reply.Channel, reply.Meant, reply.By),
        ContactOutcome call => MessageMeanings.Fault(Channel.Call, call.Meant, call.By),
        MessageAnswered answer => Fault(answer),
        _ => null,
    };

    private string? Fault(MessageAnswered answer) => Find(answer.Id) is not { } message
        ? $"there is no message '{answer.Id}' in this case; its id is that of the event with which it came"
        : MessageMeanings.Fault(answer, message);

    /// <summary>How a message came; null: nobody has said.</summary>
    public Channel? ChannelOf(string id) => Find(id)?.Channel;

    /// <summary>An answer with the channels that it means (S34).</summary>
    public MessageAnswered Named(MessageAnswered answer) =>
        answer.Says(MessageMeaning.StopChannel) && answer.Channels is null or { IsDefaultOrEmpty: true } && Find(answer.Id) is { Channel: { } channel } ? answer with { Channels = [channel] } : answer;

    /// <inheritdoc />
    public InboxFile Fold(Fact fact, FactMoment moment) => fact switch
    {
        // Who is on the line is being answered; what a call was, somebody has to say as well.
        InboundMessage { Meant: null } message => Came(message.Intent, message.Channel, moment),
        CustomerReply { Meant: null } reply => Came(reply.Intent, reply.Channel, moment),
        StatementMade => Came("STATEMENT", null, moment),
        FeedbackGiven { Text: not null } => Came("FEEDBACK", null, moment),
        MessageAnswered answer => Read(answer, moment),
        ContactOutcome { Note: not null, Meant: null } call => Spoken(call, moment).Came("NOTE", Facts.Channel.Call, moment),
        ContactOutcome call => Spoken(call, moment),
        // A report is read by whoever reviews it.
        VisitReportFiled => Came(Report, null, moment),
        VisitReportReviewed { By: var by } => Each(one => one.Intent == Report && one.ReadAt is null && one.Since <= moment.At ? one with { AnsweredBy = by, AnsweredAt = moment.At, ReadAt = moment.At } : one),
        _ when SaidWords.Of(fact) is not null => Came(fact.GetType().Name, null, moment),
        MessageOverdue overdue => Each(one => one.Id == overdue.Key && one.EscalatesAt <= moment.At ? one with { Tier = one.Tier + 1 } : one),
        _ => this,
    };

    private InboxFile Spoken(ContactOutcome call, FactMoment moment) => call.Result != Party.RightParty ? this
        : Each(one => one.AnsweredAt is null && one.Since <= moment.At ? one with { AnsweredBy = "conversation", AnsweredAt = moment.At } : one);

    private CustomerMessage? Find(string id) => Messages?.FirstOrDefault(message => message.Id == id);

    /// <summary>Without a book of clocks nobody hears of it in time, and it waits all the same.</summary>
    private InboxFile Came(string? intent, Channel? channel, FactMoment moment)
    {
        if (Find(moment.EventId) is not null) return this;
        var clock = moment.Books.Answers?.For(intent);
        return new InboxFile([.. Messages ?? [], new CustomerMessage(moment.EventId, moment.At, intent, clock?.To ?? "", clock?.Minutes ?? 0, moment.Books.Answers?.Tiers.Length ?? 0, Channel: channel)
        {
            AnsweredBy = channel == Facts.Channel.Call ? "conversation" : null, AnsweredAt = channel == Facts.Channel.Call ? moment.At : null,
        }]);
    }

    /// <summary>An answer from before a message came reads nothing.</summary>
    private InboxFile Read(MessageAnswered answer, FactMoment moment)
    {
        var read = Each(one => one.Id != answer.Id || one.Since > moment.At ? one : one with { AnsweredBy = one.AnsweredBy ?? answer.By, AnsweredAt = one.AnsweredAt ?? moment.At, ReadAt = one.ReadAt ?? moment.At });
        var over = (read.Messages ?? []).Count(message => message.ReadAt is not null) - ReadMax;
        return over <= 0 ? read : new InboxFile([.. read.Messages!.Value.Where(message => message.ReadAt is null || over-- <= 0)]);
    }

    private InboxFile Each(Func<CustomerMessage, CustomerMessage> change) => Messages is null ? this : new InboxFile([.. Messages.Value.Select(change)]);
}
