using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Simulation;
using Mediator;

namespace Doorstep.Workflows.Commands.Trying;

/// <summary>Says what would become of the cases that run now if a version were in force for them: on copies, in memory. Nothing that is real is touched.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Version">The version; null: the latest, which may be a draft.</param>
/// <param name="Wish">How.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Designer, Role.Supervisor)]
public sealed record ForeseeDefinition(string DefinitionId, int? Version, ForesightWish Wish, Actor Actor) : IQuery<Reply<Foresight>>, IActed;

/// <summary>How live cases are looked at.</summary>
public sealed record ForesightWish
{
    /// <summary>Days ahead.</summary>
    public int Days { get; init; } = 60;

    /// <summary>People do whatever chance says; otherwise nobody does anything, and only clocks go on.</summary>
    public bool IsRandom { get; init; }

    /// <summary>What chance depends on.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How the cases go over.</summary>
    public RepinPlan Plan { get; init; } = new() { Otherwise = new DeadlinePolicy.Recompute() };
}

/// <summary>Cases that could not go over.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Cases">How many.</param>
/// <param name="Example">One of them.</param>
public sealed record CannotGo(string Reason, int Cases, string Example);

/// <summary>What becomes of a deadline of cases that go over.</summary>
/// <param name="Definition">The definition it stands in.</param>
/// <param name="Transition">The transition that it triggers.</param>
/// <param name="Earlier">Cases in which it is due earlier.</param>
/// <param name="Later">Cases in which it is due later.</param>
/// <param name="Same">Cases in which it is due when it was.</param>
/// <param name="Gone">Cases that no longer have it.</param>
/// <param name="Fresh">Cases that have it anew.</param>
/// <param name="MeanShiftHours">How much later it is due on average, over those that move.</param>
/// <param name="Example">A case in which it moves; empty where it moves in none.</param>
public sealed record DeadlineShift(string Definition, string Transition, int Earlier, int Later, int Same, int Gone, int Fresh, double MeanShiftHours, string Example);

/// <summary>A case that would get stuck.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="State">Where.</param>
public sealed record StuckCase(string CaseId, string State);

/// <summary>What would become of the cases that run now.</summary>
public sealed record Foresight
{
    /// <summary>The definition.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>Its content.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The definition that the cases started on.</summary>
    public required string Root { get; init; }

    /// <summary>When it was looked at (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Cases that were looked at.</summary>
    public required int Cases { get; init; }

    /// <summary>Not all were looked at: the time was over.</summary>
    public required bool IsCut { get; init; }

    /// <summary>Cases whose snapshot cannot be read.</summary>
    public required ImmutableArray<string> Unreadable { get; init; }

    /// <summary>Cases that could not go over, by reason; they would stay on their version.</summary>
    public required ImmutableArray<CannotGo> Cannot { get; init; }

    /// <summary>Deadlines of the others.</summary>
    public required ImmutableArray<DeadlineShift> Deadlines { get; init; }

    /// <summary>Cases that would get stuck and would not on their version; at most two hundred.</summary>
    public required ImmutableArray<StuckCase> NewDeadEnds { get; init; }

    /// <summary>The days ahead on the versions that they run.</summary>
    public required SimulationResult Before { get; init; }

    /// <summary>The days ahead on the version.</summary>
    public required SimulationResult After { get; init; }
}
