using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Acts.Wording;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Collections.Visits;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Simulation;

/// <summary>What invented cases run in: the real rules, guards, words and clocks over registers in which everything is in order, and nothing that is ever stored.</summary>
/// <param name="folder">Folds facts into case files.</param>
/// <param name="relief">The registers that relief is decided by.</param>
/// <param name="wording">The words of acts.</param>
/// <param name="decider">The guards.</param>
/// <param name="rules">The approved packs and calendars, as they are when the simulation begins.</param>
/// <param name="stoodIn">Settings of the house that are not set and are stood in for.</param>
internal sealed class SimulatedHouse(FactFolder folder, ReliefShelf relief, ActWording wording, ActDecider decider, ClockRules rules, ImmutableArray<string> stoodIn)
{
    private readonly RuleShelf _shelf = new(Settled(rules));
    private readonly TemplateShelf _templates = Filled(wording.Catalogue);
    private readonly ContactCodes _codes = new(_ => Task.CompletedTask);

    public FactFolder Folder => folder;

    /// <summary>Settings of the house that are not set and are stood in for.</summary>
    public ImmutableArray<string> StoodIn => stoodIn;

    public ClockDesk Clocks { get; } = new CaseClockDesk(new RuleShelf(Settled(rules)));

    /// <summary>The door at which a fact of a case is asked about. Its registers know whoever the file would name with the fact in it.</summary>
    public FactDoor DoorOf(string caseId, CaseFacts known, DateTimeOffset now) => new CaseFactDoor(
        new PackShelf(Settled(rules).Packs), relief, new StaffRegister(name => Task.FromResult<RegisterRecord?>(Everyone(name, now))), new VisitDoor(_shelf, new Registers((kind, key) => Task.FromResult(Entry(kind, key, caseId, (known, now)))), _templates));

    /// <summary>The desk of one case. Its registers know every agent, authorisation and agency that the case names.</summary>
    public ActDesk DeskOf(string caseId, Func<(CaseFacts Facts, DateTimeOffset Now)> current) => new CaseActDesk(
        _shelf, new Registers((kind, key) => Task.FromResult(Entry(kind, key, caseId, current()))), decider, wording, _codes);

    /// <summary>What is approved counts from the beginning of time, so that a simulation may begin before the approval.</summary>
    private static ClockRules Settled(ClockRules rules) => new([.. rules.Packs.Select(pack => pack with { ApprovedAt = DateTimeOffset.MinValue })], rules.Versions);

    private static TemplateShelf Filled(TemplateCatalogue? catalogue)
    {
        var shelf = new TemplateShelf();
        if (catalogue is not null) shelf.Take(catalogue);
        return shelf;
    }

    private static RegisterRecord? Entry(string kind, string key, string caseId, (CaseFacts Facts, DateTimeOffset Now) current)
    {
        var (today, now) = (DateOnly.FromDateTime(current.Now.UtcDateTime), current.Now);
        object? entry = kind switch
        {
            Registers.Agents => new { token = key, trainedUntil = Day(today.AddYears(1)), hasIdCard = true, isSpecialist = true },
            Registers.Authorisations => new { id = key, caseId, agents = (current.Facts as CaseFile)?.Visits.Approval?.Agents ?? [], from = Day(today.AddDays(-30)), until = Day(today.AddDays(90)) },
            Registers.Agencies => new { name = key, isListed = true, reviewedOn = Day(today.AddDays(-20)) },
            _ => null,
        };
        return entry is null ? null : new RegisterRecord(kind, key, 1, JsonSerializer.Serialize(entry, FactJson.Options), now, "simulation");
    }

    /// <summary>Whoever is named may decide in every role.</summary>
    private RegisterRecord Everyone(string name, DateTimeOffset now) => new(
        StaffRegister.Kind, name, 1, JsonSerializer.Serialize(new StaffMember(name, [.. relief.Current.Matrix?.Authorities.Select(authority => authority.Role) ?? []]), FactJson.Options), now, "simulation");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
