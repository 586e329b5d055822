namespace Doorstep.Host.Tests.Demo;

public sealed class DemoTests
{
    [Fact]
    public async Task The_same_seed_gives_the_same_cases_and_their_sums_add_up()
    {
        var (first, said) = await DemoHost.PlayAsync(30, seed: 7, TestContext.Current.CancellationToken);
        var (second, _) = await DemoHost.PlayAsync(30, seed: 7, TestContext.Current.CancellationToken);

        second.Text.ShouldBe(first.Text);
        first.AddsUp.ShouldBeTrue(first.Text);
        first.Closed.ShouldBe(30);
        first.Refused.ShouldBeLessThan(first.Closed, "What the doors do not take is the exception.");
        first.Visits.ShouldBeGreaterThanOrEqualTo(5, "The main path of the house is a visit.");
        first.To.Year.ShouldBeLessThanOrEqualTo(2027, "The calendars that are shipped end there.");
        first.Text.ShouldContain("30 of 30 chains verify");
        said.ShouldContain("closed ");
    }
}
