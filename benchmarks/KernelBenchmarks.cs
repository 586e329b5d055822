using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Benchmarks;

/// <summary>One decision of the shipped machine, pure: nothing is stored.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private static readonly DateTimeOffset Now = new(2031, 3, 3, 1, 0, 0, TimeSpan.Zero);
    private static readonly string[] Inner = ["remote-contact", "visit", "hardship-plan", "legal"];

    private readonly CaseFileFolder _folder = new(new ReliefShelf());
    private readonly StateMachine _machine = Compile("overdue-visit").WithSubmachines(Inner.Select(Compile));
    private readonly WorkflowEvent.Raised _plain = Event("InterventionAcknowledged", """{"by":"s1"}""");
    private readonly WorkflowEvent.Raised _guarded = Event("PromiseMade", """{"amount":50000,"date":"2031-03-10"}""");
    private Snapshot _case = null!;
    private Snapshot _stalled = null!;
    private byte[] _bytes = [];

    /// <summary>Measures in this process and prints BenchmarkDotNet's table.</summary>
    public static void Run() => BenchmarkRunner.Run<KernelBenchmarks>(ManualConfig.Create(DefaultConfig.Instance).WithOption(ConfigOptions.DisableLogFile, true).AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)));

    /// <summary>A loan in remote contact, and one that nobody checked at intake, which waits for a person.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        var body = BenchDefinition.StartBody(1, "overdue-visit");
        var born = Accepted(_machine.Start("case-1", body, _folder.Open(body, Now), Now, "SYN-LN-1"));
        _case = Accepted(Decide(born, Event("IntakeChecked", "{}")));
        _bytes = SnapshotCodec.Write(_case);
        var late = born.Deadlines.Single();
        _stalled = Accepted(_machine.Transition(born, new WorkflowEvent.DeadlineFired(late.Id), late.DueAt));
        foreach (var decision in (Decision[])[Plain(), GuardedByJavaScript()])
            if (decision is not Decision.Accepted { IsMove: true }) throw new InvalidOperationException(decision.Reason);
    }

    /// <summary>A transition without JavaScript: somebody takes a case that waits for a person.</summary>
    [Benchmark]
    public Decision Plain() => Decide(_stalled, _plain);

    /// <summary>A transition whose guard is JavaScript: a promise, in remote contact (T5).</summary>
    [Benchmark]
    public Decision GuardedByJavaScript() => Decide(_case, _guarded);

    /// <summary>A snapshot to bytes.</summary>
    [Benchmark]
    public byte[] WriteSnapshot() => SnapshotCodec.Write(_case);

    /// <summary>And back.</summary>
    [Benchmark]
    public Snapshot ReadSnapshot() => SnapshotCodec.Read(_bytes, _folder);

    private Decision Decide(Snapshot snapshot, WorkflowEvent.Raised fact) => _machine.Transition(snapshot with { Facts = _folder.Fold(snapshot.Facts, fact, Now) }, fact, Now);

    private static Snapshot Accepted(Decision decision) => decision is Decision.Accepted accepted ? accepted.Next : throw new InvalidOperationException(decision.Reason);

    private static WorkflowEvent.Raised Event(string type, string data) => new("e-1", type, Now, Values.Parse(data));

    private static StateMachine Compile(string id) =>
        ActivityCatalogue.Compiler().Compile(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflow-definitions", $"{id}.json"))).Machine ?? throw new InvalidOperationException($"'{id}' does not compile.");
}
