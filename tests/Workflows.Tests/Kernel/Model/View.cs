using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Kernel.Model;

/// <summary>What is compared: state path, status, variables, armed deadlines and what can be gone back to, frame by frame.</summary>
internal static class View
{
    public static string Of(Snapshot snapshot) => Lines(
        snapshot.Status == CaseStatus.Completed,
        snapshot.Frames.Select(frame => Line(
            frame.DefinitionId, frame.State, frame.Variables.Select(pair => (pair.Key, SketchedMachine.NumberOf(pair.Value))),
            frame.Deadlines.Select(deadline => (deadline.Transition, deadline.DueAt, deadline.IsDue)), frame.Interruptions.Select(left => left.State))));

    public static string Of(Reference reference) => Lines(
        reference.IsClosed,
        reference.Boxes.Select(box => Line(
            box.Sketch.Id, box.State, box.Variables.Select(pair => (pair.Key, pair.Value)),
            box.Clocks.Select(clock => (clock.Key, clock.Due, clock.IsDue)), box.Left.Select(memory => memory.Place))));

    private static string Lines(bool isClosed, IEnumerable<string> frames) => $"{(isClosed ? "closed" : "running")}\n{string.Join('\n', frames)}";

    private static string Line(
        string id, string state, IEnumerable<(string Name, int Value)> variables, IEnumerable<(string Key, DateTimeOffset Due, bool IsDue)> clocks, IEnumerable<string> left) =>
        $"{id}/{state} {string.Join(' ', variables.OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => $"{pair.Name}={pair.Value}"))}"
        + $" [{string.Join(", ", clocks.OrderBy(clock => clock.Key, StringComparer.Ordinal).Select(clock => $"{clock.Key} {clock.Due:dd HH:mm}{(clock.IsDue ? " due" : "")}"))}]"
        + $" left {string.Join('>', left)}";
}
