using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Plans;

namespace Doorstep.Workflows.Tests.Collections.Evidence;

public sealed class VisitPackTests
{
    private static readonly Debt Owed = new("CNY", 90_000, 6_000, 3_000, 1_000, 0, 20, Debt.LawfulOrder);
    private static readonly InstalmentSchedule Schedule = InstalmentSchedule.Create(90_000, 10_000, 12, new DateOnly(2031, 4, 1), out _)!;

    [Fact]
    public void S10_A_pack_has_the_ledgers_total_the_schedule_a_date_and_a_hash()
    {
        var pack = Prepare();

        pack.Faults(100_000, Files.Monday).ShouldBeEmpty();
        pack.Content.GetProperty("schedule").EnumerateArray().Sum(one => one.GetProperty("amount").GetInt64()).ShouldBe(100_000);
        pack.Content.GetProperty("preparedAt").GetString().ShouldBe("2031-03-03T01:00:00.000Z");
        pack.Hash.ShouldBe(Prepare().Hash);
        pack.Hash.ShouldMatch("^sha256:[0-9a-f]{64}$");
    }

    [Fact]
    public void S10_A_pack_whose_total_is_not_the_ledgers_is_blocked() =>
        Prepare().Faults(99_999, Files.Monday).ShouldBe(["The pack's total is 1000.00, and the ledger's is 999.99. Prepare a new pack."]);

    [Theory]
    [InlineData(0, false)]
    [InlineData(24 * 3_600_000, false)]
    [InlineData(24 * 3_600_000 + 1, true)]
    [InlineData(-1, true)]
    public void S10_A_pack_older_than_a_day_is_blocked(int milliseconds, bool isBlocked) => Prepare().Faults(100_000, Files.Monday.AddMilliseconds(milliseconds)).Any().ShouldBe(isBlocked);

    [Fact]
    public void S10_A_pack_that_was_changed_is_blocked_and_one_that_was_only_written_anew_is_not()
    {
        var pack = Prepare();
        var changed = JsonElement.Parse(pack.Content.GetRawText().Replace("\"dpd\":20", "\"dpd\":90", StringComparison.Ordinal));
        var reordered = JsonSerializer.SerializeToElement(pack.Content.EnumerateObject().Reverse().ToDictionary(member => member.Name, member => member.Value));

        (pack with { Content = changed }).Faults(100_000, Files.Monday).ShouldHaveSingleItem().ShouldContain("changed");
        (pack with { Content = reordered }).Faults(100_000, Files.Monday).ShouldBeEmpty();
    }

    [Fact]
    public void A_schedule_that_asks_for_more_than_is_owed_is_blocked() =>
        VisitPack.Prepare(Owed with { Fees = 0 }, Schedule, [], false, Files.Monday).Faults(99_000, Files.Monday).ShouldHaveSingleItem().ShouldContain("schedule");

    [Fact]
    public void S11_In_hardship_a_visit_listens_and_its_pack_has_options_and_no_demand()
    {
        var nothingLeft = Affordability.Of(Hardship.Statements.With(), Owed.Total, Hardship.Statements.Guideline);

        var pack = VisitPack.Prepare(Owed, null, ReliefOptions.For(nothingLeft, Owed, new()), isHardship: true, Files.Monday);

        pack.RendersDemand.ShouldBeFalse();
        pack.Content.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("option").GetString()).ShouldBe(["DEFERRAL", "INTEREST_WAIVER", "TOKEN_PAYMENT", "WRITE_OFF_REVIEW"]);
        Prepare().RendersDemand.ShouldBeTrue();
    }

    private static VisitPack Prepare() => VisitPack.Prepare(Owed, Schedule, [], isHardship: false, Files.Monday);
}
