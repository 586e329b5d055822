using CsCheck;
using Doorstep.Workflows.Outbox;

namespace Doorstep.Workflows.Tests.Outbox;

public sealed class RetryDelayTests
{
    [Fact]
    public void Every_delay_is_between_a_half_and_the_whole_of_what_doubling_gives_and_never_above_the_longest() =>
        Gen.Select(Gen.Int[1, 1000], Gen.String[Gen.Char.AlphaNumeric, 1, 30], Gen.Int[1, 600_000], Gen.Int[1, 86_400]).Sample(
            (attempts, key, firstMilliseconds, longestSeconds) =>
            {
                var options = new OutboxOptions { RetryDelay = TimeSpan.FromMilliseconds(firstMilliseconds), RetryDelayMax = TimeSpan.FromSeconds(longestSeconds) };
                var whole = Math.Min(firstMilliseconds * Math.Pow(2, Math.Min(attempts - 1, 24)), longestSeconds * 1000.0);

                var delay = RetryDelay.After(attempts, key, options);

                delay.TotalMilliseconds.ShouldBeInRange((whole / 2) - 1, whole + 1);
                RetryDelay.After(attempts, key, options).ShouldBe(delay);
            },
            seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Messages_that_failed_together_do_not_come_back_together()
    {
        var delays = Enumerable.Range(0, 100).Select(number => RetryDelay.After(3, $"case-{number}/2/0", new OutboxOptions()));

        delays.Distinct().Count().ShouldBeGreaterThan(95);
    }
}
