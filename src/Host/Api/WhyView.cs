using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Host.Api;

/// <summary>What a case waits for and what is in the way. <c>accepts</c>: the events that some way out waits for; every other event that the house knows is recorded.
/// <c>next</c>: the deadline that will act first, as things stand: one whose condition stands in its way gives way to a later one.
/// <c>says</c>: the same in sentences, with the incident, with a deadline that is overdue and with one that comes earlier but to nothing. <c>ways</c>: every way out, in the order in which they are tried.</summary>
internal sealed record WhyView(
    string CaseId, string State, bool Faulted, IncidentView? Incident, IEnumerable<string> Accepts, WayView? Next, IEnumerable<string> Says, IEnumerable<WayView> Ways)
{
    public static WhyView Of(CaseExplained explained)
    {
        var (view, told) = (CaseView.Of(explained.Case), explained.Explanation);
        var ways = told.Ways.Select(WayView.Of).ToArray();
        return new WhyView(
            view.CaseId, view.State, view.Faulted, view.Incident, ways.Select(way => way.Event).OfType<string>().Distinct(StringComparer.Ordinal),
            told.Next is { } next ? WayView.Of(next) : null, Sentences(view, explained.Holds, told), ways);
    }

    private static IEnumerable<string> Sentences(CaseView view, IReadOnlyCollection<string> holds, Explanation told)
    {
        if (view.Status == CaseStatus.Completed) yield return $"The case is closed in '{view.State}'.";
        if (holds.Count > 0) yield return $"{(holds.Count == 1 ? "A hold is" : "Holds are")} open: {string.Join(", ", holds)}. What it blocks is refused, whatever the state says.";
        if (view.Incident is { } incident) yield return incident.Code == Doorstep.Workflows.Kernel.Incident.Undelivered ? incident.Message : $"The last step could not be taken: {incident.Message}";
        foreach (var way in told.Ways.Where(way => way.IsOverdue))
            yield return $"{WayView.Named(way)} was due at {Instants.Text(way.DueAt.GetValueOrDefault())} and is overdue: nobody was at work then, or the house has not come to it, and it waits for its turn. GET /api/v1/catch-up says how far the house is.";
        if (told.Vain is { DueAt: { } at, IsOverdue: false } vain) yield return $"{WayView.Named(vain)} comes first, at {Instants.Text(at)}, and would come to nothing now: {vain.Obstacle}.";
        if (told.Next is { DueAt: { } due, IsOverdue: false } next && next != told.Vain) yield return $"If nothing happens before, {WayView.Named(next)} takes the case to '{next.To}' at {Instants.Text(due)}.";
        foreach (var way in told.Ways.Where(way => way.Stopped is not null)) yield return $"{WayView.Named(way)} {way.Stopped}.";
        if (told.Next is null && view.Status != CaseStatus.Completed) yield return "No deadline runs: the case goes on when something happens.";
    }
}

/// <summary>One way out of where a case stands. <c>name</c>: its caption. <c>holds</c>: whether the condition holds now; null when that cannot be told before the event is there.
/// <c>due</c>: its time has come, and every later fact asks its condition again. <c>stopped</c>: its clock stands still for holds, and it has no <c>dueAt</c>. <c>obstacle</c>: what stands in its way now. <c>says</c>: all of it in a sentence.</summary>
internal sealed record WayView(
    string Transition, string? Name, string Definition, string DefinitionName, string From, string To, string WaitsFor, string? Event, DateTimeOffset? DueAt, bool Due, string? Condition, bool? Holds,
    string? Obstacle, StoppedView? Stopped, string Says)
{
    public static WayView Of(WayExplained way) => new(
        way.Key, way.DisplayName, way.Frame, way.FrameName, way.From, way.To, way.WaitsFor, way.EventName, way.DueAt, way.IsDue, way.Condition, way.Holds, way.Obstacle, StoppedView.Of(way.Stopped), Sentence(way));

    /// <summary>By its caption, in which its key mostly stands already.</summary>
    public static string Named(WayExplained way) => way.DisplayName is not { } name ? $"'{way.Key}'" : name.StartsWith(way.Key, StringComparison.Ordinal) ? $"'{name}'" : $"'{way.Key}' ({name})";

    private static string Sentence(WayExplained way)
    {
        var when = way switch
        {
            { Stopped: { } stopped } => $"{stopped}",
            { IsDue: true } => "is due and is asked again at every fact",
            { IsOverdue: true, DueAt: { } at } => $"was due at {Instants.Text(at)} and waits for its turn",
            { DueAt: { } at } => $"waits until {Instants.Text(at)}",
            { EventName: { } name } => $"waits for the event '{name}'",
            _ => $"waits for: {way.WaitsFor}",
        };
        var then = way.Holds switch
        {
            false => $"nothing would come of it now, for {way.Obstacle}",
            null => "whether its condition holds is told when it is there",
            true => $"it would lead to '{way.To}'",
        };
        return $"{Named(way)} {when}; {then}.";
    }
}
