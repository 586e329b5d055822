using System.Xml.Linq;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Picture;
using Doorstep.Workflows.Tests.House;

namespace Doorstep.Workflows.Tests.Definitions.Difference;

/// <summary>The picture of the way that a case has taken.</summary>
public sealed class PathPictureTests
{
    [Fact]
    public void A_case_that_went_on_is_drawn_where_it_is_with_where_it_has_been()
    {
        var definition = DefinitionReader.Read(Repository.Read("workflow-definitions/remote-contact.json"), [])!;
        var names = definition.States.Select(state => state.Name).Where(name => name is not ("*" or "^")).ToArray();
        var way = definition.Transitions.First(way => names.Contains(way.From) && names.Contains(way.To) && way.From != way.To);

        var path = PathTaken.Of([$"Contact/{way.From}", $"Contact/{way.From}", "Elsewhere", $"Contact/{way.To}"], $"Contact/{way.To}", 1);
        var svg = XDocument.Parse(PathSvg.Of(definition, path, isChinese: true));

        svg.Descendants().Where(one => one.Attribute("data-state") is not null).Select(one => one.Attribute("data-state")!.Value).ShouldBe(names, ignoreOrder: true);
        svg.Descendants().Single(one => one.Attribute("data-path")?.Value == "here").Attribute("data-state")!.Value.ShouldBe(way.To);
        svg.Descendants().Single(one => one.Attribute("data-path")?.Value == "been").Attribute("data-state")!.Value.ShouldBe(way.From);
        var taken = svg.Descendants().Single(one => one.Attribute("data-taken")?.Value == "yes");
        (taken.Attribute("data-from")!.Value, taken.Attribute("data-to")!.Value).ShouldBe((way.From, way.To));
        svg.Descendants().Single(one => one.Name.LocalName == "title").Value.ShouldContain($"当前在“{way.To}”");
    }

    [Fact]
    public void The_way_through_an_outer_machine_says_nothing_of_the_inner_ones()
    {
        var path = PathTaken.Of(["Contact/A", "Contact/B", "Visit/A"], "Visit/C", 0);

        (path.Here, path.Visited.Order(), path.Steps.Single()).ShouldSatisfyAllConditions(
            one => one.Here.ShouldBe("Visit"), one => one.Item2.ShouldBe(["Contact", "Visit"]), one => one.Item3.ShouldBe(("Contact", "Visit")));
    }
}
