using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Workflows.Tests.Collections.Relief;

/// <summary>Who may grant what and what a household may spend are files, read at the start.</summary>
public sealed class RegisterTests
{
    [Fact]
    public async Task A_register_that_is_wrong_stops_the_start_with_every_fault_and_the_one_before_stays()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var before = house.Services.GetRequiredService<ReliefShelf>().Current;
        var folder = Directory.CreateDirectory(Path.Combine(house.Folder, "wrong"));
        Directory.CreateDirectory(Path.Combine(folder.FullName, "registers"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "registers", "authority-matrix.json"), """{"schema":"authority-matrix/1","source":"s","currency":"CNY","others":[],"roles":[]}""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "registers", "expenditure-guideline.json"), "{", TestContext.Current.CancellationToken);

        var refusal = (await house.Sender.Send(new ImportPolicies(folder.FullName, Actor.House))).Refusal();

        refusal.Faults.Select(fault => fault.Path).ShouldBe(["registers/authority-matrix.json: version", "registers/authority-matrix.json: roles", "registers/expenditure-guideline.json: "]);
        house.Services.GetRequiredService<ReliefShelf>().Current.ShouldBe(before);
    }

    [Fact]
    public async Task Without_registers_nothing_is_assessed_and_nobody_grants_anything()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("loan-1");
        await house.SaveAsync(RegisterKind.Staff, "f1", new { roles = new[] { "SUPERVISOR" } });
        house.Services.GetRequiredService<ReliefShelf>().Put(ReliefRegisters.None);

        (await house.SendEventAsync(id, "s1", "IncomeStatementSubmitted", new { asOf = "2026-11-01", household = 1, income = Array.Empty<object>(), expenditure = Array.Empty<object>(), totals = new { income = 0, expenditure = 0 } }))
            .Refusal().Kind.ShouldBe(RefusalKind.Impossible);
        (await house.SendEventAsync(id, "w1", "WriteOffProposed", new { by = "f1", role = "SUPERVISOR", reason = "synthetic" })).Refusal().Reason.ShouldContain("no authority matrix is loaded");
    }
}
