using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Collections.Risk;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using Doorstep.Workflows.Tests.House;

namespace Doorstep.Workflows.Tests.Rows;

/// <summary>S36: who answers for which control, and what shows that it works.</summary>
public sealed class RiskRegisterTests
{
    private static readonly string Shipped = Path.Combine("workflow-definitions", "registers", "risk-register.json");

    [Fact]
    public async Task S36_every_guard_and_every_hold_has_an_owner_and_a_test_that_is_there()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var register = (await house.Sender.Send(new GetRiskRegister(ActHouse.Lin))).Value();
        var controls = register.Risks.SelectMany(risk => risk.Controls).ToArray();

        string[] required = [.. HardGuards.Known.Keys, .. Enum.GetValues<Hold>().Select(hold => $"HOLD:{FactJson.Word(hold)}")];
        required.Length.ShouldBe(17 + 15);
        required.Where(name => !controls.Any(control => control.By == name && control.Owner.Length > 0)).ShouldBeEmpty();
        controls.Where(control => !register.Departments.Any(department => department.Code == control.Owner)).ShouldBeEmpty();
        var tests = CapabilitiesPageTests.Tests();
        controls.SelectMany(control => control.Tests).Where(name => !tests.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void S36_a_guard_is_shown_by_a_test_that_bears_its_number()
    {
        var guards = Register().Risks.SelectMany(risk => risk.Controls).Where(control => HardGuards.Known.ContainsKey(control.By));

        guards.Where(guard => !guard.Tests.Any(test => test.StartsWith($"{guard.By}_", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void S36_a_register_that_leaves_a_guard_or_an_owner_out_is_refused_with_every_fault()
    {
        var text = File.ReadAllText(Shipped).Replace("\"by\": \"G1\"", "\"by\": \"G99\"", StringComparison.Ordinal)
            .Replace("{ \"by\": \"HOLD:SAFETY\", \"owner\": \"STAFF_WELFARE\"", "{ \"by\": \"HOLD:SAFETI\", \"owner\": \"NOBODY\"", StringComparison.Ordinal);
        List<(string Path, string Message)> faults = [];

        RiskRegister.Read(text, faults).ShouldBeNull();

        faults.Select(fault => fault.Message).ShouldSatisfyAllConditions(
            said => said.ShouldContain(message => message.StartsWith("'G99' is none of", StringComparison.Ordinal)),
            said => said.ShouldContain("no control is 'G1': nobody answers for it."),
            said => said.ShouldContain("no control is 'HOLD:SAFETY': nobody answers for it."),
            said => said.ShouldContain(message => message.Contains("\"NOBODY\" is not known", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task S36_a_house_whose_register_has_faults_does_not_open_and_names_them_with_those_of_its_packs()
    {
        var folder = Directory.CreateTempSubdirectory("doorstep-books-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "registers"));
        Directory.CreateDirectory(Path.Combine(folder, "calendars"));
        await File.WriteAllTextAsync(Path.Combine(folder, "registers", "risk-register.json"), "{}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "calendars", "x.json"), "{}", TestContext.Current.CancellationToken);
        await using var house = await EngineHouse.OpenAsync();

        var refused = (await house.Sender.Send(new ImportPolicies(folder, Actor.House))).Refusal();

        refused.Faults.ShouldContain(fault => fault.Path == "registers/risk-register.json: version");
        refused.Faults.ShouldContain(fault => fault.Path.StartsWith("calendars/x.json", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    private static RiskRegister Register() => RiskRegister.Read(File.ReadAllText(Shipped), []).ShouldNotBeNull();
}
