using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Kernel.Model;

/// <summary>A sketch as the kernel runs it.</summary>
internal static class SketchedMachine
{
    private static readonly JsonElement[] Numbers = [.. Enumerable.Range(0, 16).Select(Build.Number)];

    public static StateMachine Of(Sketch[] sketches, Bounds bounds)
    {
        var machines = sketches.Select(sketch => Of(sketch, bounds)).ToArray();
        return machines[0].WithSubmachines(machines[1..]);
    }

    public static JsonElement Data(int number) => Values.FromObject([new("n", Numbers[number])]);

    public static int NumberOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number ? json.GetInt32()
        : json.ValueKind == JsonValueKind.Object && json.TryGetProperty("n", out var number) ? number.GetInt32() : 0;

    private static StateMachine Of(Sketch sketch, Bounds bounds) => Build.Machine(
        [.. sketch.Places.Select(place => Build.State(place.Name, Slot(place.Entry), Slot(place.Exit)))],
        [.. sketch.Paths.Select(path => Build.Way(path.From, path.To, When(path.Wait), OnlyIf(path.Test), Slot(path.Action), path.Key))],
        bounds, sketch.Id, variables: sketch.Variables);

    private static Activity? Slot(Act? act) => act is null ? null : Build.Do(step =>
    {
        step.Note("act", act.Label);
        step.SetVariable(act.Variable, Numbers[act.Next(Variable(step, act.Variable))]);
    });

    private static Expression? OnlyIf(Test? test) => test is null ? null : Build.If(
        test.ToString(), scope => test.Holds(name => Variable(scope, name), name => Fact(scope, name), Data(scope), Member(scope.Event, "outcome")?.GetString()));

    private static Trigger? When(Wait? wait) => wait switch
    {
        Wait.Event on => Build.On(on.Name, on.Into),
        Wait.Clock { Kind: ClockKind.Delay } clock => Build.After(TimeSpan.FromMinutes(clock.Minutes)),
        Wait.Clock { Kind: ClockKind.Deadline } clock => Build.Within(TimeSpan.FromMinutes(clock.Minutes)),
        Wait.Clock clock => Build.At(Build.Monday.AddMinutes(clock.Minutes)),
        Wait.Inner inner => Build.Runs(inner.Id),
        _ => null,
    };

    private static int Variable(Scope scope, string name) => scope.TryGetVariable(name, out var value) ? NumberOf(value) : 0;

    private static int Fact(Scope scope, string name) => Member(scope.Before.Facts.ToJson(), name) is { } fact ? NumberOf(fact) : 0;

    private static int Data(Scope scope) => Member(scope.Event, "data") is { } data ? NumberOf(data) : 0;

    private static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : null;
}
