using System.Diagnostics;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Commit;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Benchmarks;

/// <summary>What the parts of a step cost, one after the other on one thread: time and allocations, without grain and database. The best of many short runs counts, which a
/// busy machine does not change.</summary>
internal static class Stages
{
    private const int Runs = 400;
    private const int Times = 50;

    public sealed record Stage(string Name, double Microseconds, double AllocatedBytes);

    public static async Task<object> RunAsync(Bench bench)
    {
        await OfAsync(bench, BenchDefinition.Id, "PaymentReceived", BenchDefinition.Event); // Until everything is compiled as well as it gets.
        return new { bench = await OfAsync(bench, BenchDefinition.Id, "PaymentReceived", BenchDefinition.Event), shipped = await OfAsync(bench, "overdue-visit", "PaymentReceived", BenchDefinition.Event) };
    }

    private static async Task<Stage[]> OfAsync(Bench bench, string definition, string type, string data)
    {
        var services = bench.Services;
        var id = await bench.StartAsync(definition.Length, definition);
        var record = (await bench.Cases.FindCaseAsync(id))!;
        var (folder, clocks, door, recorder) = (services.GetRequiredService<FactFolder>(), services.GetRequiredService<ClockDesk>(), services.GetRequiredService<FactDoor>(), services.GetRequiredService<StepRecorder>());
        var snapshot = SnapshotCodec.Read(record.Snapshot, folder);
        var machine = await services.GetRequiredService<MachineCatalogue>().FamilyAsync(record.DefinitionId, snapshot.Pins);
        var now = bench.Clock.GetUtcNow();
        async Task<Snapshot> LoadedAsync(Snapshot stored) => stored with { Facts = stored.Facts.WithClocks(await clocks.ForAsync(stored.Facts, now, isFresh: false)) };
        WorkflowEvent.Raised Fact() => new("e-1", type, now, Values.Parse(data));

        // The case as a first step leaves it: its file was written by this process.
        var fact = Fact();
        snapshot = await LoadedAsync(snapshot);
        var first = snapshot with { Facts = folder.Fold(snapshot.Facts, fact, now) };
        snapshot = machine.Transition(first, fact, now) is Decision.Accepted accepted ? accepted.Next : first;
        _ = SnapshotCodec.Write(snapshot);
        var body = BenchDefinition.StartBody(definition.Length, definition);
        var cause = StepCause.Of(fact, data, "key:benchmark");
        (Snapshot Known, Decision Decision) Decided(Snapshot current, WorkflowEvent.Raised raised)
        {
            var known = current with { Facts = folder.Fold(current.Facts, raised, now) };
            return (known, machine.Transition(known, raised, now));
        }

        var (known, decision) = Decided(snapshot, fact);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(8192);
        await using var scratch = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        var step = recorder.Record(record, record, known, snapshot, decision, cause, now)!.Value.Step;
        return
        [
            Measure("clocks", () => LoadedAsync(snapshot).GetAwaiter().GetResult()),
            Measure("event read", Fact),
            Measure("event fits", () => folder.Faults(snapshot.Facts, Fact(), now).Any()),
            Measure("door", () => door.RefusalAsync(new FactQuestion(record.Id, snapshot.Facts, Fact(), "key:benchmark", null, now)).GetAwaiter().GetResult()),
            Measure("fold", () => folder.Fold(snapshot.Facts, Fact(), now)),
            Measure("fold and write the file", () => { folder.Fold(snapshot.Facts, Fact(), now).Write(scratch); scratch.Reset(); buffer.ResetWrittenCount(); return 0; }),
            Measure("journal row hashed", () => JournalChain.Hash(step.Journal)),
            Measure("journal text", () => decision is Decision.Accepted { Journal: var lines } ? JournalText.Write(lines) : ""),
            Measure("snapshot hashed", () => System.Security.Cryptography.SHA256.HashData(step.Case.Snapshot)),
            Measure("fold and decide", () => Decided(snapshot, Fact())),
            Measure("fold, decide and record", () => Decided(snapshot, Fact()) is var (file, made) ? recorder.Record(record, record, file, snapshot, made, cause, now) : null),
            Measure("tallies", () => folder.Tallies(snapshot.Facts, known.Facts, Fact()).Count()),
            Measure("statements", () => StepWriter.Statements(step).Count()),
            Measure("snapshot written again", () => SnapshotCodec.Write(snapshot)),
            Measure("snapshot read", () => SnapshotCodec.Read(record.Snapshot, folder)),
            Measure("snapshot read and written", () => SnapshotCodec.Write(SnapshotCodec.Read(record.Snapshot, folder) is var read ? read with { Facts = folder.Fold(read.Facts, Fact(), now) } : null!)),
            Measure("start body checked", () => StartOrder.Read(null, body, ["CN-2026.1"])),
            Measure("start body hashed", () => CanonicalJson.Hash(body, StartOrder.KeyMember)),
            Measure("start decided", () => machine.Start("c", body, folder.Open(body, now).WithClocks(snapshot.Facts.Clocks), now, "k")),
        ];
    }

    private static Stage Measure<T>(string name, Func<T> work)
    {
        var best = double.MaxValue;
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMilliseconds(300);) work(); // Until it is compiled as well as it gets.
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < Runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var time = 0; time < Times; time++) work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / Times);
        }

        return new Stage(name, Machine.Round(best), Machine.Round((double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / Runs / Times));
    }
}
