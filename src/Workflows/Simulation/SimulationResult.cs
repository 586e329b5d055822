using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Simulation;

/// <summary>How many cases ended in one way.</summary>
/// <param name="State">State path where they ended, or stand.</param>
/// <param name="End">How.</param>
/// <param name="Cases">How many.</param>
/// <param name="Share">Of all, 0 to 1.</param>
/// <param name="Example">One of them.</param>
public sealed record EndCount(string State, TraceEnd End, int Cases, double Share, string Example);

/// <summary>How many cases went one way through the states.</summary>
/// <param name="States">The states in their order; a case that goes round is cut after forty.</param>
/// <param name="Cases">How many.</param>
/// <param name="Share">Of all, 0 to 1.</param>
public sealed record PathCount(ImmutableArray<string> States, int Cases, double Share);

/// <summary>How figures of cases are spread.</summary>
/// <param name="Least">The least.</param>
/// <param name="Median">Half have less.</param>
/// <param name="Ninth">Nine in ten have less.</param>
/// <param name="Most">The most.</param>
/// <param name="Mean">The mean.</param>
public sealed record Spread(double Least, double Median, double Ninth, double Most, double Mean)
{
    /// <summary>The spread of figures; zero everywhere where there are none.</summary>
    public static Spread Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        double At(double share) => Math.Round(sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))], 2);
        return sorted.Length == 0 ? new(0, 0, 0, 0, 0) : new(At(0), At(0.5), At(0.9), Math.Round(sorted[^1], 2), Math.Round(sorted.Average(), 2));
    }
}

/// <summary>What became of acts of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Allowed">The guards let them go.</param>
/// <param name="Dropped">Refused for good.</param>
/// <param name="Replanned">Times that one was refused for now and came up again.</param>
public sealed record ActCount(string Kind, int Allowed, int Dropped, int Replanned);

/// <summary>How often a guard objected.</summary>
/// <param name="Guard">Its number and name.</param>
/// <param name="Times">How often.</param>
public sealed record ObjectionCount(string Guard, int Times);

/// <summary>What became of a deadline.</summary>
/// <param name="Definition">The definition it stands in.</param>
/// <param name="Transition">The transition that it triggers.</param>
/// <param name="Armed">How often it began to run.</param>
/// <param name="Missed">How often its time came before what the case waited for.</param>
/// <param name="InVain">How often its time came and its condition did not hold.</param>
/// <param name="MissedShare">Missed of armed, 0 to 1.</param>
public sealed record DeadlineCount(string Definition, string Transition, int Armed, int Missed, int InVain, double MissedShare);

/// <summary>How often a transition was taken.</summary>
/// <param name="Definition">The definition it stands in.</param>
/// <param name="Transition">Its key.</param>
/// <param name="Cases">Cases that took it; 0: no case ever did.</param>
/// <param name="Times">How often in all.</param>
public sealed record WayCount(string Definition, string Transition, int Cases, int Times);

/// <summary>Steps that faulted.</summary>
/// <param name="Message">What was wrong.</param>
/// <param name="Times">How often.</param>
/// <param name="Example">A case in which it happened.</param>
public sealed record FaultCount(string Message, int Times, string Example);

/// <summary>What left the house on a day.</summary>
/// <param name="Day">The day, <c>2031-03-01</c> (UTC).</param>
/// <param name="Letters">Letters and invitations.</param>
/// <param name="Visits">Visits.</param>
/// <param name="Calls">Calls.</param>
/// <param name="Messages">SMS, e-mails, instant messages.</param>
public sealed record DayCount(string Day, int Letters, int Visits, int Calls, int Messages);

/// <summary>What became of invented cases. The same plan, definition and rules give the same result.</summary>
public sealed record SimulationResult
{
    /// <summary>Cases that were played.</summary>
    public required int Cases { get; init; }

    /// <summary>Not all were played: the time that a simulation may take was over.</summary>
    public required bool IsCut { get; init; }

    /// <summary>Steps in all.</summary>
    public required long Steps { get; init; }

    /// <summary>The last moment at which anything happened (UTC).</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Where cases ended, the most first.</summary>
    public required ImmutableArray<EndCount> Ends { get; init; }

    /// <summary>Those of <see cref="Ends"/> that would wait for ever.</summary>
    public ImmutableArray<EndCount> DeadEnds => [.. Ends.Where(end => end.End is TraceEnd.DeadEnd or TraceEnd.Endless or TraceEnd.NotStarted)];

    /// <summary>The ways that most cases went; at most twenty.</summary>
    public required ImmutableArray<PathCount> Paths { get; init; }

    /// <summary>Days from the start to the end, of closed cases.</summary>
    public required Spread DaysToClosure { get; init; }

    /// <summary>Times that the person was reached out to, by case.</summary>
    public required Spread ContactsPerCase { get; init; }

    /// <summary>Acts by kind.</summary>
    public required ImmutableArray<ActCount> Acts { get; init; }

    /// <summary>Objections of guards.</summary>
    public required ImmutableArray<ObjectionCount> Objections { get; init; }

    /// <summary>Deadlines, those that were missed most first.</summary>
    public required ImmutableArray<DeadlineCount> Deadlines { get; init; }

    /// <summary>Every transition, those that no case took first.</summary>
    public required ImmutableArray<WayCount> Ways { get; init; }

    /// <summary>Steps that faulted; at most twenty kinds.</summary>
    public required ImmutableArray<FaultCount> Faults { get; init; }

    /// <summary>What left the house day by day.</summary>
    public required ImmutableArray<DayCount> Days { get; init; }

    /// <summary>What people reported and the house did not take.</summary>
    public required int Refused { get; init; }

    /// <summary>Settings of the house that are not set and were stood in for, <c>Doorstep:Institution:Phone</c>: without them no words leave the real house.</summary>
    public ImmutableArray<string> StandIns { get; init; } = [];

    /// <summary>What makes the result say less than it seems to: acts that the guards never allowed, and what was stood in for.</summary>
    public ImmutableArray<Words> Warnings => [.. SimulationWarnings.Of(this)];
}
