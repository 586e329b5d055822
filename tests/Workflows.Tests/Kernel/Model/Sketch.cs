using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Kernel.Model;

/// <summary>A definition that both the kernel and the reference can run. The first state is the initial one; numbers stand for all values.</summary>
internal sealed record Sketch(string Id, Place[] Places, Path[] Paths, string[] Variables)
{
    public IEnumerable<Path> From(string place) => Paths.Where(path => path.From == place);

    public override string ToString() => $"{Id}({string.Join(' ', Variables)})\n  {string.Join("\n  ", Places.Select(place => place.ToString()))}\n  {string.Join("\n  ", Paths.Select(path => path.ToString()))}";
}

internal sealed record Place(string Name, Act? Entry, Act? Exit)
{
    public override string ToString() => $"[{Name}] entry {Entry} exit {Exit}";
}

internal sealed record Path(string Key, string From, string To, Wait? Wait, Test? Test, Act? Action)
{
    public override string ToString() => $"{Key}: {From} → {To} when {Wait} if {Test} then {Action}";
}

internal abstract record Wait
{
    public sealed record Event(string Name, string? Into) : Wait;

    /// <summary>Minutes after arming, or after <see cref="Build.Monday"/> for a date.</summary>
    public sealed record Clock(ClockKind Kind, int Minutes) : Wait;

    public sealed record Inner(string Id) : Wait;
}

internal enum ClockKind { Delay, Deadline, Date }

/// <summary>Doubles a variable and adds to it, so that the order of acts shows in the value; and leaves its label as a trace.</summary>
internal sealed record Act(string Label, string Variable, int Add)
{
    public int Next(int value) => ((2 * value) + Add) % 13;

    public override string ToString() => $"{Variable}*2+{Add}";
}

internal enum TestKind { Variable, Fact, Data, Outcome, Broken }

/// <summary>A condition. <see cref="TestKind.Broken"/> is one that faults for some values.</summary>
internal sealed record Test(TestKind Kind, string Name, int Number)
{
    public bool Holds(Func<string, int> variable, Func<string, int> fact, int data, string? outcome) => Kind switch
    {
        TestKind.Variable => variable(Name) % 3 != Number,
        TestKind.Fact => fact(Name) >= Number,
        TestKind.Data => data >= Number,
        TestKind.Outcome => outcome == Name,
        _ => variable(Name) % 5 != Number ? true : throw new StepFaultException("expression", "The sketch is broken here."),
    };
}
