using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Inbox;
using Doorstep.Workflows.Collections.Rights;

namespace Doorstep.Workflows.Collections.Hardship;

/// <summary>Notices that somebody is in difficulty without being asked for the word (S24): then the house stops demanding in the same step and opens an assessment itself.</summary>
public static class HardshipSignal
{
    private static readonly string[] Intents = ["HARDSHIP", "CANNOT_PAY"];

    /// <summary>What in a fact says so, or null: a flag, an intent, or words in the customer's message or statement, in the note of a call, in the report of a visit.</summary>
    public static string? In(Fact fact) => fact switch
    {
        InboundMessage message => Flag(message.Hardship) ?? Flag(fact.Says(MessageMeaning.Hardship)) ?? Intent(message.Intent) ?? Words(message.Text),
        CustomerReply reply => Flag(reply.Hardship) ?? Flag(fact.Says(MessageMeaning.Hardship)) ?? Intent(reply.Intent) ?? Words(reply.Text),
        ContactOutcome { Result: Party.RightParty } call => Flag(call.Hardship) ?? Flag(fact.Says(MessageMeaning.Hardship)) ?? Words(call.Note),
        MessageAnswered => Flag(fact.Says(MessageMeaning.Hardship)),
        StatementMade made => Words(made.Text),
        FeedbackGiven given => Words(given.Text),
        VisitReportFiled report => Flag(report.Hardship) ?? Words(report.CustomerStatement) ?? Words(report.Conversation) ?? Words(report.Capacity.Summary),
        HardshipDeclared or ReliefRequested => null,
        _ => Words(SaidWords.Heard(fact)),
    };

    private static string? Flag(bool? said) => said == true ? "HARDSHIP" : null;

    private static string? Intent(string? intent) => Intents.FirstOrDefault(known => known == intent);

    private static string? Words(string? text) => text is null ? null : HardshipWords.In(text);
}
