using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Acts.Wording;
using Doorstep.Workflows.Collections.Books;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Collections.Visits;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Commands.Overrides.Bulk;
using Doorstep.Workflows.Commands.Publishing;
using Doorstep.Workflows.Commands.Trying;
using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Simulation;
using Doorstep.Workflows.Storage;
using Mediator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Doorstep.Workflows;

/// <summary>Everything about the engine that can be set.</summary>
public sealed record WorkflowOptions
{
    /// <summary>Limits of one step.</summary>
    public Bounds Bounds { get; init; } = new();

    /// <summary>What a loan's definitions are asked before they are published.</summary>
    public LivenessRules Liveness { get; init; } = LivenessRules.Default;

    /// <summary>Cases in memory at most, at about 10 KB each; the others are read when they are asked for.</summary>
    public int ActiveCasesMax { get; init; } = 25_000;

    /// <summary>Where the data lies.</summary>
    public StorageOptions Storage { get; init; } = new();

    /// <summary>The sweep of the due-table.</summary>
    public SweepOptions Sweep { get; init; } = new();

    /// <summary>Who speaks in messages and scripts.</summary>
    public Institution Institution { get; init; } = Institution.Unknown;

    /// <summary>The line that agents call for themselves.</summary>
    public CounsellingLine Counselling { get; init; } = new();

    /// <summary>How much a simulation may take.</summary>
    public SimulationOptions Simulation { get; init; } = new();

    /// <summary>How messages leave.</summary>
    public OutboxOptions Outbox { get; init; } = new();
}

/// <summary>Puts the engine together. The host adds Orleans and Quartz, which drive it.</summary>
public static class WorkflowServices
{
    /// <summary>Adds the engine: definitions, store, cases, deadlines, outbox and commands.</summary>
    public static IServiceCollection AddWorkflows(this IServiceCollection services, WorkflowOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options.Bounds);
        services.AddSingleton(ActivityCatalogue.Compiler(options.Bounds));
        services.AddSingleton(options.Liveness);
        services.AddSingleton<LivenessCheck>().AddSingleton<PackForesight>();
        services.AddSingleton<HouseBooks>().AddSingleton<ReliefShelf>().AddSingleton<FactFolder, CaseFileFolder>();
        services.AddSingleton<StaffRegister>().AddSingleton<VisitDoor>().AddSingleton<CaseFactDoor>().AddSingleton<FactDoor>(provider => provider.GetRequiredService<CaseFactDoor>());
        services.AddDoorstepStorage(options.Storage);
        services.AddSingleton<PackShelf>().AddSingleton<CalendarBook>().AddSingleton<RuleShelf>().AddSingleton<ClockDesk, CaseClockDesk>();
        services.AddSingleton<TemplateShelf>().AddSingleton(options.Institution).AddSingleton<ActWording>().AddSingleton<ContactCodes>();
        services.AddSingleton<Registers>().AddSingleton(new ActDecider()).AddSingleton<CaseActDesk>().AddSingleton<ActDesk>(provider => provider.GetRequiredService<CaseActDesk>());
        services.AddSingleton<DeadlineBounds>().AddSingleton<OverrideDesk, CaseOverrideDesk>().AddSingleton<OverrideDecider>();
        services.AddSingleton<MachineCatalogue>();
        services.AddSingleton(new ActiveCases(options.ActiveCasesMax));
        services.AddSingleton<SubmachineChecks>();
        services.AddSingleton<Workloads>().AddSingleton<Assignments>().AddSingleton<AssignmentDoor>().AddSingleton<PersonHolds>().AddSingleton<OverrideRunner>().AddSingleton<OverrideUndoing>().AddSingleton<GovernedFacts>().AddSingleton<AgentStanding>().AddSingleton<AccusedNames>().AddBulkOverrides();
        services.AddSingleton(ActivityCatalogue.Diff).AddSingleton<VersionComparison>().AddSingleton<PublicationBook>().AddSingleton<DraftAuthors>().AddSingleton<FourEyes>().AddSingleton<SecondPerson>();
        services.AddSingleton(options.Simulation).AddSingleton<Simulator>().AddSingleton<DraftFamilies>().AddSingleton<SimulationBook>();
        services.TryAddSingleton<SimulatedPeople, StrangePeople>();
        services.AddSingleton<StepRecorder>();
        services.AddSingleton<CommitHints>();
        services.AddDeadlines(options.Sweep);
        services.AddOutbox(options.Outbox);
        services.AddMediator(mediator => mediator.ServiceLifetime = ServiceLifetime.Singleton);
        services.AddSingleton(options.Counselling).AddSingleton<AuditTrail>().AddSingleton<PurposeDoor>().AddSingleton<CaseAccess>().AddSingleton<AgentCases>();
        services.AddSingleton(typeof(IPipelineBehavior<,>), typeof(RightsBehavior<,>)).AddSingleton(typeof(IPipelineBehavior<,>), typeof(CaseAccessBehavior<,>));
        return services;
    }
}
