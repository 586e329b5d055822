using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Risk;

/// <summary>A request of an authority that lacks what it needs gets no data (S47), and somebody has to see it: it waits as an alert until it is taken up, or until the authority sends what was missing.</summary>
internal static class IncompleteRequests
{
    /// <summary>What the alert is called.</summary>
    public const string Pattern = "AUTHORITY_REQUEST";

    /// <summary>What the house says to a request.</summary>
    /// <param name="before">The file before it.</param>
    /// <param name="asked">The request.</param>
    /// <param name="eventId">Id of its event.</param>
    public static IEnumerable<Effect> Answers(CaseFile before, AuthorityRequestReceived asked, string eventId)
    {
        string[] missing = [.. new[] { (asked.Authority, "authority"), (asked.DocNumber, "docNumber"), (asked.Basis, "basis") }.Where(part => part.Item1 is null).Select(part => part.Item2)];
        if (missing.Length > 0)
        {
            string[] why = [$"S47: {string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing, so no data leaves."];
            return [new Effect.RaiseEvent(nameof(RiskAlertRaised), JsonSerializer.SerializeToElement(new { id = IdOf(eventId), pattern = Pattern, model = "HOUSE", reasonCodes = why }), null)];
        }

        return (before.Risk.Requests ?? []).Where(earlier => earlier.Authority == asked.Authority)
            .SelectMany(earlier => (before.Risk.Alerts ?? []).Where(alert => alert is { AcknowledgedBy: null, IsCleared: false } && alert.Id == IdOf(earlier.Id)))
            .Select(alert => new Effect.RaiseEvent(nameof(RiskAlertCleared), JsonSerializer.SerializeToElement(new { id = alert.Id, by = "HOUSE" }), null));
    }

    private static string IdOf(string eventId) => $"{Pattern}:{eventId}";
}
