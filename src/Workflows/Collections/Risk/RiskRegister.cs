using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Policy;

namespace Doorstep.Workflows.Collections.Risk;

/// <summary>A department that answers for something.</summary>
/// <param name="Code">As owners name it.</param>
/// <param name="En">Its name.</param>
/// <param name="Zh">Its name in Chinese.</param>
public sealed record Department(string Code, string En, string Zh);

/// <summary>What keeps a risk small.</summary>
/// <param name="By">A guard (<c>G1</c>), a hold (<c>HOLD:DISPUTE</c>), a rule asked before a definition is published (<c>LINT:T17</c>) or a transition (<c>T27</c>).</param>
/// <param name="Owner">The department that answers for it.</param>
/// <param name="Tests">Names of the tests that show that it works.</param>
public sealed record RiskControl(string By, string Owner, ImmutableArray<string> Tests);

/// <summary>A risk.</summary>
/// <param name="Id">Its number.</param>
/// <param name="En">What may go wrong.</param>
/// <param name="Zh">The same in Chinese.</param>
/// <param name="Owner">The department that answers for it.</param>
/// <param name="Controls">What stands against it.</param>
public sealed record HouseRisk(string Id, string En, string Zh, string Owner, ImmutableArray<RiskControl> Controls);

/// <summary>The register of risks and controls (S36): <c>workflow-definitions/registers/risk-register.json</c>. Every guard and every hold has an owner in it.</summary>
/// <param name="Version">Which one.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Departments">The owners.</param>
/// <param name="Risks">The risks.</param>
public sealed partial record RiskRegister(string Version, string Source, ImmutableArray<Department> Departments, ImmutableArray<HouseRisk> Risks)
{
    /// <summary>The register's own name for its shape.</summary>
    public const string Schema = "risk-register/1";

    private const int TransitionMax = 62;

    /// <summary>Reads the register; null where anything is wrong, and then every fault is noted.</summary>
    public static RiskRegister? Read(string text, ICollection<(string Path, string Message)> faults)
    {
        var before = faults.Count;
        if (FieldReader.Parse(text, faults) is not { } root) return null;
        root.Only("schema", "version", "source", "departments", "risks").Choice("schema", [Schema]);
        var departments = root.Items("departments").Select(Department).ToImmutableArray();
        var owners = departments.Select(department => department.Code).ToArray();
        var register = new RiskRegister(root.Text("version"), root.Text("source"), departments, [.. root.Items("risks").Select(risk => Risk(risk, owners))]);
        foreach (var twice in register.Risks.GroupBy(risk => risk.Id, StringComparer.Ordinal).Where(group => group.Count() > 1)) root.Fault("risks", $"'{twice.Key}' is there {twice.Count()} times.");
        foreach (var missing in Required.Except(register.Risks.SelectMany(risk => risk.Controls).Select(control => control.By))) root.Fault("risks", $"no control is '{missing}': nobody answers for it.");
        return faults.Count > before ? null : register;
    }

    /// <summary>What has to be a control of some risk: every guard and every hold.</summary>
    private static IEnumerable<string> Required => HardGuards.Known.Keys.Concat(Enum.GetValues<Hold>().Select(hold => $"HOLD:{FactJson.Word(hold)}"));

    private static Department Department(FieldReader json)
    {
        json.Only("code", "en", "zh");
        return new(json.Text("code"), json.Text("en"), json.Text("zh"));
    }

    private static HouseRisk Risk(FieldReader json, string[] owners)
    {
        json.Only("id", "en", "zh", "owner", "controls");
        var controls = json.Items("controls").Select(control => Control(control, owners)).ToImmutableArray();
        if (controls.IsEmpty) json.Fault("controls", "is empty: nothing stands against this risk.");
        return new(json.Text("id"), json.Text("en"), json.Text("zh"), json.Choice("owner", owners), controls);
    }

    private static RiskControl Control(FieldReader json, string[] owners)
    {
        json.Only("by", "owner", "tests");
        var (by, tests) = (json.Text("by"), json.Texts("tests").ToImmutableArray());
        if (by.Length > 0 && !IsControl(by)) json.Fault("by", $"'{by}' is none of G1 to G17, HOLD:<hold>, LINT:<T or G number of its rule>, T1 to T{TransitionMax}.");
        if (tests.IsEmpty) json.Fault("tests", "is empty: nothing shows that it works.");
        return new(by, json.Choice("owner", owners), tests);
    }

    private static bool IsControl(string by) => Required.Contains(by) || (Number().Match(by) is { Success: true } match
        && int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is >= 1 and <= TransitionMax);

    [GeneratedRegex(@"\A(?:LINT:)?T([0-9]{1,2})\z")]
    private static partial Regex Number();
}
