using System.Xml.Linq;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Picture;
using Doorstep.Workflows.Tests.House;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Definitions.Difference;

/// <summary>The picture of two versions.</summary>
public sealed class PictureTests
{
    [Fact]
    public void Every_state_and_every_line_of_both_versions_is_drawn_and_marked()
    {
        var (before, after) = (DefinitionDiffTests.Case(), DefinitionDiffTests.Case());
        after["root"]!["states"]!.AsArray().Add(State("Pause <&> 暂停"));
        after["root"]!["transitions"]!.AsArray().Add(Way("Waiting", "Pause <&> 暂停", OnEvent("Paused"), name: "pause"));
        after["root"]!["transitions"]![2]!["trigger"]!["within"] = Literal("P15B");
        after["root"]!["transitions"]!.AsArray().RemoveAt(1);

        var svg = XDocument.Parse(PictureSvg.Of(DefinitionDiffTests.Between(before, after), isChinese: false));

        Marks(svg, "state").ShouldBe(["Asked Same", "Closed Same", "Pause <&> 暂停 Added", "Waiting Same"]);
        svg.Descendants().Where(one => one.Attribute("data-from") is not null).Select(one => $"{one.Attribute("data-from")!.Value} → {one.Attribute("data-to")!.Value} {one.Attribute("data-mark")!.Value}").Order(StringComparer.Ordinal)
            .ShouldBe(["Asked → Closed Removed", "Asked → Waiting Same", "Waiting → Closed Changed", "Waiting → Pause <&> 暂停 Added"]);
        svg.Descendants().Where(one => one.Name.LocalName == "text").Select(one => one.Value).ShouldBeSubsetOf(
            ["Asked", "Waiting", "Closed", "+ Pause <&> 暂停", "− no", "~ late", "+ pause", "+ new", "− gone", "~ changed", "as it was"]);
    }

    [Theory]
    [InlineData("overdue-visit")]
    [InlineData("hardship-plan")]
    public void No_state_of_a_shipped_definition_is_drawn_over_another_and_the_same_is_always_drawn_the_same(string id)
    {
        var definition = DefinitionReader.Read(Repository.Read($"workflow-definitions/{id}.json"), [])!;
        var changes = ActivityCatalogue.Diff.Between(definition, definition);

        var svg = PictureSvg.Of(changes, isChinese: true);

        var boxes = XDocument.Parse(svg).Descendants().Where(one => one.Attribute("data-state") is not null).Select(one => one.Elements().First())
            .Select(box => (X: Number(box, "x"), Y: Number(box, "y"), W: Number(box, "width"), H: Number(box, "height"))).ToArray();
        boxes.Length.ShouldBe(definition.States.Length);
        boxes.Where((one, at) => boxes.Where((_, other) => other > at).Any(other => one.X < other.X + other.W && other.X < one.X + one.W && one.Y < other.Y + other.H && other.Y < one.Y + one.H)).ShouldBeEmpty();
        PictureSvg.Of(changes, isChinese: true).ShouldBe(svg);
        svg.ShouldNotContain("<script", Case.Insensitive);
    }

    private static string[] Marks(XDocument svg, string what) =>
        [.. svg.Descendants().Where(one => one.Attribute($"data-{what}") is not null).Select(one => $"{one.Attribute($"data-{what}")!.Value} {one.Attribute("data-mark")!.Value}").Order(StringComparer.Ordinal)];

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
}
