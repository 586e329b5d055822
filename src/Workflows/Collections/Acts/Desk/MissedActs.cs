using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Visits;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Acts.Desk;

/// <summary>Acts that a definition has planned and that did not come up when they were due: nobody was at work, or the guards made them wait. What was spread over weeks does not come over the customer at once:
/// of several that mean the same, one goes and the others are dropped (G2, b.1 rule 2). Answers and notices that the law wants are each about something of their own and stay. Pure.</summary>
internal static class MissedActs
{
    /// <summary>The class of the message that reminds of a visit.</summary>
    private const string Reminder = "visitReminder";

    /// <summary>How late an act may come up and still be the one of its own day. A house default.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    /// <summary>Why an act is not worth carrying out any more; null where it was not missed, or where nothing like it has gone since.</summary>
    /// <param name="act">The act, its way known.</param>
    /// <param name="plannedAt">When it was planned (UTC); of an act that somebody asks for now, now.</param>
    /// <param name="log">What was decided on in this case.</param>
    /// <param name="now">The moment (UTC).</param>
    public static string? Why(PlannedAct act, DateTimeOffset plannedAt, ActLog log, DateTimeOffset now)
    {
        var due = act.NotBefore > plannedAt ? act.NotBefore.Value : plannedAt;
        if (now - due <= Late || !IsSpread(act)) return null;
        return log.Latest.LastOrDefault(gone => gone.Allowed && gone.At >= due && IsLike(gone, act)) is { } other
            ? $"It was due {Instants.Text(due)}; another {(act.IsWritten ? act.Template : FactJson.Word(act.Kind))} has gone since, {Instants.Text(other.At)} (G2)."
            : null;
    }

    /// <summary>Why nobody needs a reminder of a visit any more: its hour has come (T19); null where it is still to come, or where the act is something else.</summary>
    /// <param name="act">The act, its way known.</param>
    /// <param name="visits">What was agreed.</param>
    /// <param name="now">The moment (UTC).</param>
    public static string? Over(PlannedAct act, VisitFile visits, DateTimeOffset now) =>
        act.Template is { } name && TemplateClasses.Find(name)?.Name == Reminder && visits.Appointment?.Slot is { } slot && slot < now
            ? $"The visit was agreed for {Instants.Text(slot)}; nobody is reminded of what has come."
            : null;

    private static bool IsSpread(PlannedAct act) => act is { IsContact: true, Recipient: Recipient.Customer } && act.Purpose != ActPurpose.LegalNotice
        && (act.Template is null || TemplateClasses.Find(act.Template) is not { IsReply: true });

    /// <summary>What is written says the same by whichever way it goes; everything else is the same when it is of one kind.</summary>
    private static bool IsLike(ActDecidedOn gone, PlannedAct act) => gone.Purpose == act.Purpose && (act.IsWritten ? gone.Template == act.Template : gone.Kind == act.Kind);
}
