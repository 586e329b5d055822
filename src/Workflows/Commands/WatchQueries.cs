namespace Doorstep.Workflows.Commands;

/// <summary>Reads the figures that this host shows of itself. They name no case and no person.</summary>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Service, Role.Supervisor, Role.Compliance)]
public sealed record ReadMetrics(Actor Actor) : IActed;
