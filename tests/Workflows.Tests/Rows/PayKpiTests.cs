using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Rows;

/// <summary>S65: nobody is paid by the recovered amount alone.</summary>
public sealed class PayKpiTests
{
    private const string Good = """{"pack":"CN-2026.1","reason":"Review.","weights":[{"name":"RECOVERY","percent":40},{"name":"COMPLIANCE","percent":30},{"name":"COMPLAINTS","percent":20},{"name":"DATA_SAFETY","percent":10}]}""";

    [Fact]
    public async Task S65_A_recovery_weight_of_a_hundred_percent_is_refused_and_the_law_is_named()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);

        var refused = (await house.Sender.Send(new PostPayKpi("""{"pack":"CN-2026.1","reason":"Speed.","weights":[{"name":"RECOVERY","percent":100}]}""", ActHouse.Lin))).Refusal();

        refused.Faults[0].Message.ShouldBe("'RECOVERY' is 100 percent: nobody is paid by the recovered amount alone (pay.kpi of CN-2026.1, [CARD] art. 66; [AFSA]).");
        refused.Faults.Skip(1).Select(fault => fault.Message.Split(' ')[0]).ShouldBe(["'COMPLIANCE'", "'COMPLAINTS'", "'DATA_SAFETY'"]);
        (await house.Sender.Send(new PostPayKpi("""{"pack":"US-REGF-2026.1","reason":"Speed.","weights":[{"name":"RECOVERY","percent":99},{"name":"TRAINING","percent":1}]}""", ActHouse.Lin))).Value().Version.ShouldBe(1);
    }

    [Fact]
    public async Task S65_Weights_take_two_persons_and_every_version_is_kept()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        (await house.Sender.Send(new PostPayKpi(Good, ActHouse.Lin))).Value().ApprovedBy.ShouldBeNull();
        (await house.Sender.Send(new ApprovePayKpi(1, ActHouse.Lin))).Refusal().Kind.ShouldBe(RefusalKind.Impossible);
        (await house.Sender.Send(new ApprovePayKpi(1, ActHouse.Zhao))).Value().ApprovedBy.ShouldBe("user:zhao");
        (await house.Sender.Send(new ApprovePayKpi(1, ActHouse.Zhao))).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        await house.Sender.Send(new PostPayKpi(Good.Replace("40", "35", StringComparison.Ordinal).Replace("10}", "15}", StringComparison.Ordinal), ActHouse.Zhao));

        var versions = (await house.Sender.Send(new ListPayKpis(ActHouse.Lin))).Value();

        versions.Select(version => (version.Version, version.Kpi.Weights[0].Percent, version.ApprovedBy)).ShouldBe([(1, 40, "user:zhao"), (2, 35, null)]);
    }

    [Fact]
    public async Task S65_Every_fault_is_named_at_once()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);

        var refused = (await house.Sender.Send(new PostPayKpi("""{"pack":"","weights":[{"name":"RECOVERY","percent":60},{"name":"RECOVERY","percent":60},{"name":"SPEED","percent":101}],"x":1}""", ActHouse.Lin))).Refusal();

        refused.Faults.Select(fault => fault.Path).Distinct().ShouldBe(["x", "pack", "reason", "weights[2].name", "weights[2].percent", "weights"], ignoreOrder: true);
        (await house.Sender.Send(new PostPayKpi(Good.Replace("CN-2026.1", "CN-2029.9", StringComparison.Ordinal), ActHouse.Lin))).Refusal().Faults.Single().Message.ShouldBe("There is no approved policy pack 'CN-2029.9'.");
    }
}
