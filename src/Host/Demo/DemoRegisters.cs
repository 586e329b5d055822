using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Commands;
using Mediator;

namespace Doorstep.Host.Demo;

/// <summary>What people of the invented house write into its registers: without agents, authorisations and agencies the guards let nobody go.</summary>
internal sealed class DemoRegisters(ISender sender)
{
    public const string Agency = "SYN-AGENCY";

    /// <summary>Those who decide and grant in the invented house, each with the roles of the authority matrix.</summary>
    private static readonly (string Name, string[] Roles)[] Staff =
    [
        ("hardship_syn_1", ["AGENT", "REVIEWER", "SUPERVISOR"]), ("hardship_syn_2", ["REVIEWER"]), ("manager_syn_1", ["CREDIT_COMMITTEE"]), ("finance_syn_1", ["AGENT"]), ("finance_syn_2", ["CREDIT_COMMITTEE"]),
        ("finance_syn_3", ["CREDIT_COMMITTEE"]), ("reviewer_syn_1", ["REVIEWER"]), ("supervisor_syn_1", ["SUPERVISOR"]), ("legal_syn_1", ["REVIEWER"]), ("legal_syn_2", ["SUPERVISOR"]),
        ("evasion_syn_1", ["REVIEWER"]), ("evasion_syn_2", ["SUPERVISOR"]), ("compliance_syn_1", ["REVIEWER"]), ("compliance_syn_2", ["SUPERVISOR"]),
    ];

    private const int AuthorisedDays = 90;
    private static readonly Actor Compliance = new("demo:compliance", [Role.Compliance]);

    /// <summary>Agents who are trained, those who decide, and one agency of the public list.</summary>
    public async Task FillAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var agent in VisitScenes.Team) await SaveAsync(RegisterKind.Agent, agent, new { trainedUntil = Day(now.AddYears(3)), hasIdCard = true }, cancellation);
        foreach (var (name, roles) in Staff) await SaveAsync(RegisterKind.Staff, name, new { roles }, cancellation);
        await SaveAsync(RegisterKind.Agency, Agency, new { isListed = true, reviewedOn = Day(now.AddDays(-20)) }, cancellation);
    }

    /// <summary>A visit that is approved gets its authorisation, and a team that sets out a fresh visit pack.</summary>
    public async Task PrepareAsync(Story story, Act act, CancellationToken cancellation)
    {
        if (act.Type == "VisitCheckedIn") await sender.Send(new MakeVisitPack(story.CaseId, new Actor("demo:service", [Role.Service])), cancellation);
        if (!act.Data.TryGetProperty("authorisationId", out var number) || act.Type != "VisitReviewed") return;
        await SaveAsync(RegisterKind.Authorisation, number.GetString()!, new { caseId = story.CaseId, agents = VisitScenes.Team, from = Day(act.At), until = Day(act.At.AddDays(AuthorisedDays)) }, cancellation);
    }

    private async Task SaveAsync(RegisterKind kind, string key, object entry, CancellationToken cancellation)
    {
        if (await sender.Send(new SaveRegisterEntry(kind, key, JsonSerializer.SerializeToElement(entry), Compliance), cancellation) is Reply<Doorstep.Workflows.Storage.Registers.RegisterRecord>.Refused refused)
            throw new InvalidOperationException($"'{key}' cannot be registered: {string.Join(" ", refused.Faults.Select(fault => $"{fault.Path} {fault.Message}").Prepend(refused.Reason))}");
    }

    private static string Day(DateTimeOffset at) => at.AddHours(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
