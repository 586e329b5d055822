using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Rights;

/// <summary>What a fact hands on of what the customer has said beside messages: a ground, a reason, a note of a wish. Words in it are heard at once (S24, S34, S39, b.4 CEASE_CONTACT) and wait for somebody who reads them, as a message does (decision 0034).</summary>
internal static class SaidWords
{
    private const string House = "HOUSE:";

    /// <summary>The words; null where there are none. What is one word of a list, such as <c>AMOUNT</c>, says no more than its fact.</summary>
    public static string? Of(Fact fact) => Text(fact) is { } text && !text.Trim().All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? text : null;

    /// <summary>What is heard at once: these words, and those with which a complaint names somebody.</summary>
    public static string? Heard(Fact fact) => fact is ComplaintFiled filed ? $"{filed.Category} ; {filed.Named ?? filed.Accused}" : Of(fact);

    private static string? Text(Fact fact) => fact switch
    {
        DisputeRaised raised => string.Join(" ; ", (raised.Items ?? []).Prepend(raised.Ground ?? "").Where(part => part.Length > 0)),
        ComplaintFiled filed => filed.Category,
        HardshipDeclared { Source: { } source } when source.StartsWith(House, StringComparison.Ordinal) => null,
        HardshipDeclared declared => declared.Reason,
        ReliefRequested asked => asked.Note,
        AppointmentDeclined declined => declined.Reason,
        PlanRejected rejected => rejected.Reason,
        PlanCountered countered => countered.Note,
        FraudReported reported => reported.Ground,
        VisitRefused refused => refused.Reason,
        _ => null,
    };
}
