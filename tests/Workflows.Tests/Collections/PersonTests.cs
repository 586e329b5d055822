using Doorstep.Workflows.Collections.People;

namespace Doorstep.Workflows.Tests.Collections;

/// <summary>Two names of one person are one person.</summary>
public sealed class PersonTests
{
    [Theory]
    [InlineData("zhang", "Zhang")]
    [InlineData("wang", "wang ")]
    [InlineData("wang", " w\u200bang\u00a0")]
    [InlineData("wang", "ｗａｎｇ")]
    [InlineData("rev1", "rеv1")]
    [InlineData("COPA", "СОРА")]
    [InlineData("maria", "μαrιa")]
    public void Blanks_capitals_and_signs_that_nobody_sees_make_no_second_person(string one, string other) => Person.IsSame(one, other).ShouldBeTrue();

    [Theory]
    [InlineData("rеv1", "Latin and Cyrillic")]
    [InlineData("αgent", "Latin and Greek")]
    [InlineData("王rev1", null)]
    [InlineData("Мария", null)]
    [InlineData("zoë-1", null)]
    public void A_name_in_two_scripts_that_look_alike_is_none(string name, string? refusal)
    {
        if (refusal is null) LookAlikes.Mixed(name).ShouldBeNull();
        else LookAlikes.Mixed(name).ShouldNotBeNull().ShouldContain(refusal);
    }

    [Theory]
    [InlineData("wang", "wang2")]
    [InlineData("wang", null)]
    [InlineData(null, null)]
    public void Different_names_and_no_name_are_not_the_same_person(string? one, string? other) => Person.IsSame(one, other).ShouldBeFalse();
}
