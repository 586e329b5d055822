using System.Text.Json;
using CsCheck;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Collections;

/// <summary>Who writes one letter wrong is told what was meant.</summary>
public sealed class NearestNameTests
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly Gen<(FactKind Kind, string Field)> AnyField = Gen.OneOfConst(
        FactCatalogue.Kinds.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal).SelectMany(kind => kind.Shape.Fields.Select(field => (kind, field.Name))).ToArray());

    [Fact]
    public void An_event_name_with_one_slip_is_told_with_the_name_that_was_meant() =>
        Slipped(Gen.OneOfConst(FactCatalogue.Names.ToArray())).Sample(
            (name, slip) => FactCatalogue.Kinds.ContainsKey(slip) || IsAsNear(Nearest.To(slip, FactCatalogue.Names), name, slip), iter: 4_000);

    [Fact]
    public void A_field_with_one_slip_is_told_with_the_field_that_was_meant() =>
        AnyField.SelectMany(one => Slipped(Gen.Const(one.Field)).Select((name, slip) => (one.Kind, name, slip))).Where(one => one.slip.Length > 0).Sample(
            one =>
            {
                var data = Values.Parse(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { [one.slip] = "x" }));
                var names = one.Kind.Shape.Fields.Select(field => field.Name).ToArray();
                if (names.Contains(one.slip)) return true;
                var said = FactCatalogue.Check(one.Kind.Name, data).First(fault => fault.Field == one.slip).Message;
                return names.Any(name => said == $"'{one.slip}' is not known here; did you mean '{name}'?" && IsAsNear(name, one.name, one.slip));
            },
            iter: 4_000);

    [Theory]
    [InlineData("dispName", "; did you mean 'displayName'?")]
    [InlineData("displayNme", "; did you mean 'displayName'?")]
    [InlineData("name", ". Known are: ageBand, displayName, preferences, token.")]
    [InlineData("idNumber", ". Known are: ageBand, displayName, preferences, token.")]
    public void A_name_that_is_abbreviated_is_told_with_the_whole_one(string written, string hint) =>
        Nearest.Hint(written, ["token", "displayName", "ageBand", "preferences"]).ShouldBe(hint);

    [Fact]
    public async Task What_the_house_hears_everywhere_counts_beside_what_the_machine_waits_for()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();

        async Task<string> SaidAsync(string slip) => (await house.SendEventAsync(id, "e-1", slip)).Refusal().Faults.ShouldHaveSingleItem().Message.Split("ever waits for")[1];

        (await SaidAsync("InsolvencyClosd")).ShouldBe(". Every case hears 'InsolvencyClosed'; did you mean that?");
        (await SaidAsync("SettlementAgred")).ShouldBe(". Every case hears 'SettlementAgreed'; did you mean that?");
        (await SaidAsync("DeathReportWithdrwan")).ShouldBe(". Every case hears 'DeathReportWithdrawn'; did you mean that?");
        (await SaidAsync("InsolvencyOpend")).ShouldBe("; did you mean 'InsolvencyOpened'?");
        (await SaidAsync("Earthquake")).ShouldBe(". What it accepts now is under /why.");
    }

    /// <summary>It is what was meant, or something else that is one slip away as well.</summary>
    private static bool IsAsNear(string? suggested, string meant, string slip) => suggested is not null && (suggested == meant || IsOneSlip(suggested.ToUpperInvariant(), slip.ToUpperInvariant()));

    private static bool IsOneSlip(string left, string right)
    {
        while (left.Length > 0 && right.Length > 0 && left[0] == right[0]) (left, right) = (left[1..], right[1..]);
        while (left.Length > 0 && right.Length > 0 && left[^1] == right[^1]) (left, right) = (left[..^1], right[..^1]);
        return (left.Length <= 1 && right.Length <= 1) || (left.Length == 2 && right.Length == 2 && left[0] == right[1] && left[1] == right[0]);
    }

    /// <summary>A name with one letter left out, put in, mistaken or swapped with its neighbour.</summary>
    private static Gen<(string Name, string Slip)> Slipped(Gen<string> names) =>
        Gen.Select(names, Gen.Int[0, 3], Gen.Int[0, 1_000], Gen.Char[Letters]).Select((name, kind, place, letter) => (name, Slip(name, kind, place % name.Length, letter)));

    private static string Slip(string name, int kind, int at, char letter) => kind switch
    {
        0 => name.Remove(at, 1),
        1 => name.Insert(at, letter.ToString()),
        2 => $"{name[..at]}{letter}{name[(at + 1)..]}",
        _ when at + 1 < name.Length => $"{name[..at]}{name[at + 1]}{name[at]}{name[(at + 2)..]}",
        _ => name[..at],
    };
}
