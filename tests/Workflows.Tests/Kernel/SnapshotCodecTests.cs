using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Kernel;

public sealed class SnapshotCodecTests
{
    private static readonly JsonFactFolder Folder = new();

    private static readonly Gen<string> Text = Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 0, 8], Gen.OneOfConst("", "张三 ￥5", "\"quoted\" \\ / \n\t\0", "𠮷<&>'", "é", "*", "^", "a→b#2"));

    private static readonly Gen<JsonElement> Json = Gen.Recursive<JsonElement>((depth, json) => depth >= 3 ? Leaf() : Gen.OneOf(Leaf(), List(json), Members(json)));

    private static readonly Gen<DateTimeOffset> Instant = Gen.Long[-62_135_596_800_000, 253_402_300_799_999].Select(DateTimeOffset.FromUnixTimeMilliseconds);

    private static readonly Gen<ArmedDeadline> Deadline = Gen.Select(Text, Text, Instant, Instant, Gen.Bool, Gen.Enum<DeadlineRisk>(), (id, transition, armed, due, isDue, risk) => new ArmedDeadline(id, transition, armed, due, isDue) { Risk = risk });

    private static readonly Gen<Frame> Frames = Gen.Recursive<Frame>((depth, frame) => Gen.Select(
        Text, Gen.Int, Text, Gen.Select(Text, Json).Array[0, 4], Deadline.Array[0, 3],
        depth >= 2 ? Gen.Const(Array.Empty<Interruption>()) : Gen.Select(Instant, frame.Array[1, 2], Gen.Bool, (at, frames, isWaiting) => new Interruption(at, [.. frames], isWaiting)).Array[0, 2],
        (id, version, state, variables, deadlines, interruptions) => new Frame
        {
            DefinitionId = id, Version = version, State = state, Variables = Values.NoVariables.SetItems(variables.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2))),
            Deadlines = [.. deadlines], Interruptions = [.. interruptions],
        }));

    private static readonly Gen<Incident?> Incident = Gen.Select(
        Text, Text, Instant, Gen.Int[0, 3], Json,
        (code, message, at, kind, data) => kind == 0 ? null : new Incident(code, message, at, kind switch
        {
            1 => new WorkflowEvent.DeadlineFired(code), 2 => new WorkflowEvent.Raised(code, message, at, data), _ => null,
        }));

    private static readonly Gen<Snapshot> Snapshots = Gen.Select(
        Gen.Select(Text, Gen.Long, Gen.Bool, Gen.OneOf(Text, Gen.Const((string)null!)), Gen.OneOf(Gen.Select(Instant, Instant, Gen.Bool, (since, until, isOverdue) => new Suspension(since, until, isOverdue)), Gen.Const((Suspension)null!))), Frames.Array[1, 4], Gen.Select(Text, Gen.Int).Array[0, 4], Members(Json), Members(Json), Gen.Select(Instant, Instant), Incident,
        (basics, frames, pins, input, facts, times, incident) => new Snapshot
        {
            CaseId = basics.Item1, Sequence = basics.Item2, Status = basics.Item3 ? CaseStatus.Completed : CaseStatus.Running, Name = basics.Item4,
            Frames = [.. frames], Pins = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal).SetItems(pins.Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2))),
            Input = input, Facts = new JsonFacts(facts), StartedAt = times.Item1, StateSince = times.Item2, Incident = incident, Suspension = basics.Item5,
        });

    [Fact]
    public void A_snapshot_reads_back_as_it_was_written() => Snapshots.Sample(snapshot =>
    {
        var bytes = SnapshotCodec.Write(snapshot);
        var again = SnapshotCodec.Read(bytes, Folder);
        Same(again, snapshot);
        return SnapshotCodec.Write(again).AsSpan().SequenceEqual(bytes);
    }, iter: 500);

    [Fact]
    public void S10_equal_snapshots_have_equal_bytes_however_their_parts_were_put_together()
    {
        var one = Build.Machine([Build.State("A"), Build.State("End")], [Build.Way("A", "End", Build.On("Go"))]).Start().Next;
        var frame = one.Frames[0];
        Frame With(params string[] names) => frame with { Variables = names.Aggregate(Values.NoVariables, (variables, name) => variables.SetItem(name, Build.Number(name.Length))) };

        SnapshotCodec.Write(one with { Frames = [With("b", "aa", "ä", "B")] }).ShouldBe(SnapshotCodec.Write(one with { Frames = [With("B", "ä", "aa", "b")] }));
    }

    [Fact]
    public void What_was_never_set_is_written_as_null()
    {
        var started = Build.Machine([Build.State("A"), Build.State("End")], [Build.Way("A", "End", Build.On("Go"))]).Start().Next;
        var bytes = SnapshotCodec.Write(started with { Incident = new Incident("bound", "", Build.Monday, new WorkflowEvent.Raised("e", "Go", Build.Monday, default)) });

        Values.IsNull(SnapshotCodec.Read(bytes, Folder).Incident!.Event.ShouldBeOfType<WorkflowEvent.Raised>().Data).ShouldBeTrue();
    }

    private static void Same(Snapshot again, Snapshot wanted)
    {
        (again.CaseId, again.Sequence, again.Status, again.Name).ShouldBe((wanted.CaseId, wanted.Sequence, wanted.Status, wanted.Name));
        (again.StartedAt, again.StateSince, again.Suspension).ShouldBe((wanted.StartedAt, wanted.StateSince, wanted.Suspension));
        again.Pins.ShouldBe(wanted.Pins);
        Raw(again.Input).ShouldBe(Raw(wanted.Input));
        Raw(again.Facts.ToJson()).ShouldBe(Raw(wanted.Facts.ToJson()));
        Same(again.Frames, wanted.Frames);
        (again.Incident?.Code, again.Incident?.Message, again.Incident?.At).ShouldBe((wanted.Incident?.Code, wanted.Incident?.Message, wanted.Incident?.At));
        if (wanted.Incident?.Event is WorkflowEvent.DeadlineFired fired) again.Incident!.Event.ShouldBe(fired);
        else if (wanted.Incident?.Event is WorkflowEvent.Raised raised) Same(again.Incident!.Event.ShouldBeOfType<WorkflowEvent.Raised>(), raised);
        else again.Incident?.Event.ShouldBeNull();
    }

    private static void Same(WorkflowEvent.Raised again, WorkflowEvent.Raised wanted) =>
        (again.Id, again.Type, again.OccurredAt, Raw(again.Data)).ShouldBe((wanted.Id, wanted.Type, wanted.OccurredAt, Raw(wanted.Data)));

    private static void Same(ImmutableArray<Frame> again, ImmutableArray<Frame> wanted)
    {
        again.Length.ShouldBe(wanted.Length);
        foreach (var (one, other) in again.Zip(wanted))
        {
            (one.DefinitionId, one.Version, one.State).ShouldBe((other.DefinitionId, other.Version, other.State));
            one.Variables.Select(pair => (pair.Key, Raw(pair.Value))).ShouldBe(other.Variables.Select(pair => (pair.Key, Raw(pair.Value))));
            one.Deadlines.ShouldBe(other.Deadlines);
            one.Interruptions.Select(left => (left.LeftAt, left.IsWaiting)).ShouldBe(other.Interruptions.Select(left => (left.LeftAt, left.IsWaiting)));
            foreach (var (left, otherLeft) in one.Interruptions.Zip(other.Interruptions)) Same(left.Frames, otherLeft.Frames);
        }
    }

    /// <summary>Values compare by what they say: names and escapes apart, the codec keeps a value as it came.</summary>
    private static string Raw(JsonElement json) => JsonSerializer.Serialize(json);

    private static Gen<JsonElement> Leaf() => Gen.OneOf(
        Gen.OneOfConst(Values.Null, Values.True, Values.False, Values.Parse("1.50"), Values.Parse("-0"), Values.Parse("12345678901234567890"), Values.Parse("1e-7")), Text.Select(text => Values.Of(text)));

    private static Gen<JsonElement> List(Gen<JsonElement> items) => items.Array[0, 3].Select(values => Values.Parse($"[{string.Join(',', values.Select(value => value.GetRawText()))}]"));

    private static Gen<JsonElement> Members(Gen<JsonElement> items) =>
        Gen.Select(Text, items).Array[0, 3].Select(pairs => Values.FromObject(pairs.DistinctBy(pair => pair.Item1).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2))));
}
