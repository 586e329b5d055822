using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Wording;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Simulation;

/// <summary>How much a simulation may take.</summary>
public sealed record SimulationOptions
{
    /// <summary>Cases of one simulation. Default 10,000.</summary>
    public int CasesMax { get; init; } = 10_000;

    /// <summary>Real time of one simulation; what is done by then is summed up. Default two minutes.</summary>
    public TimeSpan TimeMax { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Cases played at the same time. Default: one for each processor.</summary>
    public int InFlightMax { get; init; } = Environment.ProcessorCount;
}

/// <summary>Plays many cases under a virtual clock, in memory: thousands in seconds. Nothing that is real is read but rules, and nothing is written.</summary>
public sealed class Simulator(FactFolder folder, ReliefShelf relief, ActWording wording, ActDecider decider, RuleShelf rules, SimulatedPeople people, SimulationOptions options)
{
    /// <summary>What may be asked for.</summary>
    public SimulationOptions Options => options;

    /// <summary>Plays invented cases of a machine.</summary>
    /// <param name="machine">The machine with everything inside it.</param>
    /// <param name="plan">How.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<SimulationResult> PlayAsync(StateMachine machine, SimulationPlan plan, CancellationToken cancellation)
    {
        var (family, house, horizon, totals) = (new FamilyIndex(machine), await HouseAsync(cancellation), plan.Start.AddDays(plan.Days), new SimulationTotals());
        var isCut = await EachAsync(Enumerable.Range(1, plan.Cases).ToAsyncEnumerable(), async (number, token) =>
        {
            var run = new CaseRun(house, family, people.Make(machine, plan, number), SimulatedPeople.Key(plan, number));
            await run.PlayAsync(horizon, token);
            totals.Add(run.Trace, SimulatedPeople.Key(plan, number));
        }, cancellation);
        return totals.Sum(family, house.StoodIn, isCut);
    }

    /// <summary>The house in which cases are played.</summary>
    internal async Task<SimulatedHouse> HouseAsync(CancellationToken cancellation)
    {
        var (words, stoodIn) = wording.ForTrying();
        return new SimulatedHouse(folder, relief, words, decider, await rules.ReadAsync(isFresh: true, cancellation), stoodIn);
    }

    /// <summary>Plays each, several at a time; true when the time was over before all were played.</summary>
    internal async Task<bool> EachAsync<T>(IAsyncEnumerable<T> cases, Func<T, CancellationToken, ValueTask> play, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.TimeMax);
        try
        {
            await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = options.InFlightMax, CancellationToken = patience.Token }, play);
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return true;
        }
    }
}
