using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CsCheck;
using Doorstep.Workflows.Collections.Policy;

namespace Doorstep.Workflows.Tests.Collections.Policy;

/// <summary>Policy packs for tests: the shipped ones, and versions made from them.</summary>
internal static class Packs
{
    public const string Folder = "workflow-definitions/policy-packs";

    public static readonly string[] FileNames = ["cn-2026.1.json", "uk-2026.1.json", "us-regf-2026.1.json"];

    /// <summary>A Monday at nine in Shanghai, when CN-2026.1 has long been in force.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static PolicyPack Cn { get; } = Shipped("cn-2026.1.json");

    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public static PolicyPack Shipped(string file) => PolicyPackReader.Read(Text(file)).Pack ?? throw new InvalidOperationException($"'{file}' has faults.");

    /// <summary>A version of the Chinese pack with other values.</summary>
    public static PolicyPack Version(int number, DateTimeOffset effectiveFrom, params (string Name, PolicyValue Value)[] values) => Cn with
    {
        Version = new PackVersion(2026, number), EffectiveFrom = effectiveFrom,
        Parameters = values.Aggregate(Cn.Parameters, (all, one) => all.SetItem(one.Name, new PackParameter(ParameterCatalogue.Types[one.Name], one.Value, "a rule of the test", Certainty.V1))),
    };

    public static PolicyValue Number(long value) => new PolicyValue.Number(value);

    public static PolicyValue Hours(string window) => LocalWindow.TryParse(window, out var hours) ? new PolicyValue.Hours(hours) : throw new ArgumentException(window);

    public static ApprovedPack Approved(this PolicyPack pack, DateTimeOffset at) => new(pack, at);

    public static T Given<T>(this Reading<T> reading) => reading.ShouldBeOfType<Reading<T>.Given>().Value;

    public static string Reason<T>(this Reading<T> reading) => reading.ShouldBeOfType<Reading<T>.Denied>().Reason;

    public static JsonObject Json(string file = "cn-2026.1.json") => JsonNode.Parse(Text(file))!.AsObject();

    public static JsonObject Parameter(this JsonObject pack, string name) => pack["parameters"]!.AsArray().Select(item => item!.AsObject()).Single(item => (string?)item["name"] == name);

    public static ReadPack Read(this JsonObject pack) => PolicyPackReader.Read(pack.ToJsonString());

    /// <summary>Any value that a parameter may have.</summary>
    public static Gen<PolicyValue> Value(ParameterType type) => type.Kind switch
    {
        ParameterKind.Whole whole => Gen.Long[whole.Min, whole.Max].Select(Number),
        ParameterKind.Flag => Gen.Bool.Select(flag => (PolicyValue)new PolicyValue.Flag(flag)),
        ParameterKind.Window => Gen.Select(Gen.Int[0, 1438], Gen.Int[1, 1439]).Where((from, to) => from < to)
            .Select((from, to) => (PolicyValue)new PolicyValue.Hours(new LocalWindow(TimeOnly.MinValue.AddMinutes(from), TimeOnly.MinValue.AddMinutes(to)))),
        ParameterKind.WordList words => Gen.Int[1, (1 << words.Known.Length) - 1].Select(bits => (PolicyValue)PolicyValue.WordList.Of(words.Known.Where((_, index) => (bits >> index & 1) == 1))),
        _ => Gen.OneOfConst("any time", "30 days").Select(text => (PolicyValue)new PolicyValue.Text(text)),
    };

    /// <summary>
    /// Everything that a value leaves the house to do, counted one by one and without the code under test. A stricter value leaves a part of it. Null for values that
    /// cannot be compared.
    /// </summary>
    public static ImmutableHashSet<string>? Room(ParameterType type, PolicyValue? value) => (type.Stricter, type.Kind, value) switch
    {
        (Direction.None, _, _) => null,
        (_, _, null) => [],
        (Direction.Less, _, PolicyValue.Number number) => [.. Enumerable.Range(0, (int)number.Value + 1).Select(one => $"{one}")],
        (Direction.More, ParameterKind.Whole whole, PolicyValue.Number number) => [.. Enumerable.Range((int)number.Value, (int)(whole.Max - number.Value) + 1).Select(one => $"{one}")],
        (Direction.Less, _, PolicyValue.Flag flag) => flag.Value ? ["no", "yes"] : ["no"],
        (_, _, PolicyValue.Flag flag) => flag.Value ? ["yes"] : ["no", "yes"],
        (_, _, PolicyValue.Hours hours) => [.. Enumerable.Range(0, 1440).Where(minute => hours.Value.From.ToTimeSpan().TotalMinutes <= minute && minute < hours.Value.To.ToTimeSpan().TotalMinutes).Select(minute => $"{minute}")],
        (_, ParameterKind.WordList known, PolicyValue.WordList words) => [.. known.Known.Where(word => !words.Value.Contains(word))],
        _ => throw new InvalidOperationException($"{type.Name} {value}"),
    };
}
