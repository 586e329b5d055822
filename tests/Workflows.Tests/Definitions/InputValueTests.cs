using System.Text.Json;
using Doorstep.Workflows.Definitions.Difference;

namespace Doorstep.Workflows.Tests.Definitions;

/// <summary>When two conditions say the same, so that no second designer has to look (four-eyes).</summary>
public sealed class InputValueTests
{
    [Theory]
    [InlineData("a  ==  'x'", "a == 'x'", true)]
    [InlineData("a=='x'", "a == 'x'", true)]
    [InlineData("a == 'x  y'", "a == 'x y'", false)]
    [InlineData("a - -b", "a--b", false)]
    [InlineData("typeof a", "typeofa", false)]
    [InlineData("a // note\n && b", "a // note && b", false)]
    [InlineData("a /  b", "a / b", false)]
    public void Blanks_that_mean_nothing_change_no_condition(string before, string after, bool isSame) => InputValue.IsSame(Script(before), Script(after)).ShouldBe(isSame);

    private static InputValue? Script(string text) => InputValue.Of(JsonSerializer.SerializeToElement(new { expression = new { type = "JavaScript", value = text } }));
}
