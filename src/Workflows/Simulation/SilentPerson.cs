using System.Diagnostics;
using System.Text.Json;

namespace Doorstep.Workflows.Simulation;

/// <summary>Nobody does anything: what happens, the clocks of the definition do.</summary>
internal sealed class SilentPerson(DateTimeOffset startAt) : SimulatedPerson
{
    public override DateTimeOffset StartAt => startAt;

    public override JsonElement StartBody => default;

    public override DateTimeOffset? NextAt => null;

    public override SimulatedEvent Take() => throw new UnreachableException();

    public override void Stands(SimulatedStanding standing, bool isOwnDoing)
    {
    }
}
