using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Grains;

namespace Doorstep.Workflows.Simulation;

/// <summary>Reads a decision on an act as an invented world hears it.</summary>
internal static class SimulatedActs
{
    public static SimulatedAct Of(WaitingAct act, ActRuling ruling)
    {
        var decision = JsonElement.Parse(ruling.Decision);
        ImmutableArray<string> against = decision.TryGetProperty("guards", out var guards)
            ? [.. guards.EnumerateArray().Where(said => !said.GetProperty("passed").GetBoolean()).Select(said => said.GetProperty("guard").GetString()!)] : [];
        return new SimulatedAct(act.Id, ruling.Kind, Class(act.Act.Text("template")), ruling.IsAllowed, !ruling.IsAllowed && ruling.NextTryAt is not null, against);
    }

    /// <summary><c>finalNotice</c> is <c>FINAL_NOTICE</c>.</summary>
    private static string Class(string? template) => string.Concat((template ?? "").Select(letter => char.IsUpper(letter) ? $"_{letter}" : $"{letter}")).ToUpperInvariant();
}
