using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Simulation;

/// <summary>How cases are played.</summary>
public sealed record SimulationPlan
{
    /// <summary>Cases. Default 1,000.</summary>
    public int Cases { get; init; } = 1000;

    /// <summary>What everybody's chance depends on. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>When the first case starts (UTC).</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Days that the virtual clock goes on. Default 730.</summary>
    public int Days { get; init; } = 730;

    /// <summary>What the customer and the people of the house do; none: whatever chance says.</summary>
    public ImmutableArray<ScriptLine> Script { get; init; } = [];

    /// <summary>The body that every case starts with; undefined: an invented one.</summary>
    public JsonElement Body { get; init; }

    /// <summary>The policy pack of invented loans.</summary>
    public string? Pack { get; init; }

    /// <summary>The definition that cases start on.</summary>
    public required string DefinitionId { get; init; }
}

/// <summary>Invents the people around cases.</summary>
public abstract class SimulatedPeople
{
    /// <summary>Invents the people of one case. The same plan and number give the same people.</summary>
    /// <param name="machine">The machine that the case runs.</param>
    /// <param name="plan">How cases are played.</param>
    /// <param name="number">The case, from 1.</param>
    public SimulatedPerson Make(StateMachine machine, SimulationPlan plan, int number)
    {
        if (plan.Script.IsEmpty) return Chosen(machine, plan, number);
        return new ScriptedPerson(plan.Script, plan.Start, plan.Body.ValueKind == JsonValueKind.Object ? plan.Body : Body(machine, plan, number));
    }

    /// <summary>People who do whatever chance says.</summary>
    protected virtual SimulatedPerson Chosen(StateMachine machine, SimulationPlan plan, int number)
    {
        var chance = new Chance(plan.Seed, number);
        var startAt = plan.Start.AddHours(chance.From(0, 24 * 20));
        return new RandomPerson(chance, startAt, plan.Body.ValueKind == JsonValueKind.Object ? plan.Body : Body(machine, plan, number));
    }

    /// <summary>An invented body that a case starts with: of a loan where the machine is one of a loan.</summary>
    protected static JsonElement Body(StateMachine machine, SimulationPlan plan, int number) =>
        IsLoan(machine) ? InventedLoan.Body(plan, number) : JsonSerializer.SerializeToElement(new { schema = "workflow.start/1", businessKey = Key(plan, number), definition = new { key = plan.DefinitionId }, input = new { } });

    /// <summary>What an invented case is called.</summary>
    protected internal static string Key(SimulationPlan plan, int number) => string.Create(CultureInfo.InvariantCulture, $"SIM-{plan.Seed}-{number:000000}");

    /// <summary>Whether cases of a machine are about loans: it has a stage of one, or plans to reach somebody.</summary>
    protected static bool IsLoan(StateMachine machine) => machine.Family.SelectMany(member => member.Declared).Any(state =>
        Stages.Of(state).Any(Stages.All.Contains) || state.Entry?.MayPlan.Any() == true || state.Outbound.Any(way => way.Action?.MayPlan.Any() == true));
}

/// <summary>People who know nothing of the field.</summary>
internal sealed class StrangePeople : SimulatedPeople;
